/** A message reaches each inbox once, stands and falls with the act that it tells of, and is written for somebody only. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import { addCompetition, addGround, addUser, appointAll } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("sending", (provider) => {
  let runtime: TestRuntime;
  let competitionId: string;
  let eventId: string;
  let people: Awaited<ReturnType<typeof appointAll>>;
  const send = (userIds: readonly string[], isRefused = false) =>
    runtime.database.write<string | null, string>(async (write) => {
      const at = runtime.clock.now();
      const params = { until: at.getTime() };
      const head = { competitionId, path: "/desk", sentById: null, at };
      const id = await sendMessage(write, { ...head, kind: "deadline-moved", params, to: { userIds } });
      await write.audit({ chain: competitionId, actorId: null, act: "test", objectKind: "message", objectId: id ?? "none" });
      return isRefused ? refuse({ code: "no" }) : allow(id);
    });
  const count = () => runtime.database.read.message.count();

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    const scene = await addCompetition(runtime);
    ({ competitionId, eventId } = scene);
    people = await appointAll(runtime, scene.organiser, scene);
  });
  afterAll(() => runtime.dispose());

  it("reaches each account once, unread", async () => {
    const [one, other] = people.markingJudges as [string, string];
    const sent = await send([one, other, one]);
    const receipts = await runtime.database.read.messageReceipt.findMany({
      where: { messageId: sent.ok ? String(sent.value) : "" },
    });
    expect(receipts.map(({ userId, readAt }) => [userId, readAt]).sort()).toEqual(
      [
        [one, null],
        [other, null],
      ].sort(),
    );
  });

  it("writes nothing where nobody is to get it", async () => {
    const before = await count();
    expect(await send([])).toEqual({ ok: true, value: null });
    expect(await count()).toBe(before);
  });

  it("falls with the act", async () => {
    const before = [await count(), await runtime.database.read.messageReceipt.count()];
    expect((await send([people.chiefJudge], true)).ok).toBe(false);
    expect([await count(), await runtime.database.read.messageReceipt.count()]).toEqual(before);
  });

  it("goes out to 1,200 people in parts", async () => {
    await runtime.database.write(async ({ tables, audit }) => {
      const createdAt = runtime.clock.now();
      const rows = Array.from({ length: 1200 }, (_, index) => ({
        id: `m${index}`,
        username: `m${index}`,
        displayName: "-",
        createdAt,
      }));
      await tables.user.createMany({ data: rows });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "user", objectId: "all" });
      return allow(null);
    });
    const sent = await send(Array.from({ length: 1200 }, (_, index) => `m${index}`));
    expect(await runtime.database.read.messageReceipt.count({ where: { messageId: sent.ok ? String(sent.value) : "" } })).toBe(
      1200,
    );
  });

  it("finds who holds a role in the competition, event or delegation, and nobody disabled", async () => {
    const read = runtime.database.read;
    expect(await listAudience(read, { competitionId, roles: ["marking-judge"], eventId })).toEqual(
      [...people.markingJudges].sort(),
    );
    expect(await listAudience(read, { competitionId, roles: ["marking-judge"], eventId: "another" })).toEqual([]);
    expect(await listAudience(read, { competitionId: "another", roles: null })).toEqual([]);
    expect(await listAudience(read, { competitionId, roles: ["team-leader"], delegationIds: ["none"] })).toEqual([]);
    const outsider = await addUser(runtime, "outsider");
    const all = await listAudience(read, { competitionId, roles: null });
    expect(all).toContain(people.supervisor);
    expect(all).not.toContain(outsider);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.user.update({ where: { id: people.supervisor }, data: { disabledAt: runtime.clock.now() } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "user", objectId: people.supervisor });
      return allow(null);
    });
    expect(await listAudience(read, { competitionId, roles: ["supervisor"] })).toEqual([]);
  });
});
