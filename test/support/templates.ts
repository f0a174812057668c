/**
 * Before a run: one migrated database of each kind, which the databases of the tests are copies of. Migrating each anew cost more
 * than most tests did.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createTestDatabase, postgresUrl, TEMPLATES } from "./runtime.ts";

export async function setup(): Promise<() => Promise<void>> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-template-"));
  const sqlite = await createTestDatabase("sqlite", directory);
  const postgresql = postgresUrl ? await createTestDatabase("postgresql", directory) : null;
  process.env[TEMPLATES.sqlite] = sqlite.url.replace("file:", "");
  if (postgresql) process.env[TEMPLATES.postgresql] = new URL(postgresql.url).pathname.slice(1);
  return async () => {
    await postgresql?.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  };
}
