/**
 * `npm run -s restore -- FOLDER [--replace]` restores a backup into the database of DATABASE_URL and DATA_DIR, whose server is stopped. The
 * key of the installation has to be there. Everything is verified first; where something is wrong it says what, changes nothing,
 * and ends with 2.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { RestoreUnfinished } from "#app/platform/backup/postgresql-restore.server.ts";
import { restoreBackup } from "#app/platform/backup/restore-backup.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { describeUrl } from "#prisma/migrate.ts";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { replace: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error("Usage: npm run -s restore -- FOLDER [--replace]");
  const env = readEnv(process.env);
  const begun = performance.now();
  const { manifest, asidePath, appliedMigrations } = await restoreBackup(env, {
    folder: path.resolve(folder),
    isReplacing: values.replace,
    now: new Date(),
  });
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  const lines = [
    `The state of ${manifest.begunAt} is restored in ${describeUrl(env.databaseUrl)}: ${rows} rows in ${Object.keys(manifest.tables).length} tables, ${Object.keys(manifest.heads).length} audit chains computed again, in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`,
    ...(asidePath === null ? [] : [`What was there before is kept: ${asidePath}.`]),
    ...(appliedMigrations.length === 0 ? [] : [`Migrations that came since were applied: ${appliedMigrations.join(", ")}.`]),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

run().catch((error: unknown) => {
  const beginning = error instanceof RestoreUnfinished ? "" : "Nothing was restored. ";
  process.stderr.write(`${beginning}${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
});
