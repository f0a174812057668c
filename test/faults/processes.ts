/**
 * Fault `processes`: two processes of one installation on PostgreSQL. What one takes a viewer of the other sees; each is killed while
 * judges work at both; the channel between them is cut and hangs; the database goes away.
 */
import fs from "node:fs";
import path from "node:path";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import { type DatabaseProxy, openDatabaseProxy } from "./database-proxy.ts";
import { defineFault, type Outcome } from "./fault.ts";
import type { Hall, HallForm } from "./hall.ts";
import { openLedger, readLedgers } from "./ledger.ts";
import { judge } from "./oracle/judge.ts";
import { onPostgresql, prepareHall } from "./place.ts";
import { openViewer, type Viewer } from "./viewer.ts";
import { signIn, VirtualJudge } from "./virtual-judge.ts";

const JUDGES = 12;
const MARKS_BEFORE_KILL = 30;
const WORK_TIMEOUT_MS = 60_000;
/** Limits of the issue: by the channel, and by looking when there is none. */
const CHANNEL_MS = 1_000;
const LOOK_MS = 5_000;
/** Within which a process must have noticed that its database is away, and that it is back. */
const NOTICE_MS = 20_000;
const OPEN = { listener: "open", others: "open" } as const;

type Two = {
  readonly hall: Hall;
  /** The second one reaches the database through the proxy. */
  readonly servers: [ServerProcess, ServerProcess];
  readonly proxy: DatabaseProxy;
  readonly prober: VirtualJudge;
  readonly form: HallForm;
  readonly organiser: string;
  readonly viewers: [Viewer, Viewer];
};

export const processes = defineFault({
  name: "processes",
  holds:
    "two processes on PostgreSQL, killed, cut off from each other and from the database: nothing lost, each sees the other's marks",
  databases: ["postgresql"],
  counts: { rounds: { usual: 10, nightly: 50 } },
  controls: {},
  run: async ({ counts: { rounds }, directory }) => runTwo(rounds, directory),
});

/** @throws Error when a run shows nothing: no kill met a mark, or the negative control converged. */
async function runTwo(rounds: number, directory: string): Promise<Outcome> {
  const ledgers = path.join(directory, "ledgers");
  const dataDirectory = path.join(directory, "data");
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await onPostgresql();
  const proxy = await openDatabaseProxy(place.url);
  const started: ServerProcess[] = [];
  const viewers: Viewer[] = [];
  const late: string[] = [];
  try {
    const hall = prepareHall(dataDirectory, place.url, JUDGES + 1);
    const ports = [await findFreePort(), await findFreePort()] as const;
    const start = async (index: 0 | 1, env: Record<string, string> = {}) => {
      const databaseUrl = index === 0 ? place.url : proxy.url;
      const logFile = path.join(directory, `server-${index + 1}.log`);
      const server = await startServer({ port: ports[index], dataDirectory, databaseUrl, demo: false, logFile, env });
      started.push(server);
      return server;
    };
    const servers: [ServerProcess, ServerProcess] = [await start(0), await start(1)];
    const workers = hall.judges
      .slice(0, JUDGES)
      .map((one, index) => new VirtualJudge(one, openLedger(path.join(ledgers, one.username)), index));
    const probe = hall.judges[JUDGES];
    const form = probe?.forms[0];
    if (probe === undefined || form === undefined) throw new Error("The hall has no judge to probe with.");
    const prober = new VirtualJudge(probe, openLedger(path.join(ledgers, probe.username)), JUDGES);
    // Signed in at the first process, known to the second.
    const cookie = await signIn(servers[0].url, probe.username, hall.password);
    const look = (index: 0 | 1) => {
      const viewer = openViewer(servers[index].url, hall, form.formId, cookie);
      viewers.push(viewer);
      return viewer;
    };
    const organiser = await signIn(servers[0].url, hall.organiser, hall.password);
    const two: Two = { hall, servers, proxy, prober, form, organiser, viewers: [look(0), look(1)] };
    const say = (name: string, waits: readonly number[], limit: number) => {
      const slow = waits.filter((wait) => wait > limit);
      late.push(...slow.map((wait) => `${name}: seen after ${wait === Infinity ? "nothing" : `${Math.round(wait)} ms`}`));
      console.log(`${name}: ${waits.length} seen, slowest ${Math.round(Math.max(...waits))} ms`);
    };

    say("both at work", await probeAcross(two, 5), CHANNEL_MS);
    for (let round = 1; round <= rounds; round += 1) {
      for (const victim of [0, 1] as const) {
        await killAtWork(two, workers, victim);
        servers[victim] = await start(victim);
        say(`round ${round}, process ${victim + 1} killed and back`, await probeAcross(two, 2), CHANNEL_MS);
      }
      proxy.set({ listener: "refused", others: "open" });
      say(`round ${round}, channel cut`, await probeSecond(two, 4), LOOK_MS);
      proxy.set({ listener: "hung", others: "open" });
      say(`round ${round}, channel hung`, await probeSecond(two, 4), LOOK_MS);
      proxy.set(OPEN);
    }
    late.push(...(await loseDatabase(two)));

    await servers[1].stop();
    servers[1] = await start(1, { POLLING: "off" });
    const blind = look(1);
    two.viewers[1].close();
    two.viewers[1] = blind;
    await until(() => blind.board() >= 0 && blind.form() >= 0, NOTICE_MS);
    proxy.set({ listener: "refused", others: "open" });
    const control = await probeSecond(two, 1);
    if (control.some((wait) => wait <= LOOK_MS)) {
      throw new Error("Without polling a cut channel was not noticed: this run shows nothing.");
    }
    console.log("negative control, without polling and with the channel cut: nothing seen, as it must be");

    if (workers.every(({ unanswered }) => unanswered === 0))
      throw new Error("No kill met a mark on its way: this run shows nothing.");
    const surprises = [...workers, prober].flatMap((one) => one.surprises);
    if (surprises.length > 0) throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
    const { cases, findings } = judge(readLedgers(ledgers), await place.read());
    return { cases, findings: { ...findings, late } };
  } finally {
    for (const viewer of viewers) viewer.close();
    for (const server of started) await server.kill();
    proxy.close();
    await place.clear();
  }
}

/** Marks at each process and boards of each, on the screens of the other. @returns after how many milliseconds each was seen */
async function probeAcross(two: Two, times: number): Promise<number[]> {
  await until(() => two.viewers.every((viewer) => viewer.form() >= 0 && viewer.board() >= 0), NOTICE_MS);
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) {
    for (const from of [0, 1] as const) waits.push(...(await probe(two, from, from === 0 ? 1 : 0)));
  }
  return waits;
}

/** At the first process, seen at the second, whose channel is not what it should be. */
async function probeSecond(two: Two, times: number): Promise<number[]> {
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) waits.push(...(await probe(two, 0, 1)));
  return waits;
}

/** One mark and one change of the board. */
async function probe({ servers, viewers, prober, form, hall, organiser }: Two, at: 0 | 1, seenAt: 0 | 1): Promise<number[]> {
  const [{ url }, viewer] = [servers[at], viewers[seenAt]];
  const [revision, version] = [viewer.form(), viewer.board()];
  await prober.enterOne(url, hall.password, form);
  const mark = await until(() => viewer.form() > revision, LOOK_MS + 1_000);
  await changeBoard(url, hall, organiser, version);
  return [mark, await until(() => viewer.board() > version, LOOK_MS + 1_000)];
}

/** @param version of the board before: makes each change another one */
async function changeBoard(url: string, hall: Hall, cookie: string, version: number): Promise<void> {
  const response = await fetch(`${url}/office/${hall.competition}/events/${hall.event}/results.data`, {
    method: "POST",
    headers: { Origin: url, Cookie: cookie },
    body: new URLSearchParams({ intent: "set-disclosure", disclosure: version % 2 === 0 ? "progress" : "blind" }),
  });
  await response.text();
  if (response.status !== 200) throw new Error(`The board was not changed (${response.status}).`);
}

/** Half of the judges at each process; those of the killed one go on at the other. */
async function killAtWork({ servers, hall }: Two, judges: readonly VirtualJudge[], victim: 0 | 1): Promise<void> {
  const other = victim === 0 ? 1 : 0;
  const sum = () => judges.reduce((total, { acknowledged }) => total + acknowledged, 0);
  const before = sum();
  let isOver = false;
  const work = judges.map(async (one, index) => {
    const first = index % 2 === 0 ? victim : other;
    await one.work(servers[first].url, hall.password, () => isOver);
    if (first === victim && !isOver) await one.work(servers[other].url, hall.password, () => isOver);
  });
  const deadline = Date.now() + WORK_TIMEOUT_MS;
  while (sum() - before < MARKS_BEFORE_KILL && Date.now() < deadline) await sleep(5);
  await servers[victim].kill();
  const killed = sum();
  while (sum() - killed < MARKS_BEFORE_KILL && Date.now() < deadline) await sleep(5);
  isOver = true;
  await Promise.all(work);
  if (sum() - killed < MARKS_BEFORE_KILL)
    throw new Error(`After a kill only ${sum() - killed} marks were taken by the other process.`);
}

/** Nobody is kept waiting: 503 with the time to come back. @returns sentences on what was otherwise */
async function loseDatabase({ servers, proxy }: Two): Promise<string[]> {
  const wrong: string[] = [];
  const [, { url }] = servers;
  const ask = async (address: string) => {
    const response = await fetch(`${url}${address}`, { signal: AbortSignal.timeout(NOTICE_MS) }).catch(() => null);
    await response?.text();
    return response;
  };
  proxy.set({ listener: "hung", others: "hung" });
  const begun = performance.now();
  // Asked at once, when nobody has noticed anything yet.
  const first = await ask("/");
  console.log(
    `database away: the first request was answered ${first?.status ?? "nothing"} after ${Math.round(performance.now() - begun)} ms`,
  );
  const next = performance.now();
  const second = await ask("/");
  if (performance.now() - next > 1_000) wrong.push("database away: the second request waited, too");
  for (const response of [first, second]) {
    if (response?.status !== 503) wrong.push(`database away: answered ${response?.status ?? "nothing"}`);
    if (!response?.headers.get("retry-after")) wrong.push("database away: it does not say when to come back");
  }
  if ((await ask("/readyz"))?.status !== 503) wrong.push("database away: the process says that it is well");
  proxy.set(OPEN);
  let status = 0;
  const deadline = Date.now() + NOTICE_MS;
  while (status !== 200 && Date.now() < deadline) {
    status = (await ask("/"))?.status ?? 0;
    await sleep(100);
  }
  if (status !== 200) wrong.push("database back: the process does not serve again");
  return wrong;
}

/** @returns after how many milliseconds it was so; Infinity: not in time */
async function until(isSo: () => boolean, limit: number): Promise<number> {
  const begun = performance.now();
  while (!isSo()) {
    if (performance.now() - begun > limit) return Infinity;
    await sleep(5);
  }
  return performance.now() - begun;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
