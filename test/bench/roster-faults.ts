/**
 * Bench `roster-faults`: 50,000 rows with 1% faults of twelve kinds go through the real server, come back marked, and are stored
 * once they are corrected. Every fault must be found at its cell and no other; what is measured is what that costs everyone else.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { openSqliteFile } from "../support/sqlite-file.ts";
import type { Bench, Figure } from "./bench.ts";
import { checkMarks, type RosterVisit, type RosterWorld, startVisit } from "./roster-visit.ts";
import { openIdleProcess, openWatchedServer, type Watched, type WatchedProcess } from "./watched-process.ts";

const ROWS = 50_000;
const FAULTS = 500;
const RUNS = 3;
const ROOT = ".cache/bench-roster-faults";
const MOST_MEMORY_MIB = 250;
const LONGEST_DELAY_MS = 100;
/** After so many pages, with rests between, the server has given back what its start took: no rise hides behind that. */
const SETTLING = { rounds: 3, looks: 60, restMs: 5_000 };
/** A machine on which a process that does nothing is held up for so long says nothing about another one. */
const IDLE_DELAY_MS = 30;
const ATTEMPTS = 3;

type Phase = "reading" | "marking" | "storing";

/** One import from its file to the registered people; memory in MiB, delays in milliseconds, times in seconds. */
type Run = {
  /** The most that it took, and what it took before. */
  readonly memory: number;
  readonly before: number;
  readonly highest: Readonly<Record<Phase, number>>;
  /** What the server's own main thread held up; and all that passed, with what the machine gave to others meanwhile. */
  readonly own: Readonly<Record<Phase, number>>;
  readonly passed: Readonly<Record<Phase, number>>;
  /** The same of a process that does nothing. */
  readonly idle: Pick<Watched, "own" | "delay">;
  readonly seconds: Readonly<Record<Phase, number>>;
};

type Files = { readonly faulty: Uint8Array; readonly clean: Uint8Array };

export const rosterFaults: Bench = {
  open: async () => {
    fs.rmSync(ROOT, { recursive: true, force: true });
    const template = path.join(ROOT, "template");
    const { world, files } = plantWorld(template);
    const runs: Promise<Run>[] = [];
    const figure = (name: string, unit: string, atMost: number, of: (run: Run) => number): Figure => {
      let turn = 0;
      return {
        name,
        unit,
        of: "worst",
        goal: { atMost },
        pairs: RUNS,
        floor: async () => measureFloor(files.faulty),
        subject: async () => {
          const number = turn;
          turn += 1;
          runs[number] ??= runSteadily(template, `${ROOT}/run-${number}`, world, files);
          return of(await runs[number]);
        },
      };
    };
    return {
      figures: [
        figure("memory-rise", "MiB", MOST_MEMORY_MIB, ({ memory }) => memory),
        figure("loop-while-reading", "ms", LONGEST_DELAY_MS, ({ own }) => own.reading),
        figure("loop-while-marking", "ms", LONGEST_DELAY_MS, ({ own }) => own.marking),
        figure("loop-while-storing", "ms", LONGEST_DELAY_MS, ({ own }) => own.storing),
      ],
      clear: async () => fs.rmSync(ROOT, { recursive: true, force: true }),
    };
  },
};

/** The processor time that packing and unpacking the file takes, in milliseconds. */
function measureFloor(bytes: Uint8Array): number {
  const before = process.cpuUsage();
  for (let round = 0; round < 5; round += 1) inflateRawSync(deflateRawSync(bytes));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** A run in which the machine held up even the idle process is repeated. */
async function runSteadily(template: string, directory: string, world: RosterWorld, files: Files): Promise<Run> {
  for (let attempt = 1; ; attempt += 1) {
    const run = await runOnce(template, directory, world, files);
    console.log(describe(run));
    if (run.idle.own <= IDLE_DELAY_MS || attempt === ATTEMPTS) return run;
    console.log(
      `An idle process was held up for ${run.idle.own.toFixed(0)} ms; measuring again (${attempt + 1} of ${ATTEMPTS}).`,
    );
  }
}

async function runOnce(template: string, directory: string, world: RosterWorld, files: Files): Promise<Run> {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.cpSync(template, directory, { recursive: true });
  const server = await openWatchedServer(directory);
  const idle = openIdleProcess();
  try {
    const visit = await startVisit(server.url, world);
    const before = await settle(server, visit);
    await idle.reset();

    const faulty = await timed(server, () => visit.handIn(files.faulty));
    const marked = await timed(server, () => visit.fetchMarked(faulty.value));
    await checkMarks(marked.value, world.faults);
    const clean = await timed(server, () => visit.handIn(files.clean));
    const stored = await timed(server, () => visit.confirm(clean.value));
    checkStored(directory);
    const reading = [faulty, clean];
    const worst = (of: "own" | "delay"): Record<Phase, number> => ({
      reading: Math.max(...reading.map(({ watched }) => watched[of])),
      marking: marked.watched[of],
      storing: stored.watched[of],
    });
    return {
      memory: Math.max(...[faulty, marked, clean, stored].map(({ watched }) => watched.highest)) - before,
      before,
      highest: {
        reading: Math.max(...reading.map(({ watched }) => watched.highest)),
        marking: marked.watched.highest,
        storing: stored.watched.highest,
      },
      own: worst("own"),
      passed: worst("delay"),
      idle: await idle.reset(),
      seconds: { reading: faulty.seconds, marking: marked.seconds, storing: stored.seconds },
    };
  } finally {
    await idle.end();
    await server.end();
  }
}

/** The memory that the server takes when it has nothing to do with rosters yet, in MiB. */
async function settle(server: WatchedProcess, visit: RosterVisit): Promise<number> {
  for (let round = 0; round < SETTLING.rounds; round += 1) {
    await server.settle();
    await new Promise((resolve) => setTimeout(resolve, SETTLING.restMs));
    for (let look = 0; look < SETTLING.looks; look += 1) await visit.look();
  }
  return (await server.settle()).now;
}

async function timed<Value>(
  server: WatchedProcess,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly watched: Watched; readonly seconds: number }> {
  await server.reset();
  const begin = performance.now();
  const value = await work();
  const seconds = (performance.now() - begin) / 1_000;
  return { value, watched: await server.reset(), seconds };
}

/** What there must be one of for each row; coaches are people, too, and compete for nobody. */
const ONE_EACH = [
  'SELECT COUNT(*) AS count FROM "Entry"',
  'SELECT COUNT(*) AS count FROM "EntryMember"',
  'SELECT COUNT(DISTINCT "personId") AS count FROM "EntryMember" JOIN "PersonKey" USING ("personId")',
];

/** @throws Error when not everybody is registered */
function checkStored(directory: string): void {
  const file = openSqliteFile(path.join(directory, "skillladder.db"));
  const counts = ONE_EACH.map((sql) => Number(file.all(sql)[0]?.count));
  file.close();
  if (counts.some((count) => count !== ROWS)) throw new Error(`Not everybody is registered: ${counts.join(", ")} of ${ROWS}.`);
}

function plantWorld(directory: string): { readonly world: RosterWorld; readonly files: Files } {
  fs.mkdirSync(directory, { recursive: true });
  const own = { DATA_DIR: directory, DATABASE_URL: "", NODE_ENV: "production", LOG_LEVEL: "warn" } as const;
  const env = { ...process.env, ...own };
  const words = ["--import", "tsx", "test/bench/roster-world.ts", ROOT, String(ROWS), String(FAULTS)];
  execFileSync(process.execPath, words, { env, stdio: ["ignore", "ignore", "inherit"] });
  const read = (name: string) => fs.readFileSync(path.join(ROOT, name));
  const world = JSON.parse(read("world.json").toString("utf8")) as RosterWorld;
  return { world, files: { faulty: new Uint8Array(read("faulty.xlsx")), clean: new Uint8Array(read("clean.xlsx")) } };
}

function describe({ memory, before, highest, own, passed, idle, seconds }: Run): string {
  const delay = (ownMs: number, allMs: number) => `held up ${ownMs.toFixed(0)} ms of ${allMs.toFixed(0)}`;
  const phase = (name: Phase) =>
    `${name} ${seconds[name].toFixed(1)} s, ${delay(own[name], passed[name])}, +${(highest[name] - before).toFixed(0)} MiB`;
  const idleText = `an idle process ${delay(idle.own, idle.delay)}`;
  return `${phase("reading")}; ${phase("marking")}; ${phase("storing")}; ${idleText}; memory ${before.toFixed(0)} MiB and +${memory.toFixed(0)}`;
}
