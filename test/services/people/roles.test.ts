/** Appointing people and taking appointments back. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { revokeRole } from "#app/services/people/revoke-role.server.ts";
import { addCompetition, addEntries, addGround, addUser, appoint, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("roles", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;
  let delegationId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    ({ organiser, competitionId, eventId } = await addCompetition(runtime));
    const leader = { userId: await addUser(runtime, "leader") };
    const delegation = { competitionId, name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112", leader };
    ({ delegationId } = must(await createDelegation(runtime, organiser, delegation)));
  });
  afterEach(() => runtime.dispose());

  const grant = (userId: string, role: Role, event: string | null = eventId) =>
    grantRole(runtime, organiser, { competitionId, userId, role, eventId: event, delegationId: null });

  async function enterPhase(phase: string): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.updateMany({ where: { eventId }, data: { phase } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "event", objectId: eventId });
      return { ok: true, value: null };
    });
  }

  it("are granted within the competition, recorded, and effective", async () => {
    const userId = await addUser(runtime, "wang", "unit-works");
    const { grantId } = must(await grant(userId, "marking-judge"));
    const stored = await runtime.database.read.roleGrant.findUniqueOrThrow({ where: { id: grantId } });
    expect(stored).toMatchObject({ userId, role: "marking-judge", competitionId, eventId, delegationId: null, revokedAt: null });
    const records = await runtime.database.read.auditRecord.findMany({ where: { chain: competitionId, act: "grant-role" } });
    expect(records).toMatchObject([{ objectId: userId, payload: { grant: grantId, role: "marking-judge", eventId } }]);
    expect(codesOf(await grant(userId, "marking-judge"))).toEqual(["role-already-held"]);
  });

  it("keep a judge from his own unit, whatever it is to the entry, until that entry is gone", async () => {
    const [first] = await addEntries(runtime, { eventId, delegationId }, [
      { status: "submitted", employerId: "unit-works", trainingOrganisationId: "unit-college" },
      { status: "withdrawn", employerId: "unit-dalian" },
    ]);
    const refusals: Record<string, readonly string[]> = {};
    for (const unit of ["unit-works", "unit-college", "unit-dalian", "unit-bureau"]) {
      refusals[unit] = codesOf(await grant(await addUser(runtime, unit, unit), "chief-judge"));
    }
    expect(refusals).toEqual({
      "unit-works": ["judge-of-same-unit"],
      "unit-college": ["judge-of-same-unit"],
      "unit-dalian": [],
      "unit-bureau": [],
    });
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.entry.update({ where: { id: String(first) }, data: { status: "rejected" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "entry", objectId: String(first) });
      return { ok: true, value: null };
    });
    expect(codesOf(await grant(await addUser(runtime, "later", "unit-works"), "chief-judge"))).toEqual([]);
  });

  it("fill a pool of marking judges as large as it has to be, before judging and while it is open", async () => {
    const judges = [];
    for (let judge = 0; judge < 3; judge += 1)
      judges.push(await appoint(runtime, organiser, "marking-judge", { competitionId, eventId }));
    const fourth = await addUser(runtime, "fourth");
    must(await grant(fourth, "marking-judge"));
    const held = await runtime.database.read.roleGrant.findFirstOrThrow({ where: { userId: String(judges[0]) } });
    must(await revokeRole(runtime, organiser, { competitionId, grantId: held.id }));
    expect(codesOf(await revokeRole(runtime, organiser, { competitionId, grantId: held.id }))).toEqual(["not-found"]);
    await enterPhase("judging");
    must(await grant(await addUser(runtime, "fifth"), "marking-judge"));
    const last = await runtime.database.read.roleGrant.findFirstOrThrow({ where: { userId: fourth } });
    must(await revokeRole(runtime, organiser, { competitionId, grantId: last.id }));
  });

  it("give a delegation that came without one its team leader", async () => {
    const userId = await addUser(runtime, "second-leader");
    const lead = (role: Role, of: string | null) =>
      grantRole(runtime, organiser, { competitionId, userId, role, eventId: null, delegationId: of });
    expect(codesOf(await lead("team-leader", null))).toEqual(["role-scope-wrong"]);
    expect(codesOf(await lead("team-leader", "nowhere"))).toEqual(["delegation-unknown"]);
    must(await lead("team-leader", delegationId));
    expect(await runtime.database.read.roleGrant.count({ where: { delegationId, revokedAt: null } })).toBe(2);
  });

  it("do not reach into another competition", async () => {
    const other = await addCompetition(runtime, { code: "other" });
    const userId = await addUser(runtime, "wang");
    expect(codesOf(await grant(userId, "chief-judge", other.eventId))).toEqual(["event-unknown"]);
    expect(codesOf(await grant("nobody", "chief-judge"))).toEqual(["account-unknown"]);
    const foreign = await runtime.database.read.roleGrant.findFirstOrThrow({ where: { competitionId: other.competitionId } });
    expect(codesOf(await revokeRole(runtime, organiser, { competitionId, grantId: foreign.id }))).toEqual(["not-found"]);
    const own = await runtime.database.read.roleGrant.findFirstOrThrow({ where: { competitionId, role: "organiser" } });
    expect(codesOf(await revokeRole(runtime, organiser, { competitionId, grantId: own.id }))).toEqual(["last-organiser"]);
  });
});
