/** Fault `kill`: kill -9 in the middle of twenty judges entering marks, again and again; then the oracle looks. */
import { execFileSync } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import type { Hall } from "./hall.ts";
import { openLedger, readLedgers } from "./ledger.ts";
import { type Findings, isSound, judge, readPostgresql, readSqlite, type Stored } from "./oracle.ts";
import { VirtualJudge } from "./virtual-judge.ts";

const JUDGES = 20;
/** A kill counts only when the hall was at work: so many marks were acknowledged since the start. */
const MARKS_BEFORE_KILL = 40;
const WORK_TIMEOUT_MS = 30_000;

export type KillOptions = { readonly kills: number; readonly database: "sqlite" | "postgresql" };

/** @throws Error when the hall never came to work, or the app answered as it should not. */
export async function kill({ kills, database }: KillOptions): Promise<Findings> {
  const directory = path.resolve(".cache", `fault-kill-${database}`);
  fs.rmSync(directory, { recursive: true, force: true });
  const ledgers = path.join(directory, "ledgers");
  const dataDirectory = path.join(directory, "data");
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await placeOf(database, dataDirectory);
  let server: ServerProcess | null = null;
  try {
    const hall = prepareHall(dataDirectory, place.url, JUDGES);
    const judges = hall.judges.map((one) => new VirtualJudge(one, openLedger(path.join(ledgers, one.username))));
    const options = {
      port: await findFreePort(),
      dataDirectory,
      databaseUrl: place.url,
      demo: false,
      logFile: path.join(directory, "server.log"),
    };
    for (let turn = 1; turn <= kills; turn += 1) {
      server = await startServer(options);
      await killAtWork(server, judges, hall.password);
      // Later marks could cover up what is found now.
      const findings = judge(readLedgers(ledgers), await place.read());
      if (!isSound(findings)) return findings;
    }
    server = await startServer(options);
    await workInPeace(server, judges, hall.password);
    await server.stop();
    const findings = judge(readLedgers(ledgers), await place.read());
    const surprises = judges.flatMap((one) => one.surprises);
    if (isSound(findings) && surprises.length > 0)
      throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
    if (judges.every(({ unanswered }) => unanswered === 0))
      throw new Error("No kill met a mark on its way: this run shows nothing.");
    return findings;
  } finally {
    await server?.kill();
    await place.clear();
  }
}

async function killAtWork(server: ServerProcess, judges: readonly VirtualJudge[], password: string): Promise<void> {
  const sum = () => judges.reduce((total, { acknowledged }) => total + acknowledged, 0);
  const before = sum();
  const work = Promise.all(judges.map((one) => one.work(server.url, password, () => false)));
  const deadline = Date.now() + WORK_TIMEOUT_MS;
  while (sum() - before < MARKS_BEFORE_KILL && Date.now() < deadline) await sleep(5);
  if (sum() - before < MARKS_BEFORE_KILL) {
    await server.kill();
    await work.catch(() => undefined);
    const surprise = judges.flatMap(({ surprises }) => surprises)[0];
    throw new Error(
      `Only ${sum() - before} marks were acknowledged in ${WORK_TIMEOUT_MS / 1_000} s${surprise ? `: ${surprise}` : ""}.`,
    );
  }
  await sleep(randomInt(300));
  await server.kill();
  await work;
}

/** After the last start the tablets deliver what they still have, and the hall ends in order. */
async function workInPeace(server: ServerProcess, judges: readonly VirtualJudge[], password: string): Promise<void> {
  const until = Date.now() + 500;
  await Promise.all(judges.map((one) => one.work(server.url, password, () => Date.now() > until)));
}

export function prepareHall(dataDirectory: string, databaseUrl: string, judges: number): Hall {
  const output = execFileSync(process.execPath, ["--import", "tsx", "test/faults/world.ts", String(judges)], {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  return JSON.parse(output) as Hall;
}

export type Place = { readonly url: string; read(): Promise<Stored>; clear(): Promise<void> };

/** A database of this run's own. */
export async function placeOf(database: KillOptions["database"], dataDirectory: string): Promise<Place> {
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
