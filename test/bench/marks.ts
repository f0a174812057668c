/**
 * Bench `marks`: fifty judges post marks to the real server, and each is acknowledged when it is on disk. `entering` is one mark in
 * a request and one request of each judge under way; `outbox` drains twenty in a request, as a tablet does that was cut off.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Hall } from "../faults/hall.ts";
import { findFreePort, startServer } from "../support/server-process.ts";
import { openAskedProcess } from "./asked-process.ts";
import type { Bench, Figure } from "./bench.ts";
import type { FloorAnswer, FloorWish } from "./marks-floor.ts";
import type { LoadAnswer, LoadWish } from "./marks-load.ts";

const JUDGES = 50;
const PAIRS = 7;
const SECONDS = 3;
/** Nobody measures a program that is still being compiled. */
const WARM_UP_SECONDS = 4;
const OUTBOX = 20;
const PACE = { kind: "pace", seconds: 10, marksPerSecond: 200 } as const;
const PACED_PAIRS = 3;
const ROOT = path.resolve(".cache/bench-marks");

/** Marks a second: of the server, and of the floors with the rows that it wrote. */
type Run = { readonly subject: number; readonly single: number; readonly batches: number };

export const marks: Bench = {
  open: async () => {
    fs.rmSync(ROOT, { recursive: true, force: true });
    const data = path.join(ROOT, "data");
    fs.mkdirSync(data, { recursive: true });
    const hall = plantHall(data);
    const file = path.join(data, "skillladder.db");
    const floorFiles = { single: path.join(ROOT, "single.db"), batches: path.join(ROOT, "batches.db") };
    for (const copy of Object.values(floorFiles)) fs.copyFileSync(file, copy);
    const server = await startServer({
      ...{ port: await findFreePort(), dataDirectory: data, demo: false },
      logFile: path.join(ROOT, "server.log"),
    });
    const load = openAskedProcess<LoadWish, LoadAnswer>("marks-load.ts");
    const floor = openAskedProcess<FloorWish, FloorAnswer>("marks-floor.ts");
    await load.ask({ kind: "sign-in", url: server.url, hall });
    await floor.ask({ kind: "open", written: file, ...floorFiles });
    await load.ask({ kind: "drain", seconds: WARM_UP_SECONDS, marksPerRequest: 1 });
    // The floors warm up on the same marks.
    for (const way of ["single", "batches"] as const) await floor.ask({ kind: "write", seconds: WARM_UP_SECONDS, way });

    const runOf = (marksPerRequest: number) => {
      const runs: Promise<Run>[] = [];
      const run = async (): Promise<Run> => {
        await floor.ask({ kind: "skip" });
        const sent = await load.ask({ kind: "drain", seconds: SECONDS, marksPerRequest });
        const single = await floor.ask({ kind: "write", seconds: SECONDS, way: "single" });
        const batches = await floor.ask({ kind: "write", seconds: SECONDS, way: "batches" });
        const subject = sent.marks / sent.seconds;
        console.log(
          `${marksPerRequest} in a request: ${subject.toFixed(0)}/s, p50 ${sent.p50.toFixed(1)} ms, p99 ${sent.p99.toFixed(1)} ms; ` +
            `alone ${single.rate.toFixed(0)}/s one by one, ${batches.rate.toFixed(0)}/s by ${batches.perCommit.toFixed(1)} in a commit`,
        );
        return { subject, single: single.rate, batches: batches.rate };
      };
      return (turn: number): Promise<Run> => {
        runs[turn] ??= run();
        return runs[turn];
      };
    };
    let paced: LoadAnswer | null = null;
    const entering = runOf(1);
    const outbox = runOf(OUTBOX);

    /** The floor writes what the server wrote, so the server goes first. */
    const ratio = (name: string, runs: (turn: number) => Promise<Run>, to: "single" | "batches", atLeast: number): Figure => {
      let turn = -1;
      return {
        name,
        unit: "x",
        of: "ratio",
        goal: { atLeast },
        pairs: PAIRS,
        floor: async () => {
          turn += 1;
          return (await runs(turn))[to];
        },
        subject: async () => (await runs(turn)).subject,
      };
    };
    return {
      figures: [
        ratio("entering-to-single-commits", entering, "single", 1.5),
        ratio("entering-to-same-batches", entering, "batches", 0.5),
        ratio("outbox-to-same-batches", outbox, "batches", 0.5),
        {
          name: "p99-at-200-a-second",
          unit: "ms",
          of: "worst",
          goal: { atMost: 100 },
          pairs: PACED_PAIRS,
          // What a commit takes by itself, in milliseconds.
          floor: async () => {
            await floor.ask({ kind: "skip" });
            paced = await load.ask(PACE);
            const { p50, p99, seconds } = paced;
            console.log(`${(paced.marks / seconds).toFixed(0)} marks/s: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
            return 1_000 / (await floor.ask({ kind: "write", seconds: SECONDS, way: "single" })).rate;
          },
          subject: async () => paced?.p99 ?? Number.NaN,
        },
      ],
      clear: async () => {
        await load.end();
        await floor.end();
        await server.stop();
        fs.rmSync(ROOT, { recursive: true, force: true });
      },
    };
  },
};

function plantHall(dataDirectory: string): Hall {
  const own = { DATA_DIR: dataDirectory, DATABASE_URL: "", NODE_ENV: "production", LOG_LEVEL: "warn" } as const;
  const output = execFileSync(process.execPath, ["--import", "tsx", "test/faults/world.ts", String(JUDGES)], {
    env: { ...process.env, ...own },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  return JSON.parse(output) as Hall;
}
