/** Where a fault run works: a database of its own, and a hall prepared in it. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import type { DatabaseKind } from "./fault.ts";
import type { Hall } from "./hall.ts";
import { readPostgresql, readSqlite, type Stored } from "./oracle/stored.ts";

/** @param subjects whose works each team marks */
export function prepareHall(dataDirectory: string, databaseUrl: string, judges: number, subjects = 12): Hall {
  const output = execFileSync(process.execPath, ["--import", "tsx", "test/faults/world.ts", String(judges), String(subjects)], {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output) as Hall;
}

export type Place = { readonly url: string; read(): Promise<Stored>; clear(): Promise<void> };

/** A database of this run's own. */
export async function placeOf(database: DatabaseKind, dataDirectory: string): Promise<Place> {
  return database === "sqlite" ? onSqlite(dataDirectory) : onPostgresql();
}

function onSqlite(dataDirectory: string): Place {
  const file = path.join(dataDirectory, "skillladder.db");
  return { url: `file:${file}`, read: async () => readSqlite(file), clear: async () => {} };
}

export async function onPostgresql(): Promise<Place> {
  const server = process.env.TEST_POSTGRES_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const name = `fault_${randomUUID().replaceAll("-", "")}`;
  const administer = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await administer(`CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, read: () => readPostgresql(url.href), clear: () => administer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}
