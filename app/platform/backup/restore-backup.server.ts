/** Restores a backup: everything that can be wrong is looked at before anything is changed. */
import fs from "node:fs";
import path from "node:path";
import { BackupRefused, type Manifest, readManifest, verifyContent } from "#app/platform/backup/manifest.server.ts";
import { restorePostgresql } from "#app/platform/backup/postgresql-restore.server.ts";
import { type Restored, restoreSqlite } from "#app/platform/backup/sqlite-restore.server.ts";
import { loadKeys } from "#app/platform/crypto/keys.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { describeUrl, listMigrations, providerOf } from "#prisma/migrate.ts";

const NAMES = { sqlite: "SQLite", postgresql: "PostgreSQL" } as const;

/**
 * @param options `isReplacing`: a database that is there is moved aside and kept
 * @throws BackupRefused with a sentence on what is wrong; nothing was changed then
 */
export async function restoreBackup(
  env: Pick<Env, "databaseUrl" | "dataDirectory" | "secretKey">,
  { folder, isReplacing, now }: { readonly folder: string; readonly isReplacing: boolean; readonly now: Date },
): Promise<Restored & { readonly manifest: Manifest }> {
  const manifest = readManifest(folder);
  const provider = providerOf(env.databaseUrl);
  if (manifest.provider !== provider)
    throw new BackupRefused(
      `This is a backup of ${NAMES[manifest.provider]}, and ${describeUrl(env.databaseUrl)} is ${NAMES[provider]}: restore it into the same kind of database, and let a competition travel between them with npm run interchange.`,
    );
  requireKnown(manifest);
  requireKey(env, manifest);
  await verifyContent(folder, manifest);
  const of = { folder, manifest, isReplacing, stamp: now.toISOString().replace(/[-:]/g, "").replace(/\..*/, "") };
  const restored =
    provider === "sqlite"
      ? await restoreSqlite(env.databaseUrl.replace(/^file:/, ""), of)
      : await restorePostgresql(env.databaseUrl, of);
  return { ...restored, manifest };
}

/** @throws BackupRefused when a newer program made it */
function requireKnown({ migrations, provider, program }: Manifest): void {
  const known = listMigrations(provider);
  const unknown = migrations.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BackupRefused(
      `The backup was made by a newer program (${program}), and this one does not know its migration ${unknown}: restore it with that version of SkillLadder.`,
    );
}

/** @throws BackupRefused when sealed data could not be read on this machine */
function requireKey(env: Pick<Env, "dataDirectory" | "secretKey">, { keyCheck }: Manifest): void {
  if (keyCheck === null) return;
  const file = path.join(env.dataDirectory, "secret.key");
  if (env.secretKey === null && !fs.existsSync(file))
    throw new BackupRefused(
      `The key of the installation is not on this machine, and is never in a backup: copy it to ${file}, or set SECRET_KEY.`,
    );
  if (loadKeys(env).check !== keyCheck)
    throw new BackupRefused(
      `The backup was sealed with another key than ${env.secretKey === null ? file : "SECRET_KEY"}: personal data in it could not be read; bring the key of the installation that it comes from.`,
    );
}
