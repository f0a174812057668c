/**
 * Bench `board`: a crowd at one board that follows confirmed forms. Processor time per delivery is what the server takes with the
 * crowd, less what the same confirmations take without one, beside a raw socket write of the same bytes to as many sockets.
 * `--viewers N --pairs N --seconds N --marks N` make a smaller trial of it.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { Agent, get } from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Hall } from "../faults/hall.ts";
import { type Crowds, openCrowds } from "../support/crowd.ts";
import { ATTEMPTS, type Bench, type Figure } from "./bench.ts";
import { type BoardWorld, type Confirmations, openConfirmations } from "./board-drive.ts";
import { openTablets, pace, quantile, type Tablet } from "./tablets.ts";
import { openFloor, openWatchedServer, type WatchedProcess } from "./watched-process.ts";

const ENTRIES = 60;
const JUDGES = 24;
/** The coalescing limit, and ten times as much. */
const SLOW = 4;
const FAST = 40;
const EARLY = 200;
const HTTP_REQUESTS = 4_000;
const PAYLOAD = { competition: "board", event: "B", round: 1 };
const ADDRESS = "/competitions/board/events/B/board.json?round=1";

type World = BoardWorld & { readonly hall: Hall };

function readOptions() {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      viewers: { type: "string", default: "5000" },
      pairs: { type: "string", default: "7" },
      seconds: { type: "string", default: "8" },
      marks: { type: "string", default: "200" },
      processes: { type: "string", default: "2" },
    },
  });
  return {
    viewers: Number(values.viewers),
    pairs: Number(values.pairs),
    seconds: Number(values.seconds),
    marks: Number(values.marks),
    processes: Number(values.processes),
  };
}

/** Forms enough for every turn: with and without the crowd, slow and fast. */
function prepare(dataDirectory: string, confirmations: number): World {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    LOG_LEVEL: "warn",
    DATA_DIR: dataDirectory,
    DATABASE_URL: `file:${path.join(dataDirectory, "skillladder.db")}`,
  };
  const run = (file: string, ...values: number[]) =>
    JSON.parse(
      execFileSync(process.execPath, ["--import", "tsx", file, ...values.map(String)], {
        env,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      }),
    );
  const hall = run("test/faults/world.ts", JUDGES) as Hall;
  const world = run("test/bench/board-world.ts", ENTRIES, listDivisor(Math.ceil(confirmations / ENTRIES))) as BoardWorld;
  return { ...world, hall };
}

/** As many sub-criteria as divide 100.00 evenly. */
function listDivisor(atLeast: number): number {
  return [4, 5, 8, 10, 16, 20, 25, 40, 50, 80, 100, 125, 200, 250].find((count) => count >= atLeast) ?? 500;
}

export const board: Bench = {
  open: async () => {
    const options = readOptions();
    const { viewers, pairs, seconds, processes } = options;
    const directory = path.resolve(".cache", "bench-board");
    fs.rmSync(directory, { recursive: true, force: true });
    fs.mkdirSync(directory, { recursive: true });
    // What swings too much is measured again.
    const needed = 2 * SLOW * seconds + FAST * 5 + ATTEMPTS * pairs * (3 * SLOW * seconds + FAST * 5) + 50;
    const world = prepare(directory, needed);
    const server = await openWatchedServer(directory);
    const floor = await openFloor("board-floor.mjs");
    const port = (url: string) => Number(new URL(url).port);
    const confirmations = await openConfirmations(server.url, world);
    const tablets = await openTablets(server.url, world.hall);
    await confirmations.drive(SLOW, SLOW * 2);
    const alone = {
      slow: await measureAlone(server, confirmations, SLOW, SLOW * seconds),
      fast: await measureAlone(server, confirmations, FAST, FAST * 5),
    };
    // What the first viewers cost once and for all is no part of what each costs.
    const early = await openCrowds({ port: port(server.url), count: EARLY, payload: PAYLOAD, processes: 1 });
    await early.waitFor(confirmations.version());
    early.end();
    const empty = await settle(server);
    const crowd = await openCrowds({ port: port(server.url), count: viewers, payload: PAYLOAD, processes });
    await crowd.waitFor(confirmations.version());
    const full = await settle(server);
    const floorCrowd = await openCrowds({ port: port(floor.url), count: viewers, payload: null, processes });
    await confirmations.drive(SLOW, SLOW * 2);
    const [told] = await crowd.ask({ kind: "report" });
    const sample = told?.sample ?? "";
    const bytes = await (await fetch(server.url + ADDRESS)).text();
    floor.child.send({ body: bytes });
    const parts: Parts = { server, confirmations, tablets, crowd, alone, options };
    const reconnection = { current: 0, marks: 0 };
    return {
      figures: [
        {
          name: `memory per viewer of ${viewers}`,
          unit: "kB",
          of: "subject",
          goal: { atMost: 25 },
          pairs: 1,
          floor: async () => 1,
          subject: async () => ((full - empty) * 1024 * 1.024) / viewers,
        },
        {
          name: "processor time per delivered change",
          unit: "x",
          of: "ratio",
          goal: { atMost: 1.9 },
          pairs,
          floor: () => broadcast(floor, floorCrowd, sample, SLOW * seconds),
          subject: async () => (await deliver(parts, SLOW, SLOW * seconds)).perDelivery,
        },
        {
          name: "processor time at 40 confirmations a second over 4",
          unit: "x",
          of: "ratio",
          goal: { atMost: 1.3 },
          pairs,
          floor: async () => (await deliver(parts, SLOW, SLOW * seconds)).perSecond,
          subject: async () => (await deliver(parts, FAST, FAST * 5)).perSecond,
        },
        latency(parts),
        {
          name: "snapshots over HTTP per second of processor time",
          unit: "x",
          of: "ratio",
          goal: { atLeast: 0.6 },
          pairs,
          floor: () => fetchMany(floor, floor.url + ADDRESS),
          subject: () => fetchMany(server, server.url + ADDRESS),
        },
        {
          name: `${viewers} viewers reconnecting at once are current`,
          unit: "ms",
          of: "worst",
          goal: { atMost: 5_000 },
          pairs: 3,
          floor: async () => 1,
          subject: async () => {
            Object.assign(reconnection, await reconnect(parts));
            return reconnection.current;
          },
        },
        {
          name: "p99 of a mark's acknowledgement meanwhile",
          unit: "ms",
          of: "subject",
          goal: { atMost: 300 },
          pairs: 1,
          floor: async () => 1,
          subject: async () => reconnection.marks,
        },
      ] satisfies Figure[],
      clear: async () => {
        crowd.end();
        floorCrowd.end();
        await floor.end();
        await server.end();
        fs.rmSync(directory, { recursive: true, force: true });
      },
    };
  },
};

type Parts = {
  readonly server: WatchedProcess;
  readonly confirmations: Confirmations;
  readonly tablets: readonly Tablet[];
  readonly crowd: Crowds;
  /** Processor time of one confirmation without a crowd, in milliseconds. */
  readonly alone: { readonly slow: number; readonly fast: number };
  readonly options: ReturnType<typeof readOptions>;
};

/** Resident memory in MiB once nothing is left to collect. */
async function settle(server: WatchedProcess): Promise<number> {
  await sleep(3_000);
  await server.settle();
  await sleep(1_000);
  return (await server.settle()).now;
}

async function measureAlone(server: WatchedProcess, confirmations: Confirmations, rate: number, count: number): Promise<number> {
  const before = (await server.reset()).cpu;
  await confirmations.drive(rate, count);
  return ((await server.reset()).cpu - before) / count;
}

/** @returns microseconds per delivery, and milliseconds per second, of what the crowd costs beyond the confirmations */
async function deliver({ server, confirmations, crowd, alone }: Parts, rate: number, count: number) {
  await crowd.ask({ kind: "reset" });
  const [start, before] = [performance.now(), (await server.reset()).cpu];
  await confirmations.drive(rate, count);
  await crowd.waitFor(confirmations.version());
  const cpu = (await server.reset()).cpu - before - count * (rate === SLOW ? alone.slow : alone.fast);
  const deliveries = (await crowd.ask({ kind: "report" })).reduce((sum, report) => sum + report.deliveries, 0);
  return { perDelivery: (cpu * 1_000) / deliveries, perSecond: (cpu * 1_000) / (performance.now() - start) };
}

async function broadcast(
  floor: WatchedProcess & { readonly child: { send(wish: object): void } },
  crowd: Crowds,
  sample: string,
  times: number,
): Promise<number> {
  await crowd.ask({ kind: "reset" });
  const before = (await floor.reset()).cpu;
  for (let time = 0; time < times; time += 1) {
    floor.child.send({ broadcast: sample });
    await sleep(1_000 / SLOW);
  }
  await sleep(200);
  const cpu = (await floor.reset()).cpu - before;
  const deliveries = (await crowd.ask({ kind: "report" })).reduce((sum, report) => sum + report.deliveries, 0);
  return (cpu * 1_000) / deliveries;
}

/** From the sending of a confirmation to its arrival at each viewer, with marks coming in. */
function latency({ confirmations, crowd, tablets, options }: Parts): Figure {
  const { marks: rate, seconds, pairs } = options;
  return {
    name: `confirmation to screen, p99 with ${rate} marks a second`,
    unit: "ms",
    of: "subject",
    goal: { atMost: 500 },
    pairs,
    floor: async () => 1,
    subject: async () => {
      await crowd.ask({ kind: "reset" });
      const [sent] = await Promise.all([confirmations.drive(SLOW, SLOW * seconds), pace(tablets, seconds, rate)]);
      await crowd.waitFor(confirmations.version());
      const arrivals = (await crowd.ask({ kind: "report" })).flatMap((report) => report.arrivals);
      // A change that leads over several versions brings the oldest of them last.
      const took = arrivals.flatMap(({ from, at }) => at.map((arrived) => arrived - (sent.get(from + 1) ?? arrived)));
      return quantile(took, 0.99);
    },
  };
}

/** @returns requests per second of the server's processor time */
async function fetchMany(server: WatchedProcess, address: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const before = (await server.reset()).cpu;
  let left = HTTP_REQUESTS;
  const worker = async () => {
    while (left-- > 0) {
      await new Promise<void>((resolve, reject) => {
        get(address, { agent }, (answer) => answer.resume().on("end", resolve)).on("error", reject);
      });
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  agent.destroy();
  return (HTTP_REQUESTS * 1_000) / ((await server.reset()).cpu - before);
}

async function reconnect({ crowd, confirmations, tablets, options }: Parts): Promise<{ current: number; marks: number }> {
  const sent = pace(tablets, 5, options.marks);
  await sleep(500);
  const start = performance.now();
  await crowd.ask({ kind: "reconnect" });
  await crowd.waitFor(confirmations.version());
  const current = performance.now() - start;
  return { current, marks: quantile((await sent).times, 0.99) };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
