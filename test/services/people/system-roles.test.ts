/** An administrator gives and takes roles over the whole system; exclusions with duties in every competition hold. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAccounts } from "#app/queries/accounts/list-accounts.server.ts";
import { grantSystemRole } from "#app/services/people/grant-system-role.server.ts";
import { revokeSystemRole } from "#app/services/people/revoke-system-role.server.ts";
import { actorOf, addCompetition, addGround, addUser, appoint, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("roles over the whole system", (provider) => {
  let runtime: TestRuntime;
  let admin: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    admin = await addGround(runtime);
  });
  afterAll(() => runtime.dispose());

  const rolesOf = async (userId: string) =>
    (await listAccounts(runtime)).accounts.find(({ id }) => id === userId)?.systemRoles.map(({ role }) => role);

  it("are given, listed, taken back, and audited", async () => {
    const userId = await addUser(runtime, "bureau");
    const { grantId } = must(await grantSystemRole(runtime, admin, { userId, role: "policy-officer" }));
    expect(await rolesOf(userId)).toEqual(["policy-officer"]);
    const scope = { competitionId: null, eventId: null, delegationId: null };
    expect((await actorOf(runtime, userId)).grants).toEqual([{ role: "policy-officer", ...scope }]);
    must(await revokeSystemRole(runtime, admin, { grantId }));
    expect(await rolesOf(userId)).toEqual([]);
    expect(codesOf(await revokeSystemRole(runtime, admin, { grantId }))).toEqual(["not-found"]);
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { objectId: userId, act: { contains: "system-role" } },
      orderBy: { sequence: "asc" },
      select: { act: true, actorId: true },
    });
    expect(acts).toEqual([
      { act: "grant-system-role", actorId: admin.userId },
      { act: "revoke-system-role", actorId: admin.userId },
    ]);
  });

  it("are refused to oneself, to nobody's account and beside an excluding duty, and nothing is stored", async () => {
    expect(codesOf(await grantSystemRole(runtime, admin, { userId: admin.userId, role: "treasurer" }))).toEqual(["own-account"]);
    expect(codesOf(await grantSystemRole(runtime, admin, { userId: "nobody", role: "treasurer" }))).toEqual(["account-unknown"]);
    const { organiser, competitionId, eventId } = await addCompetition(runtime);
    const judge = await appoint(runtime, organiser, "blinding-judge", { competitionId, eventId });
    expect(codesOf(await grantSystemRole(runtime, admin, { userId: judge, role: "supervisor" }))).toEqual([
      "duties-exclude-each-other",
    ]);
    expect(await rolesOf(judge)).toEqual([]);
    expect(await rolesOf(admin.userId)).toEqual([]);
  });

  it("of administrators are not taken here, nor those of one competition", async () => {
    const { competitionId } = await addCompetition(runtime, { code: "tz-2027" });
    const { read } = runtime.database;
    const own = await read.roleGrant.findFirstOrThrow({ where: { userId: admin.userId, role: "administrator" } });
    const local = await read.roleGrant.findFirstOrThrow({ where: { competitionId, role: "organiser" } });
    for (const { id } of [own, local]) {
      expect(codesOf(await revokeSystemRole(runtime, admin, { grantId: id }))).toEqual(["not-found"]);
      expect((await read.roleGrant.findUniqueOrThrow({ where: { id } })).revokedAt).toBeNull();
    }
  });
});
