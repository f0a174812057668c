/** Before anyone is served: migrations, what every installation has, the demonstration story, and the key that opens its data. */
import fs from "node:fs";
import { applyMigrations, compareMigrations } from "../prisma/migrate.ts";
import { backUpBeforeUpgrade } from "./backups.ts";
import type { Entry } from "./entry.ts";

type Env = ReturnType<Entry["readEnv"]>;

/**
 * Done by one process at a time, and for those after it there is nothing left to do: on PostgreSQL several machines may start at once.
 * @returns lines for the one who started the server: how to sign in
 * @throws Error with a sentence when the database is newer than this program, or was sealed with another key
 */
export async function prepareInstallation(entry: Entry, env: Env): Promise<string> {
  fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
  if (!entry.isPostgresql(env.databaseUrl)) return prepare(entry, env);
  return entry.holdLock(env.databaseUrl, "prepare", () => prepare(entry, env));
}

/** Before anything is opened: a rotation of the key may have broken off after its commit. */
async function settle(entry: Entry, env: Env): Promise<void> {
  const runtime = await entry.createRuntime(env);
  await entry.settleKey(runtime).finally(() => runtime.close());
}

async function prepare(entry: Entry, env: Env): Promise<string> {
  const { applied, lacking } = await compareMigrations(env.databaseUrl);
  if (applied.length > 0 && lacking.length > 0) {
    const folder = await backUpBeforeUpgrade(env);
    console.log(`Before ${lacking.length} migrations are applied, a backup of the database was made: ${folder}`);
  }
  await applyMigrations(env.databaseUrl);
  if (entry.hasNextKey(env)) await settle(entry, env);
  const seed = await entry.loadSeed();
  const welcome = await seed(env, { demo: process.env.DEMO !== "off", migrate: applyMigrations });
  const runtime = await entry.createRuntime(env);
  try {
    await entry.keepKey(runtime);
    await entry.sealPlainCoaches(runtime);
    await entry.sealPlainPhotos(runtime);
    await entry.freezeEarlierCertificates(runtime);
  } finally {
    await runtime.close();
  }
  return welcome;
}
