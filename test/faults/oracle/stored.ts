/** Reads what a database holds after a fault, past the app: marks, forms, audit records, and what the database finds wrong with itself. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { openSqliteFile, type Row } from "../../support/sqlite-file.ts";
import type { Mark } from "../ledger.ts";
import { findPostgresqlDamage, findSqliteDamage } from "./integrity.ts";

/** A mark as stored, with its position in the history of its form; null for one that is kept beside another, and not settled. */
export type StoredMark = Mark & { readonly sequence: number | null };

/** `revision` is what the form itself says how many marks were entered. */
export type StoredForm = { readonly formId: string; readonly revision: number };

/** A link of an audit chain; `at` ISO in UTC with milliseconds, `payload` as its JSON reads. */
export type StoredRecord = {
  readonly chain: string;
  readonly sequence: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly payload: unknown;
  readonly previousHash: string;
  readonly hash: string;
};

/** Where the database says that a chain ends. */
export type StoredHead = { readonly chain: string; readonly sequence: number; readonly head: string };

export type Stored = {
  readonly marks: readonly StoredMark[];
  readonly forms: readonly StoredForm[];
  readonly records: readonly StoredRecord[];
  readonly heads: readonly StoredHead[];
  /** What the database's own checks say; empty: nothing. */
  readonly damage: readonly string[];
};

/** Reads a copy of the file and its log, so that looking changes nothing of what the next start finds. */
export function readSqlite(file: string): Stored {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-oracle-"));
  try {
    const copy = path.join(folder, "copy.db");
    for (const suffix of ["", "-wal"]) if (fs.existsSync(file + suffix)) fs.copyFileSync(file + suffix, copy + suffix);
    return readSqliteInPlace(copy);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the file itself, and recovers it as every opening does. A file that cannot be read at all is damage and nothing else. */
export function readSqliteInPlace(file: string): Stored {
  let database: ReturnType<typeof openSqliteFile> | null = null;
  try {
    database = openSqliteFile(file);
    // The copy is thrown away: nothing needs to wait for the disk.
    database.run("PRAGMA synchronous=OFF");
    const damage = findSqliteDamage(database);
    const all = (sql: string) => database?.all(sql) ?? [];
    const marks = [...all(`SELECT * FROM "MarkRevision"`), ...all(`SELECT * FROM "MarkConflict"`)];
    return {
      marks: marks.map((row) => toMark(row, new Date(row.enteredAt as string | number).getTime())),
      forms: all(`SELECT "id", "revision" FROM "MarkingForm"`).map(toForm),
      records: all(`SELECT * FROM "AuditRecord"`).map((row) =>
        toRecord(row, new Date(row.at as string | number), readJson(row.payload)),
      ),
      heads: all(`SELECT * FROM "AuditChain"`).map(toHead),
      damage,
    };
  } catch (error) {
    const damage = [`the file cannot be read: ${error instanceof Error ? error.message : error}`];
    return { marks: [], forms: [], records: [], heads: [], damage };
  } finally {
    database?.close();
  }
}

export async function readPostgresql(url: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const all = async (sql: string) => (await client.query<Row>(sql)).rows;
    // A timestamp without zone is UTC here, and the driver would read it as local time.
    const inMs = (column: string) => `round(extract(epoch FROM "${column}") * 1000)::bigint AS "${column}Ms"`;
    const readMarks = (table: string) => all(`SELECT *, ${inMs("enteredAt")} FROM "${table}"`);
    const marks = [...(await readMarks("MarkRevision")), ...(await readMarks("MarkConflict"))];
    const records = await all(`SELECT *, ${inMs("at")} FROM "AuditRecord"`);
    return {
      marks: marks.map((row) => toMark(row, Number(row.enteredAtMs))),
      forms: (await all(`SELECT "id", "revision" FROM "MarkingForm"`)).map(toForm),
      records: records.map((row) => toRecord(row, new Date(Number(row.atMs)), row.payload)),
      heads: (await all(`SELECT * FROM "AuditChain"`)).map(toHead),
      damage: await findPostgresqlDamage(client),
    };
  } finally {
    await client.end();
  }
}

/** A payload that is no JSON any more has no hash that could be right. */
function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function toForm(row: Row): StoredForm {
  return { formId: String(row.id), revision: Number(row.revision) };
}

function toHead(row: Row): StoredHead {
  return { chain: String(row.chain), sequence: Number(row.sequence), head: String(row.head) };
}

function toRecord(row: Row, at: Date, payload: unknown): StoredRecord {
  return {
    chain: String(row.chain),
    sequence: Number(row.sequence),
    at: at.toISOString(),
    actorId: row.actorId === null ? null : String(row.actorId),
    act: String(row.act),
    objectKind: String(row.objectKind),
    objectId: String(row.objectId),
    payload,
    previousHash: String(row.previousHash),
    hash: String(row.hash),
  };
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
