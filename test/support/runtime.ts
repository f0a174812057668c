/** A runtime on a database of its own, with a clock that the test sets. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { describe } from "vitest";
import { openDatabase } from "#app/platform/db/database.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { applyMigrations, listMigrations, type Provider } from "#prisma/migrate.ts";

export type TestClock = { now(): Date; set(time: string | Date): void; advanceMinutes(minutes: number): void };

export type TestRuntime = Runtime & { readonly clock: TestClock; dispose(): Promise<void> };

export function createTestClock(start = "2026-11-20T01:00:00Z"): TestClock {
  let time = new Date(start);
  return {
    now: () => new Date(time),
    set: (value) => {
      time = new Date(value);
    },
    advanceMinutes: (minutes) => {
      time = new Date(time.getTime() + minutes * 60_000);
    },
  };
}

/** The PostgreSQL server that tests use; set by test/run.mjs where one is reachable. */
export const postgresUrl = process.env.TEST_POSTGRES_URL ?? null;

/** Runs the suite on SQLite always, and on PostgreSQL where one is reachable. */
export function describeOnEachDatabase(name: string, suite: (provider: Provider) => void): void {
  describe(`${name} on SQLite`, () => suite("sqlite"));
  if (postgresUrl) describe(`${name} on PostgreSQL`, () => suite("postgresql"));
}

/** An empty migrated database and a runtime over it; `dispose` closes and removes both. */
export async function createTestRuntime(provider: Provider = "sqlite"): Promise<TestRuntime> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-test-"));
  const database = await createTestDatabase(provider, directory);
  const clock = createTestClock();
  const env = readEnv({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
  });
  const runtime = await createRuntime(env, clock);
  return {
    ...runtime,
    clock,
    dispose: async () => {
      await runtime.close();
      await database.drop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** One on SQLite in which works of rows run in the thread that writes, as in a built server. */
export async function createHostingRuntime(): Promise<TestRuntime> {
  const runtime = await createTestRuntime("sqlite");
  const { bus, clock, env, meters } = runtime;
  const database = await openDatabase({ url: env.databaseUrl, bus, clock, meters, isHosting: true });
  // From sources a thread takes longer to start than a mark may wait.
  await database.writeRows(async () => {});
  const dispose = async () => {
    await database.close();
    await runtime.dispose();
  };
  return { ...runtime, database, dispose };
}

/**
 * A migrated database of its own: a SQLite file in `directory`, or a PostgreSQL database with a random name. A fully migrated one
 * is a copy of the run's template (test/support/templates.ts) where there is one.
 * @param until the end of the name of the last migration to apply; null: all of them
 */
export async function createTestDatabase(
  provider: Provider,
  directory: string,
  until: string | null = null,
): Promise<{ url: string; drop(): Promise<void> }> {
  const template = until === null ? process.env[TEMPLATES[provider]] : undefined;
  if (provider === "sqlite") {
    const file = path.join(directory, "test.db");
    const url = `file:${file}`;
    if (template) fs.copyFileSync(template, file);
    else await applyMigrations(url, until);
    return { url, drop: async () => {} };
  }
  if (!postgresUrl) throw new Error("TEST_POSTGRES_URL names no PostgreSQL server.");
  const server = postgresUrl;
  const name = (template && emptied.pop()) || (await makePostgresql(server, template));
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (!template) await applyMigrations(url.href, until);
  const remove = () => administer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
  // One that is as the template again is the next test's; the run drops them at its end.
  return { url: url.href, drop: async () => (template && (await isEmptied(url.href)) ? void emptied.push(name) : remove()) };
}

async function makePostgresql(server: string, template: string | undefined): Promise<string> {
  const name = `${process.env[RUN] ?? "test"}_${randomUUID().replaceAll("-", "")}`;
  await administer(
    server,
    template ? `CREATE DATABASE "${name}" TEMPLATE "${template}"` : `CREATE DATABASE "${name}"`,
    // A test ends its app, never the server: what a commit promises is the same, and waiting for the disk is most of a race.
    `ALTER DATABASE "${name}" SET synchronous_commit = off`,
  );
  return name;
}

/** Databases of this process that no test has now and that hold no rows: to make one and to drop it takes a second of the disk. */
const emptied: string[] = [];
/** Larger ones are dropped: what was deleted still lies in their files. */
const LARGEST_KEPT_BYTES = 48 * 1024 * 1024;

/** Ends all connections to a database and deletes all rows but those of the migrations. @returns false where it has to be dropped */
async function isEmptied(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    const { rows } = await client.query<{ size: string; migrations: number }>(
      `SELECT pg_database_size(current_database()) AS size, (SELECT count(*)::int FROM "_prisma_migrations") AS migrations`,
    );
    const [{ size, migrations } = { size: "0", migrations: 0 }] = rows;
    // Some tests pretend that another version of the program was here.
    if (Number(size) > LARGEST_KEPT_BYTES || migrations !== listMigrations("postgresql").length) return false;
    await client.query(EMPTY);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** In any order: what one row says of another is not looked at meanwhile, which only a superuser of the server may ask for. */
const EMPTY = `DO $$ DECLARE name regclass; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
  LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$`;

/** Drops every PostgreSQL database that a run has made. */
export async function dropDatabasesOf(run: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl ?? "" });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [
      `${run}_`,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

/** Where a run's templates are named: the SQLite file, the PostgreSQL database. */
export const TEMPLATES = { sqlite: "TEST_TEMPLATE_SQLITE", postgresql: "TEST_TEMPLATE_POSTGRESQL" } as const;
/** Where the beginning of the names of a run's databases stands. */
export const RUN = "TEST_RUN";

/** Runs statements on the server's own database, each by itself. */
async function administer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
