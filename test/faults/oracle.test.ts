/** The oracle finds what is planted: a mark lost, doubled, changed, invented, or a history with a gap; in both databases. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { makeScheme, plantCompetition, plantEvent, plantRegion, plantSubject } from "../support/plant.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";
import { type LedgerEntry, type Mark, openLedger, readLedgers } from "./ledger.ts";
import { type Findings, judge, readPostgresql, readSqlite } from "./oracle.ts";

const ENTERED_AT = Date.parse("2026-11-20T06:30:00.123Z");

describe("ledger", () => {
  it("keeps what was sent and the best answer", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-ledger-"));
    const mark = (key: string): Mark => ({ ...sampleMark("form"), key });
    const first = openLedger(path.join(folder, "judge-1"));
    first.send(mark("a"));
    first.send(mark("b"));
    first.answer("a", "acknowledged");
    first.send(mark("a"));
    first.answer("a", "refused");
    const second = openLedger(path.join(folder, "judge-2"));
    second.send(mark("c"));
    second.answer("c", "refused");
    const fates = readLedgers(folder).map((entry) => [entry.mark.key, entry.fate]);
    expect(fates).toEqual([
      ["a", "acknowledged"],
      ["b", "unknown"],
      ["c", "refused"],
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});

function sampleMark(formId: string): Mark {
  return {
    key: "key-1",
    formId,
    aspectId: "A1.1",
    judgeId: "judge-1",
    value: 1250,
    scoreRound: 1,
    deviceId: "tablet-1",
    enteredAt: ENTERED_AT,
    reason: null,
    replaces: null,
  };
}

describeOnEachDatabase("oracle", (provider) => {
  let runtime: TestRuntime;
  let ledger: LedgerEntry[];
  let formId: string;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    formId = await plantForm();
  });
  beforeEach(async () => {
    await change(async (tables) => {
      await tables.markConflict.deleteMany();
      await tables.markRevision.deleteMany();
    });
    const entry = (key: string, fate: LedgerEntry["fate"], value: number): LedgerEntry => ({
      mark: { ...sampleMark(formId), key, value },
      fate,
    });
    ledger = [
      entry("key-1", "acknowledged", 100),
      entry("key-2", "acknowledged", 200),
      entry("key-3", "unknown", 300),
      entry("key-4", "refused", 400),
    ];
    await store("key-1", 1, 100);
    await store("key-2", 2, 200);
    await setRevision(2);
  });
  afterAll(() => runtime.dispose());

  async function change(
    work: (tables: Parameters<Parameters<TestRuntime["database"]["write"]>[0]>[0]["tables"]) => Promise<unknown>,
  ): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
  }

  async function plantForm(): Promise<string> {
    const at = runtime.clock.now();
    let forms: readonly string[] = [];
    await change(async (tables) => {
      const hostRegion = await plantRegion(tables, { code: "110112", name: "Tongzhou" });
      const competitionId = await plantCompetition(tables, { code: "tz26", name: "Planted", phase: "running", hostRegion, at });
      const scheme = makeScheme(4);
      const event = { competitionId, code: "E1", name: "Welding", phase: "judging", scheme, createdById: "nobody", at } as const;
      const { roundId } = await plantEvent(tables, event);
      forms = (await plantSubject(tables, { roundId, code: "R1", scheme })).formIds;
    });
    return forms[0] ?? "";
  }

  const store = (key: string, sequence: number, value: number) =>
    change((tables) =>
      tables.markRevision.create({
        data: { ...sampleMark(formId), key, sequence, value, enteredAt: new Date(ENTERED_AT), receivedAt: runtime.clock.now() },
      }),
    );
  const setRevision = (revision: number) =>
    change((tables) => tables.markingForm.update({ where: { id: formId }, data: { revision } }));

  async function look(): Promise<Record<keyof Findings, number>> {
    const url = runtime.env.databaseUrl;
    const stored = provider === "sqlite" ? readSqlite(url.replace("file:", "")) : await readPostgresql(url);
    const { cases, lost, twice, wrong } = judge(ledger, stored);
    return { cases, lost: lost.length, twice: twice.length, wrong: wrong.length };
  }

  it("is content with every acknowledged mark once, and with an unknown one that is not there", async () => {
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 0 });
  });

  it("is content with an unknown one that arrived", async () => {
    await store("key-3", 3, 300);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 0 });
  });

  it("finds an acknowledged mark that was deleted", async () => {
    await change((tables) => tables.markRevision.delete({ where: { key: "key-2" } }));
    await setRevision(1);
    expect(await look()).toEqual({ cases: 4, lost: 1, twice: 0, wrong: 0 });
  });

  it("finds an acknowledged mark that is there twice", async () => {
    await store("key-2-again", 3, 200);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 1, wrong: 0 });
  });

  it.each([
    { value: 201 },
    { aspectId: "A1.2" },
    { judgeId: "judge-2" },
    { scoreRound: 2 },
    { deviceId: "tablet-2" },
    { enteredAt: new Date(ENTERED_AT + 1) },
    { reason: "changed" },
  ])("finds an acknowledged mark that was changed: %o", async (data) => {
    await change((tables) => tables.markRevision.update({ where: { key: "key-2" }, data }));
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 1 });
  });

  const keep = (key: string) =>
    change((tables) =>
      tables.markConflict.create({
        data: {
          ...sampleMark(formId),
          key,
          value: 300,
          enteredAt: new Date(ENTERED_AT),
          receivedAt: runtime.clock.now(),
          standingKey: "key-2",
          standingValue: 200,
          standingAt: runtime.clock.now(),
        },
      }),
    );
  const answered = (key: string, fate: LedgerEntry["fate"]) => {
    ledger = ledger.map((entry) => (entry.mark.key === key ? { ...entry, fate } : entry));
  };

  it("is content with a kept one that was answered as kept, or not at all", async () => {
    await keep("key-3");
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 0 });
    answered("key-3", "conflict");
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 0 });
  });

  it("finds a kept one that was answered as recorded, a recorded one that was answered as kept, and one that is gone", async () => {
    answered("key-3", "conflict");
    expect(await look()).toEqual({ cases: 4, lost: 1, twice: 0, wrong: 0 });
    await keep("key-3");
    answered("key-3", "acknowledged");
    answered("key-2", "conflict");
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 2 });
  });

  it("finds a mark that nobody sent", async () => {
    await store("key-9", 3, 900);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 1 });
  });

  it("finds a refused mark that is there", async () => {
    await store("key-4", 3, 400);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 1 });
  });

  it("finds a history with a gap, and a form that counts wrong", async () => {
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 1 });
    await change((tables) => tables.markRevision.update({ where: { key: "key-2" }, data: { sequence: 3 } }));
    expect(await look()).toEqual({ cases: 4, lost: 0, twice: 0, wrong: 1 });
  });
});
