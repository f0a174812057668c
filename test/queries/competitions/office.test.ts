/** What the office and the desk show: conditions that the acts agree with, and nothing to those who may not see it. */

import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDesk } from "#app/queries/accounts/get-desk.server.ts";
import { listAccounts } from "#app/queries/accounts/list-accounts.server.ts";
import { getEventSetup } from "#app/queries/competitions/get-event-setup.server.ts";
import { getOffice } from "#app/queries/competitions/get-office.server.ts";
import { getOverview } from "#app/queries/competitions/get-overview.server.ts";
import { listEvents } from "#app/queries/competitions/list-events.server.ts";
import { getPeople } from "#app/queries/people/get-people.server.ts";
import { announceCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import {
  actorOf,
  addCompetition,
  addEntries,
  addGround,
  addScheme,
  addUser,
  appoint,
  appointAll,
  must,
} from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the office", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
    ({ organiser, competitionId, eventId } = await addCompetition(runtime));
  });
  afterEach(() => runtime.dispose());

  const setPhase = (phase: string, roundPhase = "draw") =>
    runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: competitionId }, data: { phase } });
      await tables.round.updateMany({ where: { eventId }, data: { phase: roundPhase } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "competition", objectId: competitionId });
      return { ok: true, value: null };
    });
  const signedIn = async (role: Parameters<typeof appoint>[2], ofEvent = false) =>
    actorOf(runtime, await appoint(runtime, organiser, role, { competitionId, ...(ofEvent ? { eventId } : {}) }));

  it("lists as conditions exactly what the act refuses for", async () => {
    const { next, mayAct, plan } = await getOverview(runtime, organiser, competitionId);
    expect([next?.act, mayAct, plan !== null]).toEqual(["announce", true, true]);
    const refused = await announceCompetition(runtime, organiser, { competitionId });
    expect(refused.ok ? [] : refused.refusals).toEqual(next?.conditions.flatMap(({ unmet }) => unmet));
    await addScheme(runtime, organiser, eventId);
    const ready = await getOverview(runtime, organiser, competitionId);
    expect(ready.next?.conditions.flatMap(({ unmet }) => unmet)).toEqual([]);
  });

  it("counts entries against the quota, and what is undecided", async () => {
    const leader = { userId: await addUser(runtime, "leader") };
    const delegation = { competitionId, name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112", leader };
    const { delegationId } = must(await createDelegation(runtime, organiser, delegation));
    const statuses = ["accepted", "accepted", "submitted", "returned", "draft", "withdrawn"];
    await addEntries(
      runtime,
      { eventId, delegationId },
      statuses.map((status) => ({ status })),
    );
    const { events } = await getOverview(runtime, organiser, competitionId);
    expect(events).toMatchObject([{ code: "ELE", quota: 24, accepted: 2, undecided: 2, forms: 0, confirmedForms: 0 }]);
  });

  it("offers changes to those who may make them, and only while they can be made", async () => {
    const supervisor = await signedIn("supervisor");
    expect(await getOverview(runtime, supervisor, competitionId)).toMatchObject({ mayAct: false, plan: null, opensEvents: true });
    expect((await listEvents(runtime, supervisor, competitionId)).adding).toBeNull();
    expect((await getPeople(runtime, supervisor, competitionId)).appointing).toBeNull();
    expect((await listEvents(runtime, organiser, competitionId)).adding).not.toBeNull();
    await setPhase("running");
    expect((await getOverview(runtime, organiser, competitionId)).plan).toBeNull();
    expect((await listEvents(runtime, organiser, competitionId)).adding).toBeNull();
    expect((await getPeople(runtime, organiser, competitionId)).appointing?.takesDelegations).toBe(false);
  });

  it("opens its rooms by role, and the pages of an event to the duties in it", async () => {
    const inOffice = { competitionId, eventId: null };
    expect((await getOffice(runtime, await signedIn("policy-officer"), inOffice)).rooms).not.toContain("people");
    const blinding = await signedIn("blinding-judge", true);
    const office = await getOffice(runtime, blinding, { competitionId, eventId });
    expect([office.rooms, office.pages.length > 0]).toEqual([[], true]);
  });

  it("explains an event by its rules with their history, and says what does not fit", async () => {
    await addScheme(runtime, organiser, eventId);
    const { rules } = await getEventSetup(runtime, organiser, { competitionId, eventId });
    const total = { ...rules, total: (rules.total + 2000) as typeof rules.total };
    must(await setEventRules(runtime, organiser, { eventId, rules: total, basedOn: 1, reason: "满分改为 120" }));
    const setup = await getEventSetup(runtime, organiser, { competitionId, eventId });
    expect(setup.rulesVersion).toBe(2);
    expect(setup.history).toMatchObject([{ version: 2, reason: "满分改为 120", by: organiser.displayName }]);
    expect(setup.faults.map(({ code }) => code)).toEqual(["scheme-total-mismatch"]);
    expect(setup).toMatchObject({ isPinned: false, mayAct: true });
    await setPhase("running", "judging");
    expect(await getEventSetup(runtime, organiser, { competitionId, eventId })).toMatchObject({ isPinned: true });
  });

  it("names who holds what, and judges whose own unit has entered since", async () => {
    const { markingJudges } = await appointAll(runtime, organiser, { competitionId, eventId });
    const leader = { userId: await addUser(runtime, "leader") };
    const delegation = { competitionId, name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112", leader };
    const { delegationId } = must(await createDelegation(runtime, organiser, delegation));
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.user.update({ where: { id: String(markingJudges[1]) }, data: { organisationId: "unit-works" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "user", objectId: "any" });
      return { ok: true, value: null };
    });
    await addEntries(runtime, { eventId, delegationId }, [{ status: "submitted", employerId: "unit-works" }]);
    const { holders, events, delegations } = await getPeople(runtime, organiser, competitionId);
    expect(Object.keys(holders).sort()).toEqual(["organiser", "supervisor"]);
    const judges = events[0]?.holders["marking-judge"] ?? [];
    expect(judges.map(({ isOfEnteredUnit }) => isOfEnteredUnit)).toEqual([false, true, false]);
    expect(delegations).toMatchObject([{ name: "永顺镇代表队", leaders: [{ username: "leader" }], entries: 1 }]);
  });

  it("puts on each desk what waits there, and nobody else's competition", async () => {
    await addCompetition(runtime, { code: "other" });
    expect(await getDesk(runtime, await signedIn("reviewer"))).toMatchObject({
      competitions: [{ code: "tz-2026", tasks: [{ role: "reviewer", to: "/office/tz-2026/registrations", waiting: null }] }],
      mayCreateCompetitions: false,
      isAdministrator: false,
    });
    expect(await getDesk(runtime, organiser)).toMatchObject({
      competitions: [{ code: "tz-2026", tasks: [{ role: "organiser", waiting: { kind: "conditions", count: 1 } }] }],
      mayCreateCompetitions: true,
    });
    await addScheme(runtime, organiser, eventId);
    const [ready] = (await getDesk(runtime, organiser)).competitions;
    expect(ready?.tasks[0]?.waiting).toEqual({ kind: "next-phase", count: 1 });
    const ofAdministrator = await getDesk(runtime, administrator);
    expect(ofAdministrator.competitions.map(({ code }) => code).sort()).toEqual(["other", "tz-2026"]);
    expect((await getDesk(runtime, await actorOf(runtime, await addUser(runtime, "new")))).competitions).toEqual([]);
  });

  it("leads a team leader to the entries that came back, and a reviewer to those that wait", async () => {
    const leaderId = await addUser(runtime, "leader");
    const delegation = { name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112", leader: { userId: leaderId } };
    const { delegationId } = must(await createDelegation(runtime, organiser, { ...delegation, competitionId }));
    const reviewer = await signedIn("reviewer");
    const supervisor = await signedIn("supervisor");
    await addEntries(runtime, { eventId, delegationId }, [{ status: "returned" }, { status: "draft" }, { status: "submitted" }]);
    await setPhase("registration");
    const taskOf = async (actor: Actor) => (await getDesk(runtime, actor)).competitions[0]?.tasks[0];
    expect(await taskOf(await actorOf(runtime, leaderId))).toMatchObject({
      to: `/delegations/${delegationId}`,
      of: { name: "永顺镇代表队" },
      waiting: { kind: "returned", count: 1 },
    });
    expect(await taskOf(reviewer)).toMatchObject({ waiting: { kind: "reviews", count: 1 } });
    expect(await taskOf(supervisor)).toMatchObject({ waiting: null });
    const office = await getOffice(runtime, reviewer, { competitionId, eventId: null });
    expect(office.toReview).toBe(1);
  });

  it("shows accounts with the duties that they hold now", async () => {
    await appoint(runtime, organiser, "tally-clerk", { competitionId, eventId, username: "tally" });
    const { accounts } = await listAccounts(runtime);
    expect(accounts.find(({ username }) => username === "tally")).toMatchObject({ roles: ["tally-clerk"], isDisabled: false });
    expect(JSON.stringify(accounts)).not.toContain("passwordHash");
  });
});
