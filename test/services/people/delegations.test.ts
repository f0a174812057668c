/** Taking delegations in, with their team leaders. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { addCompetition, addGround, addUser, appoint, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a delegation", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    ({ organiser, competitionId, eventId } = await addCompetition(runtime));
  });
  afterEach(() => runtime.dispose());

  const NEW_LEADER = { username: "li.na", displayName: "李娜", organisationId: "unit-works" };
  const create = (leader: Parameters<typeof createDelegation>[2]["leader"], name = "永顺镇代表队", regionCode = "110112") =>
    createDelegation(runtime, organiser, { competitionId, name, nameEn: "Yongshun", regionCode, leader });

  it("comes with the account of its team leader, whose link is answered once and stored as a hash", async () => {
    const { delegationId, account } = must(await create(NEW_LEADER));
    expect(account).toMatchObject({ username: "li.na", displayName: "李娜" });
    const user = await runtime.database.read.user.findUniqueOrThrow({ where: { username: "li.na" }, include: { grants: true } });
    expect(user.grants).toMatchObject([{ role: "team-leader", competitionId, delegationId, eventId: null }]);
    expect(user).toMatchObject({ passwordHash: null, pinHash: null });
    const token = String(account?.link.url).split("/set-password/")[1] ?? "";
    expect(await runtime.database.read.accountLink.findMany()).toMatchObject([{ id: sha256(token), userId: user.id }]);
    const records = await runtime.database.read.auditRecord.findMany();
    expect(JSON.stringify(records)).not.toContain("李娜");
    expect(JSON.stringify(records)).not.toContain(token);
  });

  it("can be led by someone who has an account", async () => {
    const userId = await addUser(runtime, "leader");
    const { delegationId, account } = must(await create({ userId }));
    expect(account).toBeNull();
    expect(await runtime.database.read.roleGrant.findMany({ where: { delegationId } })).toMatchObject([{ userId }]);
  });

  it("is not led by a judge of the same competition, nor by nobody", async () => {
    const judge = await appoint(runtime, organiser, "marking-judge", { competitionId, eventId });
    expect(codesOf(await create({ userId: judge }))).toEqual(["duties-exclude-each-other"]);
    expect(codesOf(await create({ userId: "nobody" }))).toEqual(["account-unknown"]);
  });

  it("is refused with every reason at once, and leaves no account behind", async () => {
    must(await create(NEW_LEADER));
    const users = await runtime.database.read.user.count();
    expect(codesOf(await create({ ...NEW_LEADER, organisationId: "nobody" }, "永顺镇代表队", "999999"))).toEqual([
      "delegation-name-taken",
      "region-unknown",
      "username-taken",
      "organisation-unknown",
    ]);
    expect(codesOf(await create({ ...NEW_LEADER, username: "li.na2" }, "台湖镇代表队", "999999"))).toEqual(["region-unknown"]);
    expect(await runtime.database.read.user.count()).toBe(users);
    expect(await runtime.database.read.delegation.count()).toBe(1);
  });

  it("cannot come once the competition runs", async () => {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: competitionId }, data: { phase: "running" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "competition", objectId: competitionId });
      return { ok: true, value: null };
    });
    expect(codesOf(await create(NEW_LEADER))).toEqual(["delegations-closed"]);
  });
});
