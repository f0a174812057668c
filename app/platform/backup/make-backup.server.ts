/** Makes a backup of the database that a server works on, while it works: whole under its name, or not at all. */
import fs from "node:fs";
import path from "node:path";

import {
  BackupRefused,
  type Manifest,
  readProgramVersion,
  syncFolder,
  writeManifest,
} from "#app/platform/backup/manifest.server.ts";
import { backUpPostgresql } from "#app/platform/backup/postgresql-backup.server.ts";
import { backUpSqlite } from "#app/platform/backup/sqlite-backup.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { providerOf } from "#prisma/migrate.ts";

const PARTIAL = ".partial";
/** What is left of a backup that broke off so long ago is in nobody's hands any more. */
const LEFT_MS = 24 * 3_600_000;

export type Made = { readonly folder: string; readonly manifest: Manifest; readonly bytes: number };

/**
 * @param to the folder in which it is made; `label` ends its name
 * @throws BackupRefused when there is nothing to back up or the database is damaged; Error of the disk or of the connection. Nothing
 *   of it is left then.
 */
export async function makeBackup(
  env: Pick<Env, "databaseUrl">,
  { to, now, label = "" }: { readonly to: string; readonly now: Date; readonly label?: string },
): Promise<Made> {
  fs.mkdirSync(to, { recursive: true, mode: 0o700 });
  removeLeftOvers(to, now);
  const name = `skillladder-${now.toISOString().replace(/[-:]/g, "").replace(".", "")}${label}`;
  const folder = path.join(to, name);
  const partial = `${folder}${PARTIAL}`;
  fs.mkdirSync(partial, { mode: 0o700 });
  try {
    const provider = providerOf(env.databaseUrl);
    const content =
      provider === "sqlite"
        ? await backUpSqlite(env.databaseUrl.replace(/^file:/, ""), partial)
        : await backUpPostgresql(env.databaseUrl, partial);
    if (content.migrations.length === 0) throw new BackupRefused("The database is not one of SkillLadder: it has no migrations.");
    const manifest: Manifest = {
      format: "skillladder-backup",
      formatVersion: 1,
      program: readProgramVersion(),
      provider,
      begunAt: now.toISOString(),
      ...content,
    };
    writeManifest(partial, manifest);
    syncFolder(partial);
    fs.renameSync(partial, folder);
    syncFolder(to);
    return { folder, manifest, bytes: Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

function removeLeftOvers(to: string, now: Date): void {
  for (const name of fs.readdirSync(to)) {
    const file = path.join(to, name);
    if (!name.startsWith("skillladder-") || !name.endsWith(PARTIAL)) continue;
    if (now.getTime() - fs.statSync(file).mtimeMs > LEFT_MS) fs.rmSync(file, { recursive: true, force: true });
  }
}
