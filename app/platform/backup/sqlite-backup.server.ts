/** Backup of a SQLite file in use: SQLite writes the state of one moment into another file, while others go on reading and writing. */
import fs from "node:fs";
import path from "node:path";
import { writeCompressed } from "#app/platform/backup/content.server.ts";
import { BackupRefused, type Manifest } from "#app/platform/backup/manifest.server.ts";
import { connectSqlite, type Sqlite } from "#app/platform/backup/sqlite-file.server.ts";

export const SQLITE_CONTENT = "database.sqlite.gz";

export type Content = Pick<Manifest, "migrations" | "keyCheck" | "tables" | "heads" | "files">;

/**
 * `VACUUM INTO` reads within one transaction and holds nobody up; SQLite's page by page backup would begin again with each commit
 * of another connection. What was deleted is not carried along.
 * @throws BackupRefused when the file is none, or its copy is not sound
 */
export async function backUpSqlite(file: string, folder: string): Promise<Content> {
  if (!fs.existsSync(file)) throw new BackupRefused(`There is no database at ${file}: nothing to back up.`);
  const copy = path.join(folder, "database.sqlite");
  const source = connectSqlite(file, { isToExist: true });
  try {
    source.prepare("VACUUM INTO ?").run(copy);
  } finally {
    source.close();
  }
  fs.chmodSync(copy, 0o600);
  const described = describe(copy);
  const written = await writeCompressed(fs.createReadStream(copy), path.join(folder, SQLITE_CONTENT));
  fs.rmSync(copy);
  return { ...described, files: { [SQLITE_CONTENT]: written } };
}

/** Of the copy itself, so that the manifest says what is in it and nothing else. */
function describe(copy: string): Omit<Content, "files"> {
  const database = connectSqlite(copy, { isToExist: true });
  try {
    requireIntegrity(database);
    const names = listSqliteTables(database);
    const has = (name: string) => names.includes(name);
    const heads = has("AuditChain")
      ? database.prepare(`SELECT "chain", "sequence", "head" AS hash FROM "AuditChain" ORDER BY "chain"`).all()
      : [];
    const [key] = has("Installation") ? database.prepare(`SELECT "keyCheck" FROM "Installation"`).all() : [];
    const migrations = has("_prisma_migrations")
      ? database.prepare("SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name").all()
      : [];
    return {
      migrations: migrations.map(({ name }) => String(name)),
      keyCheck: key === undefined ? null : String(key.keyCheck),
      tables: Object.fromEntries(names.map((name) => [name, { rows: countRows(database, name), columns: [] }])),
      heads: Object.fromEntries(
        heads.map(({ chain, sequence, hash }) => [String(chain), { sequence: Number(sequence), hash: String(hash) }]),
      ),
    };
  } finally {
    database.close();
  }
}

/** @throws BackupRefused with what SQLite finds wrong */
export function requireIntegrity(database: Sqlite): void {
  const found = database
    .prepare("PRAGMA integrity_check")
    .all()
    .map(({ integrity_check: text }) => String(text));
  if (found.length !== 1 || found[0] !== "ok")
    throw new BackupRefused(`The database is damaged, says SQLite: ${found.slice(0, 3).join("; ")}.`);
}

export function listSqliteTables(database: Sqlite): readonly string[] {
  const rows = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  return rows.all().map(({ name }) => String(name));
}

export function countRows(database: Sqlite, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS count FROM "${table}"`).all()[0]?.count);
}
