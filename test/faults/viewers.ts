/**
 * Fault `viewers`: some of a crowd stop reading, others are dropped again and again and lose messages. Who stopped is cut in ten seconds
 * and slows the rest by at most a quarter; nobody is left with a wrong board.
 */
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import path from "node:path";
import type { BoardWorld } from "../bench/board-drive.ts";
import { type Confirmations, openConfirmations } from "../bench/board-drive.ts";
import { quantile } from "../bench/tablets.ts";
import { openWatchedServer } from "../bench/watched-process.ts";
import { type Crowds, openCrowds } from "../support/crowd.ts";
import { defineFault } from "./fault.ts";

const ENTRIES = 60;
const RATE = 4;
/** Every tenth stops reading. */
const STALLED = 10;
/** The share of changes that are lost on their way to each viewer. */
const LOSES = 0.02;
const CUT_WITHIN_MS = 10_000;
const SLOWED_AT_MOST = 1.25;
const PAYLOAD = { competition: "board", event: "B", round: 1 };
const ADDRESS = "/competitions/board/events/B/board.json?round=1";

export const viewers = defineFault({
  name: "viewers",
  holds:
    "viewers that stop reading are cut within 10 s and slow nobody; nobody who was dropped or lost changes has a wrong board",
  databases: ["sqlite"],
  counts: { viewers: { usual: 1_000, nightly: 1_000 }, seconds: { usual: 60, nightly: 300 } },
  // Those who stopped acknowledge all the same; nobody looks at the numbers of changes.
  controls: {
    lies: { finds: ["kept"], counts: { viewers: 200, seconds: 5 } },
    trusts: { finds: ["misled"], counts: { viewers: 200, seconds: 5 } },
  },
  run: async ({ counts: { viewers: count, seconds }, control, directory }) => {
    const world = prepare(directory);
    const server = await openWatchedServer(directory);
    const port = Number(new URL(server.url).port);
    const habits = { lies: control === "lies", trusts: control === "trusts" };
    const crowd = await openCrowds({ port, count, payload: PAYLOAD, processes: 2, habits });
    try {
      const confirmations = await openConfirmations(server.url, world);
      await crowd.waitFor(confirmations.version());
      const stalled = await stall(crowd, confirmations, seconds);
      const misled = await drop({ url: server.url, crowd, confirmations, seconds });
      return { cases: count, findings: { ...stalled, misled } };
    } finally {
      crowd.end();
      await server.end();
    }
  },
});

function prepare(dataDirectory: string): BoardWorld {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    LOG_LEVEL: "warn",
    DATA_DIR: dataDirectory,
    DATABASE_URL: `file:${path.join(dataDirectory, "skillladder.db")}`,
  };
  const run = (file: string, ...values: number[]) =>
    execFileSync(process.execPath, ["--import", "tsx", file, ...values.map(String)], {
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
  run("test/faults/world.ts", 3);
  return JSON.parse(run("test/bench/board-world.ts", ENTRIES, 20)) as BoardWorld;
}

/** From the sending of a confirmation to its arrival at those who read, in milliseconds: the median. */
async function measure(crowd: Crowds, confirmations: Confirmations, seconds: number): Promise<number> {
  await crowd.ask({ kind: "reset" });
  const sent = await confirmations.drive(RATE, RATE * seconds);
  await crowd.waitFor(confirmations.version());
  const arrivals = (await crowd.ask({ kind: "report" })).flatMap((report) => report.arrivals);
  return quantile(
    arrivals.flatMap(({ from, at }) => at.map((arrived) => arrived - (sent.get(from + 1) ?? arrived))),
    0.5,
  );
}

async function stall(
  crowd: Crowds,
  confirmations: Confirmations,
  seconds: number,
): Promise<Readonly<Record<"slowed" | "kept", readonly string[]>>> {
  const calm = await measure(crowd, confirmations, seconds);
  const before = await crowd.ask({ kind: "stall", share: STALLED });
  const stalled = before.reduce((sum, { stalledOpen }) => sum + stalledOpen, 0);
  const start = performance.now();
  // No longer than they may be there: later whoever does not answer a ping is cut for that.
  const slowed = await measure(crowd, confirmations, Math.min(seconds, CUT_WITHIN_MS / 1_000));
  // A board that stands still has nothing that could pile up: confirmations go on until they are cut.
  while (performance.now() - start < CUT_WITHIN_MS) await confirmations.drive(RATE, RATE);
  await crowd.ask({ kind: "resume" });
  await sleep(500);
  const left = (await crowd.ask({ kind: "report" })).reduce((sum, { stalledOpen }) => sum + stalledOpen, 0);
  console.log(`${stalled} stopped reading: the rest ${calm} ms before and ${slowed} ms with them; ${stalled - left} were cut`);
  return {
    slowed: slowed > calm * SLOWED_AT_MOST ? [`who reads is slowed ${(slowed / calm).toFixed(2)} times`] : [],
    kept: left > 0 ? [`${left} of ${stalled} who stopped reading are still connected`] : [],
  };
}

async function drop(parts: {
  readonly url: string;
  readonly crowd: Crowds;
  readonly confirmations: Confirmations;
  readonly seconds: number;
}): Promise<string[]> {
  const { url, crowd, confirmations, seconds } = parts;
  const until = performance.now() + seconds * 1_000;
  let drops = 0;
  await crowd.ask({ kind: "lose", share: LOSES });
  const driving = confirmations.drive(RATE, RATE * seconds);
  while (performance.now() < until) {
    await crowd.ask({ kind: "drop", share: randomInt(3, 8) });
    drops += 1;
    await sleep(randomInt(100, 500));
  }
  await driving;
  // Who lost the last change notices at the next.
  await crowd.ask({ kind: "lose", share: 0 });
  await confirmations.drive(RATE, 1);
  await crowd.waitFor(confirmations.version());
  const board = JSON.stringify(await (await fetch(url + ADDRESS)).json());
  const reports = await crowd.ask({ kind: "report" });
  const wrong = reports.flatMap(({ boards }) => boards).filter((one) => one !== board);
  const gaps = reports.reduce((sum, report) => sum + report.gaps, 0);
  console.log(`${drops} times a part of the crowd was dropped; ${gaps} times a missing number was noticed`);
  return wrong.map((one) => `a viewer is left with another board: ${one.slice(0, 200)}`);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
