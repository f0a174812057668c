/** A SQLite file opened past the app's own connections, by the commands that back it up and restore it. */
import { createRequire } from "node:module";

type Row = Readonly<Record<string, unknown>>;

export type Sqlite = {
  prepare(sql: string): {
    all(...values: readonly unknown[]): Row[];
    run(...values: readonly unknown[]): unknown;
    iterate(...values: readonly unknown[]): IterableIterator<Row>;
  };
  exec(sql: string): unknown;
  close(): void;
};

type Driver = new (file: string, options: { readonly fileMustExist: boolean; readonly timeout: number }) => Sqlite;

/** Somebody who has the file locked is waited for so long. */
const PATIENCE_MS = 10_000;

/** @param options `isToExist`: a file that is not there is not made @throws Error when it cannot be opened */
export function connectSqlite(file: string, { isToExist }: { readonly isToExist: boolean }): Sqlite {
  const Database = createRequire(import.meta.url)("better-sqlite3") as Driver;
  return new Database(file, { fileMustExist: isToExist, timeout: PATIENCE_MS });
}
