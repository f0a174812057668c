/**
 * Fault `kill`: kill -9 in the middle of a hall of judges entering marks, again and again; after each the oracle looks. In the end the
 * tablets deliver what they have, an event is signed and published, and its standing is computed again from the stored marks.
 */
import fs from "node:fs";
import path from "node:path";
import { Dice } from "../golden/second-scorer/generate.ts";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import { openEarlyProxy } from "./early-proxy.ts";
import { type Ask, defineFault, type Outcome } from "./fault.ts";
import { openLedger, readLedgers } from "./ledger.ts";
import { type Judged, judge } from "./oracle/judge.ts";
import { findStandingsThatDiffer } from "./oracle/standings.ts";
import { placeOf, prepareHall } from "./place.ts";
import { publishFirstEvent } from "./publish.ts";
import { VirtualJudge } from "./virtual-judge.ts";

/** A kill counts only when the hall was at work: so many marks were acknowledged since the start. */
const MARKS_BEFORE_KILL = 40;
const WORK_TIMEOUT_MS = 30_000;
/** Every form of the event that is published is signed by three and confirmed. */
const SUBJECTS = 6;
/** After so many kills a hall is full, and judging it again and again would take the night. */
const KILLS_OF_A_HALL = 50;
/** The limit of the issue, of 95 in 100 kills: from the first 200 of /readyz. How long the start takes before it is said beside it. */
const FIRST_ANSWER_MS = 2_000;

type Count = "kills" | "judges" | "seed";
type Control = "early" | "published";
/** From the start of the process until it serves, and from then until the hall had its first new acknowledgement. */
type Waits = { readonly bootMs: number; readonly firstMs: number };

/** @throws Error when the hall never came to work, or the app answered as it should not. */
export const kill = defineFault<Count, Control>({
  name: "kill",
  holds:
    "kill -9 with judges entering: no acknowledged mark is lost, twice or changed; the first new acknowledgement within 2 s (p95) from when /readyz says 200 again",
  databases: ["sqlite", "postgresql"],
  counts: {
    kills: { usual: 50, nightly: 1_000 },
    judges: { usual: 50, nightly: 50 },
    seed: { usual: 1, nightly: 2 },
  },
  controls: {
    // A mark is acknowledged before it is committed.
    early: { finds: ["lost"], counts: { kills: 5 } },
    // A published total is not what the marks give.
    published: { finds: ["unequal"], counts: { kills: 1, judges: 6 } },
  },
  run: async (ask) => {
    const waits: Waits[] = [];
    let cases = 0;
    let left = ask.counts.kills;
    for (let hall = 0; left > 0; hall += 1) {
      const kills = Math.min(left, KILLS_OF_A_HALL);
      left -= kills;
      const outcome = await killOneHall(ask, { kills, seed: ask.counts.seed * 1_000 + hall }, waits);
      cases += outcome.cases;
      if (Object.values(outcome.findings).some((sentences) => sentences.length > 0) || left === 0)
        return { cases, findings: { ...outcome.findings, late: sayWaits(waits) } };
    }
    throw new Error("Nothing was killed: this run shows nothing.");
  },
});

async function killOneHall(
  { counts, database, control, directory }: Ask<Count, Control>,
  { kills, seed }: { readonly kills: number; readonly seed: number },
  waits: Waits[],
): Promise<Outcome> {
  console.log(`${kills} kills, ${counts.judges} judges, seed ${counts.seed}`);
  const dice = new Dice(seed);
  const own = path.join(directory, `hall-${seed}`);
  const [ledgers, dataDirectory] = [path.join(own, "ledgers"), path.join(own, "data")];
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await placeOf(database, dataDirectory);
  let server: ServerProcess | null = null;
  const port = await findFreePort();
  const proxy = control === "early" ? await openEarlyProxy(port) : null;
  try {
    const hall = prepareHall(dataDirectory, place.url, counts.judges, SUBJECTS);
    const judges = hall.judges.map((one, index) => {
      return new VirtualJudge(one, openLedger(path.join(ledgers, one.username)), seed * 1_000 + index);
    });
    const logFile = path.join(own, "server.log");
    const options = { port, dataDirectory, databaseUrl: place.url, demo: false, logFile };
    const urlOf = (of: ServerProcess) => proxy?.url ?? of.url;
    for (let turn = 1; turn <= kills; turn += 1) {
      const started = await startServer(options);
      server = started;
      const url = urlOf(started);
      // Nobody is killed on his way in: what is measured and lost are marks.
      await Promise.all(judges.map((one) => one.arrive(url, hall.password)));
      const firstMs = await killAtWork(started, url, judges, hall.password, dice.below(300));
      waits.push({ bootMs: started.startedInMs, firstMs });
      // Later marks could cover up what is found now.
      const outcome = judge(readLedgers(ledgers), await place.read());
      // What was acknowledged early may meet another value, too, and be wrong: this control goes on until something is lost.
      if (control === "early" ? outcome.findings.lost.length > 0 : hasFindings(outcome)) return outcome;
    }
    server = await startServer(options);
    await workInPeace(urlOf(server), judges, hall.password);
    const delivered = judge(readLedgers(ledgers), await place.read());
    if (hasFindings(delivered)) return delivered;
    const board = await publishFirstEvent(server.url, hall, judges, place.url);
    await server.stop();
    const seen = control === "published" ? board.map((row) => ({ ...row, mark: (row.mark ?? 0) + 1 })) : board;
    const unequal = await findStandingsThatDiffer(place.url, hall.roundId, seen);
    const outcome = judge(readLedgers(ledgers), await place.read());
    assertShown(judges);
    return { ...outcome, findings: { ...outcome.findings, unequal } };
  } finally {
    await server?.kill();
    proxy?.close();
    await place.clear();
  }
}

function hasFindings({ findings }: Judged): boolean {
  return Object.values(findings).some((sentences) => sentences.length > 0);
}

/** @throws Error when the run shows nothing */
function assertShown(judges: readonly VirtualJudge[]): void {
  const surprises = judges.flatMap((one) => one.surprises);
  if (surprises.length > 0) throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
  if (judges.every(({ unanswered }) => unanswered === 0))
    throw new Error("No kill met a mark on its way: this run shows nothing.");
}

/** @returns after how many milliseconds the hall had its first acknowledgement */
async function killAtWork(
  server: ServerProcess,
  url: string,
  judges: readonly VirtualJudge[],
  password: string,
  longerMs: number,
): Promise<number> {
  const sum = () => judges.reduce((total, { acknowledged }) => total + acknowledged, 0);
  const before = sum();
  const begun = performance.now();
  let firstMs = Number.POSITIVE_INFINITY;
  const work = Promise.all(judges.map((one) => one.work(url, password, () => false)));
  while (sum() - before < MARKS_BEFORE_KILL && performance.now() - begun < WORK_TIMEOUT_MS) {
    await sleep(2);
    if (sum() > before) firstMs = Math.min(firstMs, performance.now() - begun);
  }
  if (sum() - before < MARKS_BEFORE_KILL) {
    await server.kill();
    await work.catch(() => undefined);
    const surprise = judges.flatMap(({ surprises }) => surprises)[0];
    throw new Error(
      `Only ${sum() - before} marks were acknowledged in ${WORK_TIMEOUT_MS / 1_000} s${surprise ? `: ${surprise}` : ""}.`,
    );
  }
  await sleep(longerMs);
  await server.kill();
  await work;
  return firstMs;
}

/** After the last start the tablets deliver what they still have, and the hall ends in order. */
async function workInPeace(url: string, judges: readonly VirtualJudge[], password: string): Promise<void> {
  const until = Date.now() + 500;
  await Promise.all(judges.map((one) => one.work(url, password, () => Date.now() > until)));
}

/** Prints how long the hall waited after each kill; the first start is none after a kill. @returns what is too late */
function sayWaits(waits: readonly Waits[]): string[] {
  const after = waits.slice(1);
  if (after.length === 0) return [];
  const say = (name: string, of: (wait: Waits) => number) => {
    const sorted = after.map(of).sort((one, other) => one - other);
    const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms (${sorted.length} restarts)`);
    return at(0.95);
  };
  say("from the start of the process until it serves", ({ bootMs }) => bootMs);
  const p95 = say("from then until the first new acknowledgement", ({ firstMs }) => firstMs);
  say("both together", ({ bootMs, firstMs }) => bootMs + firstMs);
  return p95 > FIRST_ANSWER_MS ? [`the first new acknowledgement came after ${p95} ms at p95`] : [];
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
