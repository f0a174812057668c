/**
 * Fault `power`: the writes of the real server are recorded while judges enter, and played again on a disk that loses its power at
 * random moments; each time SQLite opens what such a disk would hold, and the oracle looks. SQLite only: its files are ours to sync.
 */
import fs from "node:fs";
import path from "node:path";
import { Dice } from "../../golden/second-scorer/generate.ts";
import { findFreePort, startServer } from "../../support/server-process.ts";
import { defineFault, type Outcome, startProgress } from "../fault.ts";
import { type Answer, type Ledger, type LedgerEntry, openLedger, readLedgers } from "../ledger.ts";
import { judge } from "../oracle/judge.ts";
import { readSqliteInPlace } from "../oracle/stored.ts";
import { placeOf, prepareHall } from "../place.ts";
import { VirtualJudge } from "../virtual-judge.ts";
import { copyServer, SYNCHRONOUS_NORMAL } from "./changed-server.ts";
import { Disk } from "./disk.ts";
import { openRecorder, type Recorded } from "./recorder.ts";

const SUFFIXES = { main: "", wal: "-wal", journal: "-journal" } as const;
const WORK_TIMEOUT_MS = 120_000;
/** Of one kind, that many sentences say enough. */
const MOST_SENTENCES = 100;

type Recording = {
  readonly before: Readonly<Partial<Record<keyof typeof SUFFIXES, Buffer>>>;
  readonly records: readonly Recorded[];
  readonly entries: readonly LedgerEntry[];
  /** How long the log was when an answer had come, by the key of its mark. */
  readonly answeredAt: ReadonlyMap<string, number>;
};

export const power = defineFault<"points" | "marks" | "judges" | "seed", "normal">({
  name: "power",
  holds: "power loss at any point of the server's writes: no acknowledged mark is lost, nothing is corrupt",
  databases: ["sqlite"],
  counts: {
    points: { usual: 500, nightly: 20_000 },
    marks: { usual: 1_500, nightly: 3_000 },
    judges: { usual: 50, nightly: 50 },
    seed: { usual: 1, nightly: 2 },
  },
  // The same server with synchronous=NORMAL.
  controls: { normal: { finds: ["lost"], counts: { points: 200 } } },
  run: async ({ counts, control, directory }) => {
    console.log(`${counts.points} points, ${counts.marks} marks, seed ${counts.seed}`);
    const recording = await record(directory, counts, control === "normal");
    return loseAgainAndAgain(recording, path.join(directory, "found"), counts);
  },
});

async function record(
  directory: string,
  { marks, judges: count, seed }: { readonly marks: number; readonly judges: number; readonly seed: number },
  isNormal: boolean,
): Promise<Recording> {
  const [ledgers, dataDirectory] = [path.join(directory, "ledgers"), path.join(directory, "data")];
  fs.mkdirSync(ledgers, { recursive: true });
  const place = await placeOf("sqlite", dataDirectory);
  const file = place.url.replace("file:", "");
  const hall = prepareHall(dataDirectory, place.url, count);
  const before = Object.fromEntries(
    Object.entries(SUFFIXES)
      .filter(([, suffix]) => fs.existsSync(file + suffix))
      .map(([name, suffix]) => [name, fs.readFileSync(file + suffix)]),
  );
  const recorder = openRecorder(file, directory);
  const answeredAt = new Map<string, number>();
  const judges = hall.judges.map((one, index) => {
    const ledger = withPositions(openLedger(path.join(ledgers, one.username)), answeredAt, recorder.position);
    return new VirtualJudge(one, ledger, seed * 1_000 + index);
  });
  const program = isNormal ? copyServer(path.join(directory, "program"), SYNCHRONOUS_NORMAL) : undefined;
  const server = await startServer({
    ...{ port: await findFreePort(), dataDirectory, databaseUrl: place.url, demo: false },
    ...{ logFile: path.join(directory, "server.log"), env: recorder.env, program },
  });
  try {
    const until = Date.now() + WORK_TIMEOUT_MS;
    const isOver = () => answeredAt.size >= marks || Date.now() > until;
    await Promise.all(judges.map((one) => one.work(server.url, hall.password, isOver)));
    await server.stop();
  } finally {
    await server.kill();
  }
  const surprises = judges.flatMap((one) => one.surprises);
  if (surprises.length > 0) throw new Error(`${surprises.length} unexpected answers, the first: ${surprises[0]}`);
  if (answeredAt.size < marks) throw new Error(`Only ${answeredAt.size} of ${marks} marks were answered.`);
  return { before, records: recorder.read(), entries: readLedgers(ledgers), answeredAt };
}

function withPositions(ledger: Ledger, answeredAt: Map<string, number>, position: () => number): Ledger {
  return {
    send: (mark) => ledger.send(mark),
    answer: (key: string, answer: Answer) => {
      if (!answeredAt.has(key)) answeredAt.set(key, position());
      ledger.answer(key, answer);
    },
  };
}

/** @throws Error when the run shows nothing: nothing was ever in doubt, or the file itself was never written */
function loseAgainAndAgain(
  { before, records, entries, answeredAt }: Recording,
  folder: string,
  { points, seed }: { readonly points: number; readonly seed: number },
): Outcome {
  const first = Math.min(...answeredAt.values());
  const from = records.findIndex(({ at }) => at >= first);
  const checkpoints = records.filter(({ file, kind }) => file === "main" && kind === "sync-end").length;
  const commits = records.filter(({ file, kind }) => file === "wal" && kind === "sync-end").length;
  console.log(`${records.length} acts on the files, ${commits} syncs of the log, ${checkpoints} of the file`);
  if (from < 0 || checkpoints === 0) throw new Error("The file itself was never synced: this run shows nothing.");
  const dice = new Dice(seed);
  const cuts = Array.from({ length: points }, () => from + dice.below(records.length - from)).sort((one, other) => one - other);
  const disk = new Disk(before);
  const findings: Record<"lost" | "twice" | "wrong" | "corrupt", string[]> = { lost: [], twice: [], wrong: [], corrupt: [] };
  let [played, doubtful] = [0, 0];
  const say = startProgress("power", points);
  for (const [index, cut] of cuts.entries()) {
    say(index);
    for (; played <= cut; played += 1) disk.play(records[played] as Recorded);
    if (!disk.isWhole) doubtful += 1;
    const end = records[cut + 1]?.at ?? Number.POSITIVE_INFINITY;
    const known = entries.map((entry): LedgerEntry => {
      const position = answeredAt.get(entry.mark.key);
      return position !== undefined && position <= end ? entry : { ...entry, fate: "unknown" };
    });
    const outcome = judge(known, open(disk.cut(dice), folder));
    const { broken, ...others } = outcome.findings;
    for (const [kind, sentences] of Object.entries({ ...others, corrupt: broken })) {
      const list = findings[kind as keyof typeof findings];
      if (list.length < MOST_SENTENCES)
        list.push(...sentences.slice(0, 3).map((sentence) => `cut after act ${cut}: ${sentence}`));
    }
  }
  console.log(`at ${doubtful} of ${points} points something was written and not synced`);
  if (doubtful === 0) throw new Error("At no point was anything in doubt: this run shows nothing.");
  return { cases: points, findings };
}

function open(found: ReturnType<Disk["cut"]>, folder: string) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  const file = path.join(folder, "found.db");
  for (const [name, bytes] of found) fs.writeFileSync(file + SUFFIXES[name], bytes);
  return readSqliteInPlace(file);
}
