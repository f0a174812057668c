/** The oracle finds what is planted: a mark lost, doubled, changed, invented, or a history with a gap; in both databases. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { makeScheme, plantCompetition, plantEvent, plantRegion, plantSubject } from "../../support/plant.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";
import type { LedgerEntry, Mark } from "../ledger.ts";
import { judge } from "./judge.ts";
import { openRows } from "./rows.ts";
import { readPostgresql, readSqlite } from "./stored.ts";

const ENTERED_AT = Date.parse("2026-11-20T06:30:00.123Z");

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
      await tables.auditRecord.deleteMany();
      await tables.auditChain.deleteMany();
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

  type Write = Parameters<Parameters<TestRuntime["database"]["write"]>[0]>[0];

  async function change(work: (tables: Write["tables"], audit: Write["audit"]) => Promise<unknown>): Promise<void> {
    await runtime.database.write(async ({ tables, audit }) => {
      await work(tables, audit);
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
  }

  /** The audit record of a mark, as taking it writes it. */
  function record(act: string, mark: Mark, more: object = {}) {
    const { key, aspectId: aspect, scoreRound, value, formId: objectId, judgeId: actorId } = mark;
    const payload = { aspect, scoreRound, value, key, ...more };
    return { chain: "competition", actorId, act, objectKind: "form", objectId, payload };
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
    change(async (tables, audit) => {
      const mark = { ...sampleMark(formId), key, value };
      const times = { enteredAt: new Date(ENTERED_AT), receivedAt: runtime.clock.now() };
      await tables.markRevision.create({ data: { ...mark, ...times, sequence } });
      await audit(record("enter-mark", mark, { revision: sequence }));
    });
  const setRevision = (revision: number) =>
    change((tables) => tables.markingForm.update({ where: { id: formId }, data: { revision } }));

  /** How much of each kind is found, without the kinds of which there is nothing. */
  async function look(): Promise<{ cases: number; lost?: number; twice?: number; wrong?: number; broken?: number }> {
    const url = runtime.env.databaseUrl;
    const stored = provider === "sqlite" ? readSqlite(url.replace("file:", "")) : await readPostgresql(url);
    const { cases, findings } = judge(ledger, stored);
    const found = Object.entries(findings).filter(([, sentences]) => sentences.length > 0);
    return { cases, ...Object.fromEntries(found.map(([kind, sentences]) => [kind, sentences.length])) };
  }

  it("is content with every acknowledged mark once, and with an unknown one that is not there", async () => {
    expect(await look()).toEqual({ cases: 4 });
  });

  it("is content with an unknown one that arrived", async () => {
    await store("key-3", 3, 300);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4 });
  });

  it("finds an acknowledged mark that was deleted", async () => {
    await change((tables) => tables.markRevision.delete({ where: { key: "key-2" } }));
    await setRevision(1);
    // Its audit record tells of a mark that is not there.
    expect(await look()).toEqual({ cases: 4, lost: 1, wrong: 1 });
  });

  it("finds an acknowledged mark that is there twice", async () => {
    await store("key-2-again", 3, 200);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, twice: 1 });
  });

  it.each([{ value: 201 }, { aspectId: "A1.2" }, { judgeId: "judge-2" }, { scoreRound: 2 }])(
    "finds an acknowledged mark that was changed, and that its audit record says otherwise: %o",
    async (data) => {
      await change((tables) => tables.markRevision.update({ where: { key: "key-2" }, data }));
      expect(await look()).toEqual({ cases: 4, wrong: 2 });
    },
  );

  it.each([{ deviceId: "tablet-2" }, { enteredAt: new Date(ENTERED_AT + 1) }, { reason: "changed" }])(
    "finds an acknowledged mark that was changed: %o",
    async (data) => {
      await change((tables) => tables.markRevision.update({ where: { key: "key-2" }, data }));
      expect(await look()).toEqual({ cases: 4, wrong: 1 });
    },
  );

  const keep = (key: string) =>
    change(async (tables, audit) => {
      const mark = { ...sampleMark(formId), key, value: 300 };
      const times = { enteredAt: new Date(ENTERED_AT), receivedAt: runtime.clock.now(), standingAt: runtime.clock.now() };
      await tables.markConflict.create({ data: { ...mark, ...times, standingKey: "key-2", standingValue: 200 } });
      await audit(record("keep-mark-conflict", mark, { standing: "key-2" }));
    });
  const answered = (key: string, fate: LedgerEntry["fate"]) => {
    ledger = ledger.map((entry) => (entry.mark.key === key ? { ...entry, fate } : entry));
  };

  it("is content with a kept one that was answered as kept, or not at all", async () => {
    await keep("key-3");
    expect(await look()).toEqual({ cases: 4 });
    answered("key-3", "conflict");
    expect(await look()).toEqual({ cases: 4 });
  });

  it("finds a kept one that was answered as recorded, a recorded one that was answered as kept, and one that is gone", async () => {
    answered("key-3", "conflict");
    expect(await look()).toEqual({ cases: 4, lost: 1 });
    await keep("key-3");
    answered("key-3", "acknowledged");
    answered("key-2", "conflict");
    expect(await look()).toEqual({ cases: 4, wrong: 2 });
  });

  it("finds a mark that nobody sent", async () => {
    await store("key-9", 3, 900);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, wrong: 1 });
  });

  it("finds a refused mark that is there", async () => {
    await store("key-4", 3, 400);
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, wrong: 1 });
  });

  it("finds a history with a gap, and a form that counts wrong", async () => {
    await setRevision(3);
    expect(await look()).toEqual({ cases: 4, wrong: 1 });
    await change((tables) => tables.markRevision.update({ where: { key: "key-2" }, data: { sequence: 3 } }));
    expect(await look()).toEqual({ cases: 4, wrong: 2 });
  });

  const unlogged = (tables: Write["tables"]) => tables.auditRecord.deleteMany({ where: { chain: "competition", sequence: 2 } });

  it("finds a mark without its audit record, and the gap in the chain", async () => {
    await change(unlogged);
    expect(await look()).toEqual({ cases: 4, wrong: 1, broken: 1 });
  });

  it("finds an audit record that was changed, moved, or relinked", async () => {
    const at = { chain_sequence: { chain: "competition", sequence: 1 } };
    await change((tables) => tables.auditRecord.update({ where: at, data: { actorId: "somebody" } }));
    expect(await look()).toEqual({ cases: 4, wrong: 1, broken: 1 });
    await change((tables) => tables.auditRecord.update({ where: at, data: { actorId: "judge-1", sequence: 3 } }));
    // The record after it follows nothing, it follows the wrong one, it is not what was hashed, and the head is another.
    expect((await look()).broken).toBeGreaterThan(2);
  });

  it("finds a head that moved away from its chain", async () => {
    await change((tables) => tables.auditChain.update({ where: { chain: "competition" }, data: { sequence: 3 } }));
    expect(await look()).toEqual({ cases: 4, broken: 1 });
  });

  it("finds a reference to nothing", async () => {
    const { panelId } = await runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
    await pointTo("nothing");
    expect(await look()).toEqual({ cases: 4, broken: 1 });
    await pointTo(panelId);
    expect(await look()).toEqual({ cases: 4 });
  });

  /** As nothing that holds references can: past the database's own check of them. */
  async function pointTo(panelId: string): Promise<void> {
    const sql = `UPDATE "MarkingForm" SET "panelId" = '${panelId}' WHERE "id" = '${formId}'`;
    if (provider === "sqlite") {
      const file = openSqliteFile(runtime.env.databaseUrl.replace("file:", ""));
      file.run("PRAGMA foreign_keys=OFF");
      file.run(sql);
      file.close();
      return;
    }
    const rows = await openRows(runtime.env.databaseUrl);
    await rows.all("SET session_replication_role = replica");
    await rows.all(sql);
    await rows.close();
  }

  it("finds a damaged index", async () => {
    if (provider === "postgresql") {
      const rows = await openRows(runtime.env.databaseUrl);
      const maintain = (isReady: boolean) =>
        rows.all(`UPDATE pg_index SET indisready = ${isReady} WHERE indexrelid = '"MarkRevision_formId_sequence_key"'::regclass`);
      await maintain(false);
      await rows.all(`CREATE TEMP TABLE kept AS SELECT * FROM "MarkRevision"`);
      await rows.all(`DELETE FROM "MarkRevision"`);
      await rows.all(`INSERT INTO "MarkRevision" SELECT * FROM kept`);
      await maintain(true);
      await rows.close();
      expect(await look()).toEqual({ cases: 4, broken: 1 });
      return;
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-oracle-test-"));
    const copy = path.join(folder, "copy.db");
    const whole = openSqliteFile(runtime.env.databaseUrl.replace("file:", ""));
    whole.run("VACUUM INTO ?", copy);
    whole.close();
    const file = openSqliteFile(copy);
    const root = Number(
      file.all(`SELECT "rootpage" FROM sqlite_master WHERE "name" = 'MarkRevision_formId_sequence_key'`)[0]?.rootpage,
    );
    const size = Number(file.all("PRAGMA page_size")[0]?.page_size);
    file.close();
    const bytes = fs.readFileSync(copy);
    bytes.fill(0xff, root * size - 40, root * size);
    fs.writeFileSync(copy, bytes);
    const { findings } = judge(ledger, readSqlite(copy));
    expect(findings.broken.length).toBeGreaterThan(0);
    expect(findings.lost).toEqual([]);
    bytes.fill(0xff, 0, 100);
    fs.writeFileSync(copy, bytes);
    expect(judge(ledger, readSqlite(copy)).findings.broken[0]).toMatch(/cannot be read/);
    fs.rmSync(folder, { recursive: true });
  });
});
