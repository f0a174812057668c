/**
 * Judges from outside what a killed server kept: every acknowledged mark exactly once and as it was sent, recorded or beside the
 * value that it met, as it was answered; one without an answer at most once, a refused one never, and nothing that nobody sent.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { openSqliteFile, type Row } from "../support/sqlite-file.ts";
import type { LedgerEntry, Mark } from "./ledger.ts";

/** A mark as stored, with its position in the history of its form; null for one that is kept beside another, and not settled. */
export type StoredMark = Mark & { readonly sequence: number | null };

/** `revision` is what the form itself says how many marks were entered. */
export type StoredForm = { readonly formId: string; readonly revision: number };

export type Stored = { readonly marks: readonly StoredMark[]; readonly forms: readonly StoredForm[] };

/** Sentences on what is lost, there twice, or otherwise not as it must be; `cases` is how many marks were judged. */
export type Findings = {
  readonly cases: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly wrong: readonly string[];
};

export function isSound({ lost, twice, wrong }: Findings): boolean {
  return lost.length + twice.length + wrong.length === 0;
}

const CONTENT = ["formId", "aspectId", "judgeId", "value", "scoreRound", "deviceId", "enteredAt", "reason", "replaces"] as const;

export function judge(ledger: readonly LedgerEntry[], stored: Stored): Findings {
  const lost: string[] = [];
  const twice: string[] = [];
  const wrong: string[] = [];
  const byKey = groupBy(stored.marks, ({ key }) => key);
  const known = new Map(ledger.map((entry) => [entry.mark.key, entry]));
  const sentContents = new Set(ledger.map(({ mark }) => contentOf(mark)));

  for (const { mark, fate } of ledger) {
    const found = byKey.get(mark.key) ?? [];
    if (found.length > 1) twice.push(`${mark.key} is there ${found.length} times`);
    if (found.length === 0 && (fate === "acknowledged" || fate === "conflict"))
      lost.push(`${mark.key} was acknowledged and is not there`);
    if (found.length > 0 && fate === "refused") wrong.push(`${mark.key} was refused and is there`);
    for (const one of found) {
      if (fate === "acknowledged" && one.sequence === null) wrong.push(`${mark.key} was answered as recorded and is only kept`);
      if (fate === "conflict" && one.sequence !== null) wrong.push(`${mark.key} was answered as kept and is recorded`);
      for (const field of CONTENT) {
        if (one[field] !== mark[field]) wrong.push(`${mark.key}: ${field} is ${one[field]}, sent as ${mark[field]}`);
      }
    }
  }
  for (const one of stored.marks) {
    if (known.has(one.key)) continue;
    if (sentContents.has(contentOf(one))) twice.push(`${one.key} repeats a mark under another key`);
    else wrong.push(`${one.key} was sent by nobody`);
  }
  wrong.push(...findBrokenHistories(stored));
  return { cases: ledger.length, lost, twice, wrong };
}

/** Forms whose marks are not numbered 1, 2, 3, … to their own revision. */
function findBrokenHistories({ marks, forms }: Stored): string[] {
  const byForm = groupBy(marks, ({ formId }) => formId);
  return forms.flatMap(({ formId, revision }) => {
    const sequences = (byForm.get(formId) ?? []).flatMap(({ sequence }) => sequence ?? []).sort((left, right) => left - right);
    const isWhole = sequences.length === revision && sequences.every((sequence, index) => sequence === index + 1);
    return isWhole
      ? []
      : [`form ${formId} is at revision ${revision} with ${sequences.length} marks, the last numbered ${sequences.at(-1) ?? 0}`];
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function contentOf(mark: Mark): string {
  return JSON.stringify(CONTENT.map((field) => mark[field]));
}

/** Reads a copy of the file and its log, so that looking changes nothing of what the next start finds. */
export function readSqlite(file: string): Stored {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-oracle-"));
  try {
    const copy = path.join(folder, "copy.db");
    for (const suffix of ["", "-wal"]) if (fs.existsSync(file + suffix)) fs.copyFileSync(file + suffix, copy + suffix);
    const database = openSqliteFile(copy);
    try {
      const marks = [...database.all(`SELECT * FROM "MarkRevision"`), ...database.all(`SELECT * FROM "MarkConflict"`)];
      const forms = database.all(`SELECT "id", "revision" FROM "MarkingForm"`);
      return {
        marks: marks.map((row) => toMark(row, new Date(row.enteredAt as string | number).getTime())),
        forms: forms.map(toForm),
      };
    } finally {
      database.close();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export async function readPostgresql(url: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // A timestamp without zone is UTC here, and the driver would read it as local time.
    const read = (table: string) =>
      client.query<Row>(`SELECT *, round(extract(epoch FROM "enteredAt") * 1000)::bigint AS "enteredMs" FROM "${table}"`);
    const marks = [...(await read("MarkRevision")).rows, ...(await read("MarkConflict")).rows];
    const forms = await client.query<Row>(`SELECT "id", "revision" FROM "MarkingForm"`);
    return { marks: marks.map((row) => toMark(row, Number(row.enteredMs))), forms: forms.rows.map(toForm) };
  } finally {
    await client.end();
  }
}

function toForm(row: Row): StoredForm {
  return { formId: String(row.id), revision: Number(row.revision) };
}

function toMark(row: Row, enteredAt: number): StoredMark {
  return {
    key: String(row.key),
    formId: String(row.formId),
    aspectId: String(row.aspectId),
    judgeId: String(row.judgeId),
    value: Number(row.value),
    scoreRound: Number(row.scoreRound),
    deviceId: String(row.deviceId),
    enteredAt,
    reason: row.reason === null ? null : String(row.reason),
    replaces: row.replaces === null ? null : String(row.replaces),
    sequence: row.sequence === undefined ? null : Number(row.sequence),
  };
}
