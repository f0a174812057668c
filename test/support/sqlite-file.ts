/** A SQLite file opened without the app: for those who judge it from outside. */
import { createRequire } from "node:module";

export type Row = Readonly<Record<string, unknown>>;

export type SqliteFile = {
  all(sql: string, ...values: readonly unknown[]): Row[];
  run(sql: string, ...values: readonly unknown[]): void;
  close(): void;
};

type Driver = new (
  file: string,
) => {
  prepare(sql: string): { all(...values: readonly unknown[]): unknown[]; run(...values: readonly unknown[]): unknown };
  close(): void;
};

export function openSqliteFile(file: string): SqliteFile {
  const Database = createRequire(import.meta.url)("better-sqlite3") as Driver;
  const database = new Database(file);
  return {
    all: (sql, ...values) => database.prepare(sql).all(...values) as Row[],
    run: (sql, ...values) => void database.prepare(sql).run(...values),
    close: () => database.close(),
  };
}
