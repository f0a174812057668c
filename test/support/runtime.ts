/** A runtime on a database of its own, with a clock that the test sets. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { describe } from "vitest";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { applyMigrations, type Provider } from "#prisma/migrate.ts";

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
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(
    server,
    template ? `CREATE DATABASE "${name}" TEMPLATE "${template}"` : `CREATE DATABASE "${name}"`,
    // A test ends its app, never the server: what a commit promises is the same, and waiting for the disk is most of a race.
    `ALTER DATABASE "${name}" SET synchronous_commit = off`,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (!template) await applyMigrations(url.href, until);
  return { url: url.href, drop: () => administer(server, `DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** Where a run's templates are named: the SQLite file, the PostgreSQL database. */
export const TEMPLATES = { sqlite: "TEST_TEMPLATE_SQLITE", postgresql: "TEST_TEMPLATE_POSTGRESQL" } as const;

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
