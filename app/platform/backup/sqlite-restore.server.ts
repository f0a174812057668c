/** Restores a backup into a SQLite file: built and checked beside it, and put in its place as the last step. */
import fs from "node:fs";
import path from "node:path";
import { CHAIN_COLUMNS, checkHeads, type StoredRecord } from "#app/platform/backup/audit-heads.server.ts";
import { readCompressed } from "#app/platform/backup/content.server.ts";
import { BackupRefused, type Manifest, syncFolder } from "#app/platform/backup/manifest.server.ts";
import { countRows, listSqliteTables, requireIntegrity, SQLITE_CONTENT } from "#app/platform/backup/sqlite-backup.server.ts";
import { connectSqlite, type Sqlite } from "#app/platform/backup/sqlite-file.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";

/** A database is its file, and what SQLite keeps beside it while it is open. */
const FILES = ["", "-wal", "-shm", "-journal"] as const;

export type Restored = {
  /** Where what was there before is now; null where there was nothing. */
  readonly asidePath: string | null;
  /** Those that this program brought along. */
  readonly appliedMigrations: readonly string[];
};

/**
 * @param of `isReplacing`: a database that is there is moved aside; `stamp` ends its name
 * @throws BackupRefused with what is wrong: the database that is there is as it was
 */
export async function restoreSqlite(
  file: string,
  of: { readonly folder: string; readonly manifest: Manifest; readonly isReplacing: boolean; readonly stamp: string },
): Promise<Restored> {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  requireReplaceable(file, of.isReplacing);
  const staged = `${file}.restoring`;
  removeDatabase(staged);
  try {
    await readCompressed(path.join(of.folder, SQLITE_CONTENT), fs.createWriteStream(staged, { mode: 0o600, flush: true })).catch(
      (error: unknown) => {
        throw new BackupRefused(`${SQLITE_CONTENT} of the backup cannot be read: ${(error as Error).message}.`, { cause: error });
      },
    );
    verify(staged, of.manifest);
    const appliedMigrations = await applyMigrations(`file:${staged}`);
    settle(staged);
    // Reading took its time: somebody may have started a server meanwhile.
    requireReplaceable(file, of.isReplacing);
    return { asidePath: replace(file, staged, of.stamp), appliedMigrations };
  } finally {
    removeDatabase(staged);
  }
}

function isEmpty(file: string): boolean {
  const database = connectSqlite(file, { isToExist: true });
  try {
    return listSqliteTables(database).length === 0;
  } finally {
    database.close();
  }
}

/**
 * Leaving WAL mode needs the file for itself, and leaves everything in the one file. What SQLite cannot read is kept as it lies.
 * @throws BackupRefused when what is there is to stay, or a server runs on it
 */
function requireReplaceable(file: string, isReplacing: boolean): void {
  if (!fs.existsSync(file) || fs.statSync(file).size === 0) return;
  try {
    if (!isReplacing && !isEmpty(file))
      throw new BackupRefused(
        `There is a database at ${file} already: nothing was changed. To restore in its place, and keep it beside, add --replace.`,
      );
    settle(file);
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    const { message, code } = error as Error & { readonly code?: unknown };
    const isDamaged = /^SQLITE_(NOTADB|CORRUPT)/.test(String(code));
    if (isDamaged && isReplacing) return;
    throw new BackupRefused(
      isDamaged
        ? `SQLite cannot read the file ${file} (${message}): nothing was changed. To restore in its place, and keep it beside, add --replace.`
        : `The database ${file} is in use, or cannot be opened (${message}): stop the server that runs on it; nothing was changed.`,
      { cause: error },
    );
  }
}

function settle(file: string): void {
  const database = connectSqlite(file, { isToExist: true });
  try {
    database.exec("PRAGMA busy_timeout = 0");
    const [mode] = database.prepare("PRAGMA journal_mode = DELETE").all();
    if (mode?.journal_mode !== "delete") throw new Error("another program has it open");
  } finally {
    database.close();
  }
  const handle = fs.openSync(file, "r+");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** @throws BackupRefused with everything that is not as the manifest says */
function verify(staged: string, { tables, heads }: Manifest): void {
  let database: Sqlite | null = null;
  try {
    database = connectSqlite(staged, { isToExist: true });
    requireIntegrity(database);
    const names = listSqliteTables(database);
    const faults = [
      ...Object.keys(tables).flatMap((name) => (names.includes(name) ? [] : [`the table ${name} is missing`])),
      ...names.flatMap((name) => (Object.hasOwn(tables, name) ? [] : [`the table ${name} is not noted in the backup`])),
    ];
    for (const name of names) {
      const [noted, found] = [tables[name]?.rows, countRows(database, name)];
      if (noted !== undefined && noted !== found) faults.push(`the table ${name} has ${found} rows, not ${noted}`);
    }
    if (faults.length === 0 && names.includes("AuditRecord")) {
      const check = checkHeads(heads);
      const columns = CHAIN_COLUMNS.map((name) => `"${name}"`).join(", ");
      const records = database.prepare(`SELECT ${columns} FROM "AuditRecord" ORDER BY "chain", "sequence"`).iterate();
      for (const record of records) check.add(record as StoredRecord);
      faults.push(...check.finish());
    }
    if (faults.length > 0) throw new BackupRefused(`The backup does not hold what it says: ${faults.slice(0, 10).join("; ")}.`);
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(`${SQLITE_CONTENT} of the backup is no sound SQLite file: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    database?.close();
  }
}

/**
 * What a process that was killed left beside the file belongs to the old one: SQLite would play it into whatever stands there next, so it
 * goes first. The file itself has two names for a moment, so that at none there is no database.
 * @returns where the old one is now; null where there was nothing
 */
function replace(file: string, staged: string, stamp: string): string | null {
  const aside = `${file}.before-restore-${stamp}`;
  const there = FILES.filter((suffix) => fs.existsSync(file + suffix));
  for (const suffix of there) {
    if (suffix === "") fs.linkSync(file, aside);
    else fs.renameSync(file + suffix, aside + suffix);
  }
  syncFolder(path.dirname(file));
  fs.renameSync(staged, file);
  syncFolder(path.dirname(file));
  return there[0] === undefined ? null : aside + there[0];
}

function removeDatabase(file: string): void {
  for (const suffix of FILES) fs.rmSync(file + suffix, { force: true });
}
