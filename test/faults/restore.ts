/**
 * Fault `restore`: a backup is taken by command while judges enter marks, and restored elsewhere by command. It ends where the audit chains
 * ended at one moment; what was acknowledged before it began is in it, and nothing that nobody sent.
 */
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { findFreePort, type ServerProcess, startServer } from "../support/server-process.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";
import { type DatabaseKind, defineFault, type Outcome } from "./fault.ts";
import type { Hall } from "./hall.ts";
import { openLedger, readLedgers } from "./ledger.ts";
import { judge } from "./oracle/judge.ts";
import type { Stored } from "./oracle/stored.ts";
import { type Place, placeOf, prepareHall } from "./place.ts";
import { DAMAGES, type Damage, damage, readPlainManifest } from "./restore-damage.ts";
import { type SeenAnswer, VirtualJudge } from "./virtual-judge.ts";

const JUDGES = 6;
/** A team of its own: its forms are filled before the others begin. */
const FILLER = 6;
const TEAM = 3;
/** The limit of the issue, whatever the size. */
const RESTORED_MS = 5 * 60_000;
/** Before the backup begins and after it ended, so long. */
const AROUND_MS = 2_000;
const FILLED = "filled";

const REFUSED = { finds: ["refused"], counts: { marks: 200 } };

export const restore = defineFault({
  name: "restore",
  holds: "a backup taken under load, restored elsewhere: same heads, everything acknowledged before it began, nothing invented",
  databases: ["sqlite", "postgresql"],
  counts: { marks: { usual: 20_000, nightly: 1_000_000 } },
  controls: { flipped: REFUSED, interrupted: REFUSED, "missing-table": REFUSED },
  run: async ({ database, counts: { marks }, control, directory }): Promise<Outcome> => {
    const ledgers = path.join(directory, "ledgers");
    const [here, there] = [path.join(directory, "here"), path.join(directory, "there")];
    for (const folder of [ledgers, there]) fs.mkdirSync(folder, { recursive: true });
    const [source, target] = [await placeOf(database, here), await placeOf(database, there)];
    let server: ServerProcess | null = null;
    try {
      const hall = prepareHall(here, source.url, FILLER + TEAM);
      const filler = hall.judges[FILLER];
      execFileSync(process.execPath, ["--import", "tsx", "test/faults/fill.ts", String(marks)], {
        env: environmentOf(here, source.url),
        input: JSON.stringify(filler),
        stdio: ["pipe", "ignore", "inherit"],
      });
      const logFile = path.join(directory, "server.log");
      server = await startServer({
        port: await findFreePort(),
        dataDirectory: here,
        databaseUrl: source.url,
        demo: false,
        logFile,
      });
      const { folder, promised } = await backUpUnderLoad(server, hall, ledgers, { here, url: source.url, to: directory });
      await server.kill();

      if (DAMAGES.some((how) => how === control)) damage(folder, control as Damage);
      fs.copyFileSync(path.join(here, "secret.key"), path.join(there, "secret.key"));
      const begun = performance.now();
      const refusal = await runCommand("restore", [folder], there, target.url).then(
        () => null,
        (error: { readonly stderr?: string }) => String(error.stderr),
      );
      const seconds = (performance.now() - begun) / 1_000;
      if (refusal !== null) {
        console.log(refusal.trim());
        const left = await listLeft(target);
        if (left.length > 0) throw new Error(`What was refused left something behind: ${left.join(", ")}.`);
        return { cases: 1, findings: { refused: [refusal] } };
      }
      console.log(`restored in ${seconds.toFixed(1)} s with ${marks} marks and those of ${JUDGES} judges`);
      const late = seconds * 1_000 > RESTORED_MS ? [`restored after ${seconds.toFixed(0)} s`] : [];
      const outcome = judge(promised, withoutFilled(await target.read()));
      const wrong = [
        ...outcome.findings.wrong,
        ...(await compareHeads(database, folder, source.url, target.url)),
        ...(await compareFilled(database, source.url, target.url, marks)),
      ];
      return { cases: outcome.cases, findings: { ...outcome.findings, wrong, late } };
    } finally {
      await server?.kill();
      await source.clear();
      await target.clear();
    }
  },
});

/** @returns the backup, and the ledgers as they must be found in it: what was answered after it began may be in it */
async function backUpUnderLoad(
  server: ServerProcess,
  hall: Hall,
  ledgers: string,
  { here, url, to }: { readonly here: string; readonly url: string; readonly to: string },
) {
  const seen: SeenAnswer[] = [];
  let isOver = false;
  const judges = hall.judges
    .slice(0, JUDGES)
    .map((one, index) => new VirtualJudge(one, openLedger(path.join(ledgers, one.username)), index));
  for (const one of judges) one.onSend = (_sentAt, answer) => void answer.then((known) => seen.push(known));
  const work = Promise.all(
    judges.map(async (one) => {
      while (!isOver) await one.work(server.url, hall.password, () => isOver);
    }),
  );
  await sleep(AROUND_MS);
  const before = new Map(readLedgers(ledgers).map((entry) => [entry.mark.key, entry.fate]));
  const from = performance.now();
  const { stdout, stderr } = await runCommand("backup", ["--to", to], here, url);
  const until = performance.now();
  await sleep(AROUND_MS);
  isOver = true;
  await work;
  const surprises = judges.flatMap((one) => one.surprises);
  if (surprises.length > 0) throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
  const answers = (since: number, to: number) => seen.filter(({ sentAt }) => sentAt >= since && sentAt < to).map(({ ms }) => ms);
  const during = answers(from, until);
  if (during.length === 0) throw new Error("No mark was entered during the backup: this run shows nothing.");
  console.log(`${stderr.trim()} Marks meanwhile: ${describe(during)}; before it: ${describe(answers(0, from))}.`);
  const promised = readLedgers(ledgers).map((entry) => {
    const fate = before.get(entry.mark.key);
    return fate === "acknowledged" || fate === "conflict" || entry.fate === "refused"
      ? entry
      : { ...entry, fate: "unknown" as const };
  });
  return { folder: stdout.trim(), promised };
}

function describe(milliseconds: readonly number[]): string {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `${sorted.length} answers, median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`;
}

function environmentOf(dataDirectory: string, databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl };
}

/** As `npm run` runs it. */
function runCommand(name: "backup" | "restore", words: readonly string[], dataDirectory: string, databaseUrl: string) {
  const file = `server/commands/${name}.ts`;
  return promisify(execFile)(process.execPath, ["--import", "tsx", file, ...words], {
    env: environmentOf(dataDirectory, databaseUrl),
  });
}

async function ask(database: DatabaseKind, url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (database === "sqlite") {
    const file = openSqliteFile(url.replace("file:", ""));
    try {
      return file.all(sql);
    } finally {
      file.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** The restored chains end where the backup says, and there the chains of the source once ended, too. */
async function compareHeads(database: DatabaseKind, folder: string, source: string, target: string): Promise<string[]> {
  const { heads } = readPlainManifest(folder);
  const found = await ask(database, target, `SELECT "chain", "sequence", "head" FROM "AuditChain"`);
  const wrong = found.length === Object.keys(heads).length && found.length > 0 ? [] : [`there are ${found.length} audit chains`];
  for (const { chain, sequence, head } of found) {
    const noted = heads[String(chain)];
    if (noted === undefined || noted.hash !== head || noted.sequence !== Number(sequence))
      wrong.push(`chain ${chain} does not end as the backup says`);
    const where = `WHERE "chain" = '${chain}' AND "sequence" = ${Number(sequence)}`;
    const [once] = await ask(database, source, `SELECT "hash" FROM "AuditRecord" ${where}`);
    if (once?.hash !== head) wrong.push(`chain ${chain} never ended so in the source`);
  }
  return wrong;
}

/** What lay there before anyone began, field by field. */
async function compareFilled(database: DatabaseKind, source: string, target: string, marks: number): Promise<string[]> {
  const digest = async (url: string) => {
    const hash = createHash("sha256");
    let count = 0;
    for (let first = 0; first < marks; first += PAGE) {
      const sql = `SELECT * FROM "MarkRevision" WHERE "deviceId" = '${FILLED}' ORDER BY "key" LIMIT ${PAGE} OFFSET ${first}`;
      for (const row of await ask(database, url, sql)) {
        hash.update(JSON.stringify(row));
        count += 1;
      }
    }
    return { count, hash: hash.digest("hex") };
  };
  const [before, after] = [await digest(source), await digest(target)];
  if (before.count !== marks) return [`${before.count} marks were filled in, not ${marks}`];
  return before.hash === after.hash ? [] : [`the ${after.count} marks that were filled in differ`];
}

const PAGE = 50_000;

function withoutFilled(stored: Stored): Stored {
  const { marks, forms } = stored;
  const filled = new Set(marks.flatMap(({ deviceId, formId }) => (deviceId === FILLED ? [formId] : [])));
  return {
    ...stored,
    marks: marks.filter(({ formId }) => !filled.has(formId)),
    forms: forms.filter(({ formId }) => !filled.has(formId)),
  };
}

/** Files of the database, or its tables in whatever schema. */
async function listLeft(place: Place): Promise<readonly string[]> {
  if (place.url.startsWith("file:")) {
    const file = place.url.replace("file:", "");
    return fs.readdirSync(path.dirname(file)).filter((name) => name.startsWith(path.basename(file)));
  }
  const tables = `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r'
    AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`;
  return (await ask("postgresql", place.url, tables)).map(({ name }) => String(name));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
