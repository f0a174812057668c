/** Restores a backup into a PostgreSQL database, in one transaction: tables by the migrations, rows by COPY, and every check before it ends. */
import path from "node:path";
import type pg from "pg";
import { CHAIN_COLUMNS, checkHeads, type StoredRecord } from "#app/platform/backup/audit-heads.server.ts";
import { readCompressed } from "#app/platform/backup/content.server.ts";
import { BackupRefused, type Manifest } from "#app/platform/backup/manifest.server.ts";
import { connectPostgresql, contentOf, listPostgresqlTables, quoteAll } from "#app/platform/backup/postgresql-backup.server.ts";
import { copyIn } from "#app/platform/backup/postgresql-copy.server.ts";
import type { Restored } from "#app/platform/backup/sqlite-restore.server.ts";
import { applyMigrations, describeUrl, readMigration } from "#prisma/migrate.ts";

/** What Prisma keeps of migrations, as its engine makes it. */
const MIGRATIONS_TABLE = `CREATE TABLE "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const RECORDS_AT_ONCE = 5_000;

/** The rows are there, and what a newer program adds to them is not. */
export class RestoreUnfinished extends Error {
  override readonly name = "RestoreUnfinished";
}

/**
 * @param of `isReplacing`: what is in the schema is moved aside as a schema of another name, which `stamp` ends
 * @throws BackupRefused with what is wrong, Error when the database goes away: it is as it was then
 */
export async function restorePostgresql(
  url: string,
  of: { readonly folder: string; readonly manifest: Manifest; readonly isReplacing: boolean; readonly stamp: string },
): Promise<Restored> {
  const client = await connectPostgresql(url);
  try {
    await requireUnused(client, url);
    await client.query("BEGIN");
    const asidePath = await makeRoom(client, url, of);
    await client.query(MIGRATIONS_TABLE);
    for (const name of of.manifest.migrations) await client.query(readMigration("postgresql", name));
    await fill(client, of);
    await verifyHeads(client, of.manifest);
    await client.query("COMMIT");
    await client.query("ANALYZE");
    const appliedMigrations = await applyMigrations(url).catch((error: unknown) => {
      throw new RestoreUnfinished(
        `The backup is restored, but the migrations that came since could not be applied (${(error as Error).message}): start the server to try again.`,
        { cause: error },
      );
    });
    return { asidePath, appliedMigrations };
  } finally {
    // What did not come to its COMMIT is rolled back with the connection.
    await client.end().catch(() => undefined);
  }
}

async function requireUnused(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'skillladder-listener'`,
  );
  if (rows.length > 0)
    throw new BackupRefused(`A server runs on the database ${describeUrl(url)}: stop it first; nothing was changed.`);
}

/** @returns the schema in which what was there before is now; null where there was nothing */
async function makeRoom(
  client: pg.Client,
  url: string,
  { isReplacing, stamp }: { readonly isReplacing: boolean; readonly stamp: string },
): Promise<string | null> {
  if ((await listPostgresqlTables(client)).size === 0) return null;
  if (!isReplacing)
    throw new BackupRefused(
      `The database ${describeUrl(url)} is not empty: nothing was changed. To restore in its place, and keep its tables in a schema beside, add --replace.`,
    );
  const { rows } = await client.query<{ schema: string }>("SELECT current_schema() AS schema");
  const [schema, aside] = [String(rows[0]?.schema), `before_restore_${stamp.toLowerCase()}`];
  await client.query(`ALTER SCHEMA "${schema}" RENAME TO "${aside}"`);
  await client.query(`CREATE SCHEMA "${schema}"`);
  return `schema ${aside}`;
}

/** What one row says of another is looked at when all are there: in whatever order the tables come. */
async function fill(
  client: pg.Client,
  { folder, manifest }: { readonly folder: string; readonly manifest: Manifest },
): Promise<void> {
  const present = await listPostgresqlTables(client);
  const faults = [
    ...[...present.keys()].flatMap((name) =>
      Object.hasOwn(manifest.tables, name) && Object.hasOwn(manifest.files, contentOf(name))
        ? []
        : [`the table ${name} is missing`],
    ),
    ...Object.keys(manifest.tables).flatMap((name) =>
      present.has(name) ? [] : [`the table ${name} is not one of this program`],
    ),
  ];
  if (faults.length > 0) throw new BackupRefused(`The backup does not hold what it says: ${faults.slice(0, 10).join("; ")}.`);
  const later = await takeAway(client);
  for (const [table, { rows, columns }] of Object.entries(manifest.tables)) {
    // Migrations may bring rows of their own; those of the backup are all that there were.
    await client.query(`TRUNCATE "${table}"`);
    const target = copyIn(client, `COPY "${table}" (${quoteAll(columns)}) FROM STDIN`);
    await readCompressed(path.join(folder, contentOf(table)), target).catch((error: unknown) => {
      throw new BackupRefused(`${contentOf(table)} of the backup cannot be restored: ${(error as Error).message}.`, {
        cause: error,
      });
    });
    if (target.rows !== rows) faults.push(`the table ${table} has ${target.rows} rows, not ${rows}`);
  }
  if (faults.length > 0) throw new BackupRefused(`The backup does not hold what it says: ${faults.slice(0, 10).join("; ")}.`);
  for (const statement of later) {
    await client.query(statement).catch((error: unknown) => {
      throw new BackupRefused(`The backup does not fit together: ${(error as Error).message}.`, { cause: error });
    });
  }
}

/** Takes away foreign keys and the indexes that no constraint is. @returns the statements that make them again */
async function takeAway(client: pg.Client): Promise<readonly string[]> {
  const keys = await client.query<{ gone: string; back: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS gone,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  );
  const indexes = await client.query<{ gone: string; back: string }>(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS gone, pg_get_indexdef(indexrelid) AS back
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  // Keys first: an index that one of them stands on cannot go, and comes back before it.
  for (const { gone } of [...keys.rows, ...indexes.rows]) await client.query(gone);
  return [...indexes.rows, ...keys.rows].map(({ back }) => back);
}

async function verifyHeads(client: pg.Client, { heads }: Manifest): Promise<void> {
  const check = checkHeads(heads);
  const columns = CHAIN_COLUMNS.map((name) => {
    if (name === "payload") return `"payload"::text`;
    // Without a zone it is UTC.
    return name === "at" ? `to_char("at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at"` : `"${name}"`;
  });
  await client.query(
    `DECLARE records NO SCROLL CURSOR FOR SELECT ${columns.join(", ")} FROM "AuditRecord" ORDER BY "chain", "sequence"`,
  );
  for (;;) {
    const { rows } = await client.query<StoredRecord>(`FETCH ${RECORDS_AT_ONCE} FROM records`);
    for (const record of rows) check.add(record);
    if (rows.length < RECORDS_AT_ONCE) break;
  }
  await client.query("CLOSE records");
  const faults = check.finish();
  if (faults.length > 0) throw new BackupRefused(`The backup does not hold what it says: ${faults.slice(0, 10).join("; ")}.`);
}
