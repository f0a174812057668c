/** What the server has stored, read from its database file beside it: ids for acts over HTTP, and that a refusal stored nothing. */
import { openSqliteFile, type Row } from "../../support/sqlite-file.ts";

const FILE = ".cache/e2e-data/skillladder.db";

export function readStored(sql: string, ...values: readonly unknown[]): Row[] {
  const file = openSqliteFile(FILE);
  try {
    return file.all(sql, ...values);
  } finally {
    file.close();
  }
}

/** The first column of the first row as a number. */
export function countStored(sql: string, ...values: readonly unknown[]): number {
  return Number(Object.values(readStored(sql, ...values)[0] ?? {})[0]);
}

/** The first column of the first row as text. @throws Error when there is none */
export function findStored(sql: string, ...values: readonly unknown[]): string {
  const [value] = Object.values(readStored(sql, ...values)[0] ?? {});
  if (value === undefined || value === null) throw new Error(`Nothing is stored for ${values.join(", ")}: ${sql}`);
  return String(value);
}
