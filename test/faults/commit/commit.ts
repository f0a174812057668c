/**
 * Fault `commit`: COMMITs of the real server fail in every way that can be arranged from outside; what is acknowledged after that must
 * be there after a kill -9. Then the same with writes past the intake of marks, through Prisma.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { findFreePort, startServer } from "../../support/server-process.ts";
import { type DatabaseProxy, openDatabaseProxy } from "../database-proxy.ts";
import { type Ask, defineFault, isSound, type Outcome } from "../fault.ts";
import { openLedger, readLedgers } from "../ledger.ts";
import { type Judged, judge } from "../oracle/judge.ts";
import { type Place, placeOf, prepareHall } from "../place.ts";
import { openRecorder, type Recorder } from "../power/recorder.ts";
import { VirtualJudge } from "../virtual-judge.ts";
import { type Failure, failConstraint, installSwitch, listPostgresqlFailures, listSqliteFailures } from "./failures.ts";

const WAIT_MS = 60_000;
/** So many acknowledgements before a COMMIT is made to fail: the hall is at work. */
const BEFORE = 20;
/** The failing goes on for a while after the first that failed. */
const FAILING_MS = 200;

type Count = "rounds" | "acknowledged" | "judges" | "seed";
type Control = "unfounded";

export const commit = defineFault<Count, Control>({
  name: "commit",
  holds:
    "COMMITs that fail (constraint, disk, lock, broken connection): the next 100 acknowledgements are all there after a kill",
  databases: ["sqlite", "postgresql"],
  counts: {
    rounds: { usual: 1, nightly: 20 },
    acknowledged: { usual: 100, nightly: 100 },
    judges: { usual: 12, nightly: 12 },
    seed: { usual: 1, nightly: 2 },
  },
  // SQLite's adapter as it comes, without the ROLLBACK; a PostgreSQL whose COMMITs are turned into ROLLBACKs on their way.
  controls: { unfounded: { finds: ["lost"] } },
  run: async (ask) => {
    const { database, control, counts } = ask;
    console.log(`${counts.rounds} rounds, seed ${counts.seed}`);
    const outcomes: Outcome[] = [];
    if (control === null || database === "postgresql") outcomes.push(await failTheServer(ask));
    if (control === null || database === "sqlite") outcomes.push(await failTheModule(ask));
    const findings: Record<string, readonly string[]> = {};
    for (const outcome of outcomes) {
      for (const [kind, sentences] of Object.entries(outcome.findings))
        findings[kind] = [...(findings[kind] ?? []), ...sentences];
    }
    return { cases: outcomes.reduce((sum, { cases }) => sum + cases, 0), findings };
  },
});

type Hall = {
  readonly url: string;
  readonly password: string;
  readonly judges: readonly VirtualJudge[];
};

async function failTheServer({ database, counts, control, directory }: Ask<Count, Control>): Promise<Judged> {
  const [ledgers, dataDirectory] = [path.join(directory, "ledgers"), path.join(directory, "data")];
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await placeOf(database, dataDirectory);
  const proxy = database === "postgresql" ? await openDatabaseProxy(place.url) : null;
  try {
    const hall = prepareHall(dataDirectory, place.url, counts.judges);
    await installSwitch(place.url);
    const judges = hall.judges.map((one, index) => {
      return new VirtualJudge(one, openLedger(path.join(ledgers, one.username)), counts.seed * 1_000 + index);
    });
    const recorder = proxy === null ? openRecorder(place.url.replace("file:", ""), directory) : null;
    const options = {
      ...{ port: await findFreePort(), dataDirectory, databaseUrl: proxy?.url ?? place.url, demo: false },
      ...{ logFile: path.join(directory, "server.log"), env: recorder?.env },
    };
    for (let round = 1; round <= counts.rounds; round += 1) {
      for (const failure of listFailures(place, recorder, proxy)) {
        const server = await startServer(options);
        try {
          await Promise.all(judges.map((one) => one.arrive(server.url, hall.password)));
          await failAtWork({ url: server.url, password: hall.password, judges }, failure, {
            next: counts.acknowledged,
            onHealed: () => control !== null && proxy?.treatCommits("lie"),
            kill: server.kill,
          });
        } finally {
          await server.kill();
          proxy?.treatCommits("pass");
        }
        const outcome = judge(readLedgers(ledgers), await place.read());
        if (!isSound(outcome)) return outcome;
      }
    }
    const surprises = judges.flatMap((one) => one.surprises).filter((text) => !text.startsWith("500"));
    if (surprises.length > 0) throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
    return judge(readLedgers(ledgers), await place.read());
  } finally {
    proxy?.close();
    await place.clear();
  }
}

function listFailures(place: Place, recorder: Recorder | null, proxy: DatabaseProxy | null): readonly Failure[] {
  if (recorder !== null) return listSqliteFailures(place.url, recorder);
  if (proxy !== null) return listPostgresqlFailures(place.url, proxy);
  return [];
}

type Steps = {
  /** After so many further acknowledgements it is killed. */
  readonly next: number;
  readonly onHealed: () => void;
  readonly kill: () => Promise<void>;
};

/** @throws Error when no COMMIT failed, or the hall did not come to work again */
async function failAtWork({ url, password, judges }: Hall, failure: Failure, { next, onHealed, kill }: Steps): Promise<void> {
  let isOver = false;
  const work = judges.map(async (one) => {
    while (!isOver) {
      await one.work(url, password, () => isOver);
      await sleep(5);
    }
  });
  const acknowledged = () => judges.reduce((sum, one) => sum + one.acknowledged, 0);
  const failed = () => judges.reduce((sum, one) => sum + one.failures, 0);
  try {
    await until(`${failure.name}: the hall at work`, acknowledged, BEFORE);
    const before = failed();
    const begun = performance.now();
    await failure.begin();
    await until(`${failure.name}: a COMMIT that failed`, failed, 1, before).finally(() => sleep(FAILING_MS).then(failure.end));
    const ended = performance.now();
    onHealed();
    await until(`${failure.name}: ${next} acknowledgements after it`, acknowledged, next);
    console.log(
      `${failure.name}: ${failed() - before} answers without acknowledgement in ${Math.round(ended - begun)} ms, the next ${next} acknowledged in ${Math.round(performance.now() - ended)} ms`,
    );
  } finally {
    await kill();
    isOver = true;
    await Promise.all(work);
  }
}

/** Waits until it has grown by so much. */
async function until(what: string, count: () => number, by: number, from = count()): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (count() - from < by) {
    if (performance.now() > deadline) throw new Error(`${what} was not to be had in ${WAIT_MS / 1_000} s.`);
    await sleep(2);
  }
}

async function failTheModule({ database, counts, control, directory }: Ask<Count, Control>): Promise<Outcome> {
  const dataDirectory = path.join(directory, "module");
  const place = await placeOf(database, dataDirectory);
  let child: ChildProcess | null = null;
  try {
    prepareHall(dataDirectory, place.url, 1);
    await installSwitch(place.url);
    const failure = failConstraint(place.url);
    await failure.begin();
    child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        "test/faults/commit/write-process.ts",
        String(counts.acknowledged),
        control === null ? "module" : "bare",
      ],
      {
        stdio: ["pipe", "pipe", "inherit"],
        env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "silent", DATA_DIR: dataDirectory, DATABASE_URL: place.url },
      },
    );
    const acknowledged = await writeAndKill(child, control === null ? failure.end : async () => {});
    const stored = await place.read();
    const times = (id: string) => stored.records.filter(({ act, objectId }) => act === "probe" && objectId === id).length;
    const lost = acknowledged.filter((id) => times(id) === 0).map((id) => `${id} was acknowledged and is not there`);
    const twice = acknowledged.filter((id) => times(id) > 1).map((id) => `${id} is there ${times(id)} times`);
    if (control === null && acknowledged.length < counts.acknowledged)
      lost.push(`Only ${acknowledged.length} writes of ${counts.acknowledged} were acknowledged`);
    const { findings } = judge([], stored);
    console.log(`through Prisma: ${acknowledged.length} acknowledged after the COMMIT that failed, ${lost.length} lost`);
    return { cases: counts.acknowledged, findings: { ...findings, lost, twice } };
  } finally {
    child?.kill("SIGKILL");
    await place.clear();
  }
}

/** @returns what the process said was acknowledged after its first COMMIT had failed @throws Error when that did not fail */
async function writeAndKill(child: ChildProcess, endFailing: () => Promise<void>): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  if (child.stdout === null) throw new Error("The process tells nothing.");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "committed") throw new Error("The COMMIT did not fail: this run shows nothing.");
    if (line === "failed") {
      await endFailing();
      child.stdin?.write("go\n");
    } else if (line === "end") {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      return acknowledged;
    } else acknowledged.push(line);
  }
  throw new Error("The process ended by itself.");
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
