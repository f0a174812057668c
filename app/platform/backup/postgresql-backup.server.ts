/** Backup of a PostgreSQL database in use: every table as COPY writes it, all of the same moment, without any tool of PostgreSQL. */
import path from "node:path";
import pg from "pg";
import { writeCompressed } from "#app/platform/backup/content.server.ts";
import { BackupRefused, type Manifest } from "#app/platform/backup/manifest.server.ts";
import { copyOut } from "#app/platform/backup/postgresql-copy.server.ts";
import type { Content } from "#app/platform/backup/sqlite-backup.server.ts";

/** Nothing of this connection is limited in time by what the server or the account has set. */
const UNLIMITED = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_encoding = 'UTF8'";

/** @throws Error when it cannot be reached */
export async function connectPostgresql(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: "skillladder-backup" });
  client.on("error", () => {});
  await client.connect();
  await client.query(UNLIMITED);
  return client;
}

/** @throws BackupRefused when there is nothing to back up; Error when the database goes away */
export async function backUpPostgresql(url: string, folder: string): Promise<Content> {
  const client = await connectPostgresql(url);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const columns = await listPostgresqlTables(client);
    if (columns.size === 0) throw new BackupRefused(`There are no tables in the database ${new URL(url).pathname.slice(1)}.`);
    const tables: Manifest["tables"] = {};
    const files: Manifest["files"] = {};
    for (const [table, names] of columns) {
      const rows = copyOut(client, `COPY "${table}" (${quoteAll(names)}) TO STDOUT`);
      files[contentOf(table)] = await writeCompressed(rows, path.join(folder, contentOf(table)));
      tables[table] = { rows: rows.rows, columns: [...names] };
    }
    const read = async <Row extends pg.QueryResultRow>(table: string, sql: string) =>
      columns.has(table) ? (await client.query<Row>(sql)).rows : [];
    const heads = await read<{ chain: string; sequence: number; hash: string }>(
      "AuditChain",
      `SELECT "chain", "sequence", "head" AS hash FROM "AuditChain" ORDER BY "chain"`,
    );
    const [key] = await read<{ keyCheck: string }>("Installation", `SELECT "keyCheck" FROM "Installation"`);
    const migrations = await read<{ name: string }>(
      "_prisma_migrations",
      "SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name",
    );
    await client.query("COMMIT");
    return {
      migrations: migrations.map(({ name }) => name),
      keyCheck: key?.keyCheck ?? null,
      tables,
      heads: Object.fromEntries(heads.map(({ chain, sequence, hash }) => [chain, { sequence, hash }])),
      files,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The file of a table. */
export function contentOf(table: string): string {
  return `${table}.copy.gz`;
}

export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The columns of each table, in their order. */
export async function listPostgresqlTables(client: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname ORDER BY c.relname`,
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
