/**
 * Fault `tablets`: a hall of tablets whose network is cut, loses answers, repeats and reorders requests, and whose clocks are a day
 * off; after it has healed everything must be on the server once, in the order of entry, within ten seconds.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";
import { type DatabaseKind, defineFault, type Outcome } from "./fault.ts";
import type { Hall } from "./hall.ts";
import { type LedgerEntry, readLedgers } from "./ledger.ts";
import { judge } from "./oracle/judge.ts";
import { type Place, placeOf, prepareHall } from "./place.ts";

type TabletOptions = {
  readonly tablets: number;
  readonly marks: number;
  readonly cutMs: number;
  readonly database: DatabaseKind;
};

/** What the process of the tablets is told. */
export type TabletsTask = TabletOptions & {
  readonly url: string;
  readonly hall: Hall;
  readonly ledgers: string;
  /** A control that must be found out: these tablets take a lost answer for a delivery. */
  readonly forgets: boolean;
};
type Drained = { readonly drainedMs: number; readonly undelivered: number; readonly waitingAtHeal: number };

const DRAIN_LIMIT_MS = 10_000;

export const tablets = defineFault({
  name: "tablets",
  holds: "a hall whose network cuts, loses, repeats and reorders: everything arrives once, in order, within 10 s of healing",
  databases: ["sqlite", "postgresql"],
  counts: {
    tablets: { usual: 200, nightly: 200 },
    marks: { usual: 200, nightly: 400 },
    /** Seconds without a network. */
    cut: { usual: 30, nightly: 60 },
  },
  // Tablets that take a lost answer for a delivery.
  controls: { forgets: { finds: ["lost"], counts: { tablets: 6, marks: 30, cut: 1 } } },
  run: async ({ counts: { tablets, marks, cut }, database, control, directory }) =>
    workAndJudge({ tablets, marks, cutMs: cut * 1_000, database }, { forgets: control === "forgets", directory }),
});

async function workAndJudge(
  options: TabletOptions,
  { forgets, directory }: { readonly forgets: boolean; readonly directory: string },
): Promise<Outcome> {
  const ledgers = path.join(directory, "ledgers");
  const dataDirectory = path.join(directory, "data");
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await placeOf(options.database, dataDirectory);
  let server: ServerProcess | null = null;
  try {
    const hall = prepareHall(dataDirectory, place.url, options.tablets);
    const logFile = path.join(directory, "server.log");
    server = await startServer({ port: await findFreePort(), dataDirectory, databaseUrl: place.url, demo: false, logFile });
    const task: TabletsTask = { ...options, url: server.url, hall, ledgers, forgets };
    const drained = await runTablets(task, path.join(directory, "task.json"));
    await server.stop();
    const entered = readLedgers(ledgers);
    const stored = await place.read();
    const { cases, findings } = judge(entered, stored);
    // What was entered and never delivered is as lost as what was acknowledged and is gone.
    const keys = new Set(stored.marks.map(({ key }) => key));
    const missing = entered.filter(({ mark, fate }) => fate === "unknown" && !keys.has(mark.key)).map(({ mark }) => mark.key);
    const { drainedMs, waitingAtHeal } = drained;
    console.log(`waiting when the network healed: ${waitingAtHeal} of ${cases}; all delivered ${Math.round(drainedMs)} ms later`);
    return {
      cases,
      findings: {
        ...findings,
        lost: [...findings.lost, ...missing.map((key) => `${key} never arrived`)],
        wrong: [...findings.wrong, ...findDisorder(entered, await readArrivals(place, options.database))],
        late: drainedMs > DRAIN_LIMIT_MS ? [`drained after ${Math.round(drainedMs)} ms`] : [],
      },
    };
  } finally {
    await server?.kill();
    await place.clear();
  }
}

async function runTablets(task: TabletsTask, file: string): Promise<Drained> {
  fs.writeFileSync(file, JSON.stringify(task));
  const child = spawn(process.execPath, ["--import", "tsx", "test/faults/tablets-process.ts", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The tablets ended with ${code}.`);
  return JSON.parse(output) as Drained;
}

type Arrival = { readonly key: string; readonly sequence: number; readonly at: number };

async function readArrivals(place: Place, database: TabletOptions["database"]): Promise<readonly Arrival[]> {
  if (database === "sqlite") {
    const file = openSqliteFile(place.url.replace("file:", ""));
    try {
      return file.all(`SELECT "key", "sequence", "receivedAt" FROM "MarkRevision"`).map((row) => ({
        key: String(row.key),
        sequence: Number(row.sequence),
        at: new Date(row.receivedAt as string | number).getTime(),
      }));
    } finally {
      file.close();
    }
  }
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  const { rows } = await client
    .query(`SELECT "key", "sequence", round(extract(epoch FROM "receivedAt") * 1000)::bigint AS "at" FROM "MarkRevision"`)
    .finally(() => client.end());
  return rows.map((row) => ({ key: String(row.key), sequence: Number(row.sequence), at: Number(row.at) }));
}

/** Marks of one judge that are on the server in another order than he entered them: over all his forms, and in each. */
function findDisorder(entered: readonly LedgerEntry[], arrivals: readonly Arrival[]): string[] {
  const byKey = new Map(arrivals.map((arrival) => [arrival.key, arrival]));
  const last = new Map<string, Arrival>();
  return entered.flatMap(({ mark }) => {
    const arrival = byKey.get(mark.key);
    if (!arrival) return [];
    const [ofJudge, ofForm] = [mark.judgeId, `${mark.judgeId} ${mark.formId}`];
    const isEarly = (last.get(ofJudge)?.at ?? 0) > arrival.at || (last.get(ofForm)?.sequence ?? 0) > arrival.sequence;
    last.set(ofJudge, arrival);
    last.set(ofForm, arrival);
    return isEarly ? [`${mark.key} arrived before one that was entered earlier`] : [];
  });
}
