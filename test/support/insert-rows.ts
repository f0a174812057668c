/** Rows written into a database of an earlier version, past the app: its client knows the tables of today only. */
import pg from "pg";
import type { Provider } from "#prisma/migrate.ts";
import { openSqliteFile } from "./sqlite-file.ts";

export type StoredValue = string | number | null;
export type StoredRow = readonly [table: string, row: Readonly<Record<string, StoredValue>>];

/** In this order: what a row names has to be there before it. */
export async function insertRows(provider: Provider, url: string, rows: readonly StoredRow[]): Promise<void> {
  const toSql = ([table, row]: StoredRow, mark: (index: number) => string) => {
    const columns = Object.keys(row);
    return `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (${columns.map((_, index) => mark(index)).join(", ")})`;
  };
  if (provider === "sqlite") {
    const file = openSqliteFile(url.replace("file:", ""));
    for (const row of rows)
      file.run(
        toSql(row, () => "?"),
        ...Object.values(row[1]),
      );
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const row of rows)
      await client.query(
        toSql(row, (index) => `$${index + 1}`),
        Object.values(row[1]),
      );
  } finally {
    await client.end();
  }
}
