/**
 * Statements past Prisma, for the few paths where a row costs more in Prisma than in the database: one port, and each statement
 * written once for both databases.
 */

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

/** What is behind a port: reads of committed state, and one transaction at a time. */
export type SqlStore = {
  readonly read: Sql;
  /**
   * @returns what the work returns, once it is committed and on disk.
   * @throws DatabaseUnavailable when the database takes no writes now; else what the work throws. Nothing is written then.
   */
  transaction<Value>(work: (sql: Sql) => Promise<Value>): Promise<Value>;
  /** Waits until a transaction could begin. @throws DatabaseUnavailable */
  awaitTurn(): Promise<void>;
  close(): Promise<void>;
};

/** Locked by another process, full, or gone: it may be tried again soon, and nothing of the work was acknowledged. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
}

/** Longer than this nobody waits for a database that somebody else has locked. */
export const LONGEST_WAIT_MS = 800;

/** As Prisma writes a moment into SQLite; PostgreSQL reads the same. */
export function toSqlTime(at: Date): string {
  return at.toISOString().replace("Z", "+00:00");
}

export function quote(name: string): string {
  return `"${name}"`;
}
