/**
 * The floor of bench `marks`: the very rows that the server wrote, written again by better-sqlite3 alone with the same durability,
 * into copies of the database that the server began with.
 */
import { createRequire } from "node:module";
import { answerAsked } from "./asked-process.ts";

export type FloorWish =
  | { readonly kind: "open"; readonly written: string; readonly single: string; readonly batches: string }
  /** Writes what the server wrote since the last wish, for so many seconds at most; `single`: one mark in a commit. */
  | { readonly kind: "write"; readonly seconds: number; readonly way: "single" | "batches" }
  /** Forgets what the server wrote until now. */
  | { readonly kind: "skip" };

/** Marks a second; of the server, how many marks shared a commit on average. */
export type FloorAnswer = { readonly rate: number; readonly perCommit: number };

type Row = Readonly<Record<string, unknown>>;
type Statement = { all(...values: unknown[]): Row[]; get(...values: unknown[]): Row; run(...values: unknown[]): unknown };
type Driver = { prepare(text: string): Statement; exec(text: string): void };

const Database = createRequire(import.meta.url)("better-sqlite3") as new (file: string) => Driver;
const DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

/** What the server wrote in one commit: each mark with its record. */
type Batch = readonly { readonly mark: Row; readonly record: Row }[];

let written: Driver | null = null;
const floors = new Map<"single" | "batches", (batches: readonly Batch[], seconds: number) => number>();
let [lastMark, lastRecord] = [0, 0];
let pending: readonly Batch[] = [];

function openFloor(file: string, isSingle: boolean) {
  const database = new Database(file);
  database.exec(DURABLE);
  const columnsOf = (table: string) =>
    database
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
  const insert = (table: string) => {
    const columns = columnsOf(table);
    const names = columns.map((name) => `"${name}"`).join(", ");
    const statement = database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
    return (row: Row) => statement.run(...columns.map((name) => row[name] ?? null));
  };
  const [addMark, addRecord] = [insert("MarkRevision"), insert("AuditRecord")];
  const moveForm = database.prepare(`UPDATE "MarkingForm" SET "revision" = ? WHERE "id" = ?`);
  const moveChain = database.prepare(`UPDATE "AuditChain" SET "sequence" = ?, "head" = ? WHERE "chain" = ?`);
  const commit = (batch: Batch) => {
    database.exec("BEGIN IMMEDIATE");
    for (const { mark, record } of batch) {
      addMark(mark);
      moveForm.run(mark.sequence, mark.formId);
      addRecord(record);
    }
    const last = batch.at(-1)?.record;
    moveChain.run(last?.sequence, last?.hash, last?.chain);
    database.exec("COMMIT");
  };
  return (batches: readonly Batch[], seconds: number): number => {
    let marks = 0;
    const begin = performance.now();
    for (const batch of isSingle ? batches.flat().map((one) => [one]) : batches) {
      commit(batch);
      marks += batch.length;
      if (performance.now() - begin > seconds * 1_000) break;
    }
    return (marks * 1_000) / (performance.now() - begin);
  };
}

/** What was written since the last look, commit by commit: those of one commit were received at one moment. */
function look(): readonly Batch[] {
  const marks =
    written?.prepare(`SELECT rowid AS "row", * FROM "MarkRevision" WHERE rowid > ? ORDER BY rowid`).all(lastMark) ?? [];
  const records =
    written
      ?.prepare(`SELECT rowid AS "row", * FROM "AuditRecord" WHERE rowid > ? AND "act" = 'enter-mark' ORDER BY rowid`)
      .all(lastRecord) ?? [];
  if (marks.length !== records.length) throw new Error(`${marks.length} marks have ${records.length} records.`);
  lastMark = Number(marks.at(-1)?.row ?? lastMark);
  lastRecord = Number(records.at(-1)?.row ?? lastRecord);
  const batches = new Map<unknown, { mark: Row; record: Row }[]>();
  for (const [index, mark] of marks.entries()) {
    const batch = batches.get(mark.receivedAt) ?? [];
    batches.set(mark.receivedAt, batch);
    batch.push({ mark, record: records[index] as Row });
  }
  return [...batches.values()];
}

answerAsked<FloorWish, FloorAnswer>((wish) => {
  if (wish.kind === "open") {
    written = new Database(wish.written);
    floors.set("single", openFloor(wish.single, true));
    floors.set("batches", openFloor(wish.batches, false));
  } else if (wish.kind === "skip") look();
  else {
    const fresh = look();
    if (fresh.length > 0) pending = fresh;
    const marks = pending.reduce((sum, batch) => sum + batch.length, 0);
    return { rate: floors.get(wish.way)?.(pending, wish.seconds) ?? Number.NaN, perCommit: marks / pending.length };
  }
  return { rate: Number.NaN, perCommit: Number.NaN };
});
