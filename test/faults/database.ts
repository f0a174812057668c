/**
 * Fault `database`: the database is locked, its disk is full, PostgreSQL restarts, while judges enter marks all the time. Nothing is
 * acknowledged that was not committed, whoever is refused is told within a second, and is served again two seconds after the end.
 */
import fs from "node:fs";
import path from "node:path";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import {
  fillDisk,
  fillPostgresql,
  limitFiles,
  lockPostgresql,
  lockSqlite,
  mountSmallDisk,
  restartPostgresql,
  type Trouble,
  unmount,
} from "./database-faults.ts";
import { type DatabaseProxy, openDatabaseProxy } from "./database-proxy.ts";
import { defineFault } from "./fault.ts";
import type { Hall } from "./hall.ts";
import { openLedger, readLedgers } from "./ledger.ts";
import { type Lie, openLyingProxy } from "./lying-proxy.ts";
import { judge } from "./oracle/judge.ts";
import { placeOf, prepareHall } from "./place.ts";
import { type SeenAnswer, signIn, VirtualJudge } from "./virtual-judge.ts";

const JUDGES = 12;
const DISK_MEGABYTES = 96;
/** What everyone gets is made anew each second: in the first one nothing is older than it would be on any day. */
const FRESH_MS = 1_500;
/** Limits of the issue. */
const REFUSED_MS = 1_000;
const HEALED_MS = 2_000;
/** So many acknowledgements say that the hall is at work. */
const AT_WORK = 30;
const WORK_TIMEOUT_MS = 30_000;
/** Whoever was refused tries again after this long. */
const PAUSE_MS = 50;
const LIES: Readonly<Record<string, Lie>> = { acknowledging: "acknowledges", slow: "delays" };

export const database = defineFault({
  name: "database",
  holds: "locked, full or restarted under load: no acknowledgement without a commit, 503 within 1 s, healed within 2 s",
  databases: ["sqlite", "postgresql"],
  counts: { seconds: { usual: 10, nightly: 30 } },
  // A refusal that is kept back comes while the trouble lasts.
  controls: {
    acknowledging: { finds: ["lost"], counts: { seconds: 2 } },
    slow: { finds: ["late"], counts: { seconds: 5 } },
  },
  run: async ({ database: kind, counts: { seconds }, control, directory }) => {
    const ledgers = path.join(directory, "ledgers");
    const dataDirectory = path.join(directory, "data");
    fs.mkdirSync(ledgers, { recursive: true });
    const hasOwnDisk = kind === "sqlite" && mountSmallDisk(dataDirectory, DISK_MEGABYTES);
    const place = await placeOf(kind, dataDirectory);
    const databaseProxy = kind === "postgresql" ? await openDatabaseProxy(place.url) : null;
    let server: ServerProcess | null = null;
    let lying: { readonly url: string; close(): void } | null = null;
    try {
      const hall = prepareHall(dataDirectory, place.url, JUDGES);
      server = await startServer({
        port: await findFreePort(),
        dataDirectory,
        databaseUrl: databaseProxy?.url ?? place.url,
        demo: false,
        logFile: path.join(directory, "server.log"),
      });
      const lie = control === null ? undefined : LIES[control];
      lying = lie === undefined ? null : await openLyingProxy(server.url, lie);
      const troubles = listTroubles(
        kind === "sqlite" ? { file: place.url.replace("file:", ""), hasOwnDisk, pid: server.pid } : null,
        {
          url: place.url,
          proxy: databaseProxy,
        },
      );
      const findings = await workThrough(lying?.url ?? server.url, hall, ledgers, troubles, {
        lengthMs: seconds * 1_000,
        isLying: lie === "acknowledges",
      });
      await server.kill();
      const outcome = judge(readLedgers(ledgers), await place.read());
      return { cases: outcome.cases, findings: { ...outcome.findings, ...findings } };
    } finally {
      lying?.close();
      await server?.kill();
      databaseProxy?.close();
      await place.clear();
      if (hasOwnDisk) unmount(dataDirectory);
    }
  },
});

function listTroubles(
  sqlite: { readonly file: string; readonly hasOwnDisk: boolean; readonly pid: number } | null,
  postgresql: { readonly url: string; readonly proxy: DatabaseProxy | null },
): readonly Trouble[] {
  if (sqlite !== null) {
    const full = sqlite.hasOwnDisk ? fillDisk(path.dirname(sqlite.file)) : limitFiles(sqlite.pid, sqlite.file);
    return [lockSqlite(sqlite.file), full];
  }
  const { url, proxy } = postgresql;
  if (proxy === null) throw new Error("There is no proxy before PostgreSQL.");
  return [lockPostgresql(url), fillPostgresql(url), restartPostgresql(url, proxy)];
}

/** Marks that were answered too late, pages that were, a hall that was not healed in time, and answers that should not have been. */
type Findings = Readonly<Record<"late" | "slow" | "unhealed" | "unexpected", readonly string[]>>;
type Sent = { readonly sentAt: number; readonly seen: Promise<SeenAnswer> };

/** @throws Error when a trouble met nobody: the run shows nothing */
async function workThrough(
  url: string,
  hall: Hall,
  ledgers: string,
  troubles: readonly Trouble[],
  { lengthMs, isLying }: { readonly lengthMs: number; readonly isLying: boolean },
): Promise<Findings> {
  const late: string[] = [];
  const slow: string[] = [];
  const unhealed: string[] = [];
  const unexpected: string[] = [];
  const sent: Sent[] = [];
  let isOver = false;
  const judges = hall.judges.map((one, index) => new VirtualJudge(one, openLedger(path.join(ledgers, one.username)), index));
  for (const one of judges) one.onSend = (sentAt, seen) => void sent.push({ sentAt, seen });
  // Signed in while all is well: what is judged is the database, not the way to it.
  const organiser = await signIn(url, hall.organiser, hall.password);
  await setDisclosure(url, hall, organiser, "progress");
  const work = Promise.all(judges.map((one) => enterAllTheTime(one, url, hall.password, () => isOver)));
  const acknowledged = () => judges.reduce((sum, one) => sum + one.acknowledged, 0);
  const isAtWork = async (since: number) => {
    const deadline = Date.now() + WORK_TIMEOUT_MS;
    while (acknowledged() - since < AT_WORK && Date.now() < deadline) await sleep(5);
    if (acknowledged() - since < AT_WORK)
      throw new Error(`The hall never came to work: ${judges.flatMap((one) => one.surprises)[0]}`);
  };

  for (const trouble of troubles) {
    await isAtWork(acknowledged());
    for (const address of addressesOf(hall)) await (await fetch(`${url}${address}`)).text();
    const end = await trouble.begin();
    const from = performance.now();
    const pages = lookAtPages(url, hall, organiser, trouble, from + lengthMs);
    await sleep(lengthMs);
    const pageFindings = await pages;
    await end();
    const ended = performance.now();
    const before = acknowledged();
    while (acknowledged() === before && performance.now() - ended < WORK_TIMEOUT_MS) await sleep(5);
    const healedMs = performance.now() - ended;
    // Those that wait longest have no answer yet when it ends, and some waited when it began.
    const asked = sent.filter(({ sentAt }) => sentAt < ended);
    const during = (await Promise.all(asked.map(({ seen }) => seen))).filter(({ sentAt, ms }) => sentAt + ms > from);

    const refused = during.filter(({ status }) => status === 503);
    // Who acknowledges what was refused lets no refusal through.
    if (refused.length === 0 && !isLying) throw new Error(`${trouble.name}: nobody was refused; this run shows nothing.`);
    if (healedMs > HEALED_MS) unhealed.push(`${trouble.name}: healed after ${Math.round(healedMs)} ms`);
    for (const { ms } of during) if (ms > REFUSED_MS) late.push(`${trouble.name}: answered after ${Math.round(ms)} ms`);
    for (const { status, saysWhen } of during) {
      if (status !== 200 && status !== 503) unexpected.push(`${trouble.name}: answered ${status ?? "nothing"}`);
      if (status === 503 && !saysWhen) unexpected.push(`${trouble.name}: refused without saying when to come back`);
    }
    slow.push(...pageFindings.slow);
    unexpected.push(...pageFindings.unexpected);
    const slowest = Math.round(Math.max(...during.map(({ ms }) => ms)));
    console.log(
      `${trouble.name}: ${during.length} answers, ${refused.length} refused, the slowest after ${slowest} ms; healed after ${Math.round(healedMs)} ms`,
    );
  }
  isOver = true;
  await work;
  unexpected.push(...judges.flatMap(({ surprises }) => surprises));
  return { late, slow, unhealed, unexpected };
}

async function enterAllTheTime(one: VirtualJudge, url: string, password: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await one.work(url, password, isOver);
    await sleep(PAUSE_MS);
  }
}

/** What everyone may see of the event. */
function addressesOf({ competition, event }: Hall): readonly string[] {
  const board = `/competitions/${competition}/events/${event}`;
  return [`/competitions/${competition}`, board, `${board}/board.json`];
}

function askForDisclosure(url: string, { competition, event }: Hall, cookie: string, disclosure: string): [string, RequestInit] {
  const body = new URLSearchParams({ intent: "set-disclosure", disclosure });
  return [
    `/office/${competition}/events/${event}/results.data`,
    { method: "POST", headers: { Origin: url, Cookie: cookie }, body },
  ];
}

async function setDisclosure(url: string, hall: Hall, cookie: string, disclosure: string): Promise<void> {
  const [address, init] = askForDisclosure(url, hall, cookie, disclosure);
  const response = await fetch(`${url}${address}`, init);
  await response.text();
  if (response.status !== 200) throw new Error(`The board was not opened (${response.status}).`);
}

/** An act of an office is refused as a mark is; what is public is there all the time, and says of when it is while the database is away. */
async function lookAtPages(
  url: string,
  hall: Hall,
  organiser: string,
  { name, isAway }: Trouble,
  until: number,
): Promise<Pick<Findings, "slow" | "unexpected">> {
  const slow: string[] = [];
  const unexpected: string[] = [];
  const since = performance.now();
  let turn = 0;
  const ask = async (address: string, init?: RequestInit) => {
    const begun = performance.now();
    const response = await fetch(`${url}${address}`, init).catch(() => null);
    await response?.arrayBuffer().catch(() => null);
    const ms = performance.now() - begun;
    if (ms > REFUSED_MS) slow.push(`${name}: ${address} was answered after ${Math.round(ms)} ms`);
    return response;
  };
  while (performance.now() < until - REFUSED_MS) {
    turn += 1;
    const [address, init] = askForDisclosure(url, hall, organiser, turn % 2 === 0 ? "progress" : "blind");
    const act = await ask(address, init);
    if (act?.status !== 503 && act?.status !== 200) unexpected.push(`${name}: an act was answered ${act?.status ?? "nothing"}`);
    if (act?.status === 503 && !act.headers.has("retry-after"))
      unexpected.push(`${name}: an act was refused without saying when`);
    for (const address of addressesOf(hall)) {
      const page = await ask(address);
      if (page?.status !== 200) unexpected.push(`${name}: ${address} was answered ${page?.status ?? "nothing"}`);
      if (isAway && performance.now() - since > FRESH_MS && !page?.headers.has("x-data-as-of"))
        unexpected.push(`${name}: ${address} does not say of when it is`);
    }
    await sleep(200);
  }
  return { slow, unexpected };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
