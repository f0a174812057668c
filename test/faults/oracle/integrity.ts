/** What a database finds wrong with itself: damaged pages and indexes, and references to nothing. */
import type pg from "pg";
import type { SqliteFile } from "../../support/sqlite-file.ts";

export function findSqliteDamage(database: SqliteFile): string[] {
  const pages = database.all("PRAGMA integrity_check").map((row) => String(Object.values(row)[0]));
  const references = database.all("PRAGMA foreign_key_check");
  return [
    ...pages.filter((text) => text !== "ok").map((text) => `integrity check: ${text}`),
    ...references.map(({ table, rowid, parent }) => `row ${rowid} of ${table} names a ${parent} that is not there`),
  ];
}

/**
 * Every reference is looked up, and every B-tree index is held against its table: by amcheck where the server has it, which reads
 * every page, else by counting through the index and past it.
 */
export async function findPostgresqlDamage(client: pg.Client): Promise<string[]> {
  const damage: string[] = [];
  const references = await client.query<{ child: string; parent: string; pairs: [string, string][] }>(REFERENCES);
  for (const { child, parent, pairs } of references.rows) {
    const isSame = pairs.map(([own, other]) => `p."${other}" = c."${own}"`).join(" AND ");
    const isGiven = pairs.map(([own]) => `c."${own}" IS NOT NULL`).join(" AND ");
    const sql = `SELECT count(*)::int AS count FROM ${child} c WHERE ${isGiven} AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${isSame})`;
    const count = (await client.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
    if (count > 0) damage.push(`${count} rows of ${child} name a ${parent} that is not there`);
  }
  const isChecked = await client.query("CREATE EXTENSION IF NOT EXISTS amcheck").then(
    () => true,
    () => false,
  );
  const { rows } = await client.query<{ name: string; table: string; first: string }>(INDEXES);
  for (const { name, table, first } of rows) {
    const found = await (isChecked ? checkIndex(client, name) : countIndex(client, table, first));
    if (found !== null) damage.push(`index ${name}: ${found}`);
  }
  return damage;
}

async function checkIndex(client: pg.Client, name: string): Promise<string | null> {
  return client.query("SELECT bt_index_check($1::regclass, true)", [name]).then(
    () => null,
    (error: Error) => error.message,
  );
}

async function countIndex(client: pg.Client, table: string, first: string): Promise<string | null> {
  const count = async (through: boolean) => {
    await client.query(`SET enable_seqscan = ${through ? "off" : "on"}; SET enable_indexscan = ${through ? "on" : "off"};
      SET enable_indexonlyscan = ${through ? "on" : "off"}; SET enable_bitmapscan = ${through ? "on" : "off"}`);
    const ordered = `SELECT "${first}" FROM ${table} ORDER BY "${first}"`;
    return (await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${ordered} OFFSET 0) rows`)).rows[0]
      ?.count;
  };
  const [through, past] = [await count(true), await count(false)];
  await client.query("RESET ALL");
  return through === past ? null : `${through} rows through it, ${past} past it`;
}

const REFERENCES = `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
  (SELECT json_agg(json_build_array(own.attname, other.attname))
     FROM unnest(conkey, confkey) AS pair(ofown, ofother)
     JOIN pg_attribute own ON own.attrelid = conrelid AND own.attnum = ofown
     JOIN pg_attribute other ON other.attrelid = confrelid AND other.attnum = ofother) AS pairs
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;

const INDEXES = `SELECT indexrelid::regclass::text AS name, indrelid::regclass::text AS "table", attname AS first
  FROM pg_index
  JOIN pg_class made ON made.oid = indexrelid
  JOIN pg_am ON pg_am.oid = made.relam AND amname = 'btree'
  JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
  WHERE made.relnamespace = 'public'::regnamespace`;
