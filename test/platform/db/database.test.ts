/** The queue of writes: one transaction for a group, a savepoint each, audit in the same transaction, notices after the commit. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifyChain } from "#app/domain/audit/chain.ts";
import { allow, refuse } from "#app/domain/shared/decision.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("database", (provider) => {
  let runtime: TestRuntime;
  let notices: Notice[];

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    notices = [];
    runtime.bus.subscribe((notice) => notices.push(notice));
  });
  afterEach(() => runtime.dispose());

  async function count(write: Write, name: string): Promise<void> {
    await write.tables.counter.upsert({ where: { name }, create: { name, value: 1 }, update: { value: { increment: 1 } } });
    await write.audit({ chain: "system", actorId: null, act: "count", objectKind: "counter", objectId: name });
    write.announce({ kind: "board-changed", roundId: name });
  }

  it("commits a group in order and keeps refused and failed ones out of it", async () => {
    const answers = await Promise.allSettled([
      runtime.database.write(async (write) => allow(await count(write, "a"))),
      runtime.database.write(async (write) => {
        await count(write, "refused");
        return refuse({ code: "not-now" });
      }),
      runtime.database.write(async (write) => {
        await count(write, "thrown");
        throw new Error("broken");
      }),
      runtime.database.write(async (write) => allow(await count(write, "a"))),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(await runtime.database.read.counter.findMany()).toEqual([{ name: "a", value: 2 }]);
    expect(notices).toEqual([
      { kind: "board-changed", roundId: "a" },
      { kind: "board-changed", roundId: "a" },
    ]);
    const records = await runtime.database.read.auditRecord.findMany({ orderBy: { sequence: "asc" } });
    expect(records.map((record) => [record.sequence, record.objectId])).toEqual([
      [1, "a"],
      [2, "a"],
    ]);
    expect(
      verifyChain(
        records.map((record) => ({ ...record, at: record.at.toISOString(), payload: record.payload as Record<string, never> })),
        sha256,
      ).ok,
    ).toBe(true);
  });

  it("survives a constraint that fails inside a group", async () => {
    const create = () =>
      runtime.database.write(async (write) => {
        await write.tables.counter.create({ data: { name: "once", value: 1 } });
        await write.audit({ chain: "system", actorId: null, act: "count", objectKind: "counter", objectId: "once" });
        return allow(null);
      });
    const answers = await Promise.allSettled([create(), create(), create()]);
    expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await runtime.database.write(async (write) => allow(await count(write, "after")))).ok).toBe(true);
  });

  it("rejects a write that recorded nothing, and keeps none of it", async () => {
    const write = runtime.database.write(async ({ tables }) => {
      await tables.counter.create({ data: { name: "silent", value: 1 } });
      return allow(null);
    });
    await expect(write).rejects.toThrow("record");
    expect(await runtime.database.read.counter.count()).toBe(0);
  });
});
