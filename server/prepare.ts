/** Before anyone is served: migrations, what every installation has, the demonstration story, and the key that opens its data. */
import fs from "node:fs";
import { applyMigrations } from "../prisma/migrate.ts";
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

async function prepare(entry: Entry, env: Env): Promise<string> {
  await applyMigrations(env.databaseUrl);
  const { seed } = await import("../seeds/seed.ts");
  const welcome = await seed(env, { demo: process.env.DEMO !== "off" });
  const runtime = await entry.createRuntime(env);
  try {
    await entry.keepKey(runtime);
    await entry.sealPlainCoaches(runtime);
  } finally {
    await runtime.close();
  }
  return welcome;
}
