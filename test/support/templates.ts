/**
 * Before a run: one migrated database of each kind, which the databases of the tests are copies of. Migrating each anew cost more
 * than most tests did. After it: no PostgreSQL database that it made is left.
 */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createTestDatabase, dropDatabasesOf, postgresUrl, RUN, TEMPLATES } from "./runtime.ts";

export async function setup(): Promise<() => Promise<void>> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-template-"));
  const run = `test_${randomUUID().slice(0, 8)}`;
  process.env[RUN] = run;
  const sqlite = await createTestDatabase("sqlite", directory);
  const postgresql = postgresUrl ? await createTestDatabase("postgresql", directory) : null;
  process.env[TEMPLATES.sqlite] = sqlite.url.replace("file:", "");
  if (postgresql) process.env[TEMPLATES.postgresql] = new URL(postgresql.url).pathname.slice(1);
  return async () => {
    if (postgresql) await dropDatabasesOf(run);
    fs.rmSync(directory, { recursive: true, force: true });
  };
}
