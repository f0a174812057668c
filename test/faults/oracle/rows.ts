/** Rows of a database read past the app, on either of the two. */
import pg from "pg";
import { openSqliteFile, type Row } from "../../support/sqlite-file.ts";

export type Rows = {
  /** Names in double quotes and `?` for values: both databases read that. */
  all(sql: string, ...values: readonly (string | number)[]): Promise<Row[]>;
  /** A statement that answers no rows. */
  run(sql: string): Promise<void>;
  close(): Promise<void>;
};

/** @param url `file:…` or `postgres://…` */
export async function openRows(url: string): Promise<Rows> {
  if (url.startsWith("file:")) {
    const file = openSqliteFile(url.replace("file:", ""));
    return {
      all: async (sql, ...values) => file.all(sql, ...values),
      run: async (sql) => file.run(sql),
      close: async () => file.close(),
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    all: async (sql, ...values) => {
      let count = 0;
      const numbered = sql.replaceAll("?", () => {
        count += 1;
        return `$${count}`;
      });
      return (await client.query<Row>(numbered, [...values])).rows;
    },
    run: async (sql) => void (await client.query(sql)),
    close: () => client.end(),
  };
}
