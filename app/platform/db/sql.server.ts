/**
 * Statements past Prisma, for the few paths where a row costs more in Prisma than in the database: one port, and each statement
 * written once for both databases.
 */

import type { Notice } from "#app/platform/bus.server.ts";

/** Moments are ISO 8601 in UTC, both ways; of what is bound, a list stands for `IN (?*)`, an object for JSON. */
export type SqlValue = string | number | null | readonly string[] | { readonly [key: string]: unknown };

export type Sql = {
  /** @param text with a `?` for each value, and `IN (?*)` for a list of texts. Moments and JSON come back as text. */
  all<Row>(text: string, values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** @returns how many rows changed. */
  run(text: string, values: readonly SqlValue[]): Promise<number>;
  /** Adds rows of one shape. */
  insert(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<void>;
};

/** A work by its name, and what goes into it: plain data. */
export type WorkCall = { readonly name: string; readonly input: unknown; readonly answered: unknown };
export type Hosted = { readonly value: unknown; readonly notices: readonly Notice[] };

/** What is behind a port: reads of committed state, and one transaction at a time. */
export type SqlStore = {
  readonly read: Sql;
  /**
   * @param longestMs how long it waits for a database that somebody else has locked
   * @returns what the work returns, once it is committed and on disk.
   * @throws DatabaseUnavailable when the database takes no writes now; else what the work throws. Nothing is written then.
   */
  transaction<Value>(work: (sql: Sql) => Promise<Value>, longestMs: number): Promise<Value>;
  /**
   * Runs a whole work in a transaction where the rows are, in one go, after those that were asked before; null where its statements have to go there one by one.
   * @param longestMs as `transaction` has it, from now on
   * @param onNote called before the commit: it has run
   * @returns what the work answers, with what it announced, and throws as `transaction` does
   */
  readonly host: ((call: WorkCall, longestMs: number, onNote: () => void) => Promise<Hosted>) | null;
  /** Waits until a transaction could begin, so long. @throws DatabaseUnavailable */
  awaitTurn(longestMs: number): Promise<void>;
  /**
   * Takes out of the database's files what was deleted or replaced in these tables.
   * @throws Error when somebody reads there: it is to be tried again
   */
  sweep(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * Runs the work with statements that end with it: what it began and did not await must not run after a ROLLBACK, where it would be
 * a transaction by itself.
 */
export async function endingWith<Value>(sql: Sql, work: (sql: Sql) => Promise<Value>): Promise<Value> {
  let isOver = false;
  const during = <Answer>(call: () => Promise<Answer>): Promise<Answer> =>
    isOver ? Promise.reject(new Error("The transaction is over.")) : call();
  try {
    return await work({
      all: (text, values) => during(() => sql.all(text, values)),
      run: (text, values) => during(() => sql.run(text, values)),
      insert: (table, rows) => during(() => sql.insert(table, rows)),
    });
  } finally {
    isOver = true;
  }
}

/** Rows of one shape as one list of plain values, row after row: it crosses over to a thread in half the time of as many objects. */
export function listValues(rows: readonly Readonly<Record<string, SqlValue>>[]): {
  columns: string[];
  values: (SqlValue | undefined)[];
} {
  const columns = Object.keys(rows[0] ?? {});
  return { columns, values: rows.flatMap((row) => columns.map((column) => row[column])) };
}

/** Locked by another process, full, or gone: it may be tried again soon, and nothing of the work was acknowledged. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
}

/** Longer than this nobody waits for a database that somebody else has locked: a busy server, too, answers within a second then. */
export const LONGEST_WAIT_MS = 650;

/** As Prisma writes a moment into SQLite; PostgreSQL reads the same. */
export function toSqlTime(at: Date): string {
  return at.toISOString().replace("Z", "+00:00");
}

export function quote(name: string): string {
  return `"${name}"`;
}
