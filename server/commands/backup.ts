/**
 * `npm run -s backup -- [--to DIR]` makes a backup of the database that the server works on (DATABASE_URL, DATA_DIR), while it works, into
 * a folder of its own in DIR, by default DATA_DIR/backups, and prints where it is. The server runs the same by itself (BACKUP_HOURS).
 */
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { makeBackup } from "#app/platform/backup/make-backup.server.ts";
import { readEnv } from "#app/platform/env.server.ts";

const MEGABYTE = 1_000_000;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: "string" }, label: { type: "string", default: "" } } });
  if (!/^(-[a-z-]+)?$/.test(values.label)) throw new Error("A label is a dash and small letters.");
  // Those who enter marks go first on a machine with few cores.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const env = readEnv(process.env);
  const begun = performance.now();
  const to = path.resolve(values.to ?? path.join(env.dataDirectory, "backups"));
  const { folder, manifest, bytes } = await makeBackup(env, { to, now: new Date(), label: values.label });
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stderr.write(`A backup of ${rows} rows, ${(bytes / MEGABYTE).toFixed(1)} MB, was made in ${seconds} s.\n`);
  process.stdout.write(`${folder}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`No backup was made. ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
});
