/** `npm run faults -- NAME`: breaks the running server on purpose and prints what the oracle found; exits with 1 when it found anything. */
import { parseArgs } from "node:util";
import { kill } from "./kill.ts";
import { type Findings, isSound } from "./oracle.ts";
import { processes } from "./processes.ts";
import { tablets } from "./tablets.ts";
import { type Control, viewers } from "./viewers.ts";

const { values, positionals } = parseArgs({
  options: {
    database: { type: "string", default: "sqlite" },
    kills: { type: "string", default: "20" },
    tablets: { type: "string", default: "200" },
    marks: { type: "string", default: "200" },
    cut: { type: "string", default: "30" },
    rounds: { type: "string", default: "10" },
    viewers: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
    control: { type: "string", default: "none" },
  },
  allowPositionals: true,
});
const database = values.database as "sqlite" | "postgresql";
const counts = Object.fromEntries(
  (["kills", "tablets", "marks", "cut", "rounds", "viewers", "seconds"] as const).map((key) => [key, Number(values[key])]),
) as Readonly<Record<"kills" | "tablets" | "marks" | "cut" | "rounds" | "viewers" | "seconds", number>>;

/** What an oracle found, with what was seen too late where that was looked at. */
type Found = Partial<Findings> & { readonly cases: number; readonly wrong: readonly string[]; readonly late?: readonly string[] };

const FAULTS: Readonly<Record<string, { readonly options: string; readonly run: () => Promise<Found> }>> = {
  kill: { options: "[--kills 20] [--database sqlite|postgresql]", run: () => kill({ kills: counts.kills, database }) },
  tablets: {
    options: "[--tablets 200] [--marks 200] [--cut 30] [--database sqlite|postgresql]",
    run: () => tablets({ tablets: counts.tablets, marks: counts.marks, cutMs: counts.cut * 1_000, database }),
  },
  viewers: {
    options: "[--viewers 1000] [--seconds 60] [--control none|lies|trusts]",
    run: () => viewers({ viewers: counts.viewers, seconds: counts.seconds, control: values.control as Control }),
  },
  processes: { options: "[--rounds 10]     (PostgreSQL)", run: () => processes({ rounds: counts.rounds }) },
};

const [name = ""] = positionals;
const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
const isWrong = Object.values(counts).some((count) => !Number.isSafeInteger(count) || count < 1);
if (!fault || isWrong || !["sqlite", "postgresql"].includes(database)) {
  for (const [known, { options }] of Object.entries(FAULTS)) console.error(`npm run faults -- ${known} ${options}`);
  process.exit(2);
}

try {
  process.exit(report(await fault.run()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(`fault ${name} cases=0 lost=0 twice=0 wrong=0 fail`);
  process.exit(1);
}

function report({ cases, lost = [], twice = [], wrong, late = [] }: Found): number {
  for (const finding of [...lost, ...twice, ...wrong, ...late].slice(0, 20)) console.log(finding);
  const isWell = isSound({ cases, lost, twice, wrong }) && late.length === 0;
  const figures = `cases=${cases} lost=${lost.length} twice=${twice.length} wrong=${wrong.length} late=${late.length}`;
  console.log(`fault ${name} ${figures} ${isWell ? "pass" : "fail"}`);
  return isWell ? 0 : 1;
}
