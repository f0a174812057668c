/** `npm run faults -- NAME`: breaks the running server on purpose and prints what the oracle found; exits with 1 when it found anything. */
import { parseArgs } from "node:util";
import { kill } from "./kill.ts";
import { type Findings, isSound } from "./oracle.ts";
import { processes } from "./processes.ts";
import { type Control, viewers } from "./viewers.ts";

const { values, positionals } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    database: { type: "string", default: "sqlite" },
    rounds: { type: "string", default: "10" },
    viewers: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
    control: { type: "string", default: "none" },
  },
  allowPositionals: true,
});
const kills = Number(values.kills);
const rounds = Number(values.rounds);
const { database } = values;
const [name] = positionals;

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0;
const isKill = name === "kill" && isCount(kills) && (database === "sqlite" || database === "postgresql");
const isProcesses = name === "processes" && isCount(rounds);

if (name === "viewers") process.exit(await runViewers());
if (!isKill && !isProcesses) {
  console.error("Usage: npm run faults -- kill [--kills 20] [--database sqlite|postgresql]");
  console.error("       npm run faults -- processes [--rounds 10]     (PostgreSQL)");
  console.error("       npm run faults -- viewers [--viewers 1000] [--seconds 60] [--control none|lies|trusts]");
  process.exit(2);
}

try {
  if (isKill) process.exit(report(await kill({ kills, database: database as "sqlite" | "postgresql" })));
  process.exit(report(await processes({ rounds })));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(`fault ${name} cases=0 lost=0 twice=0 wrong=0 fail`);
  process.exit(1);
}

/** @param findings with what was seen too late, where that was looked at */
function report(findings: Findings & { readonly late?: readonly string[] }): number {
  const { cases, lost, twice, wrong, late = [] } = findings;
  for (const finding of [...lost, ...twice, ...wrong, ...late].slice(0, 20)) console.log(finding);
  const isWell = isSound(findings) && late.length === 0;
  const seen = findings.late ? ` late=${late.length}` : "";
  console.log(
    `fault ${name} cases=${cases} lost=${lost.length} twice=${twice.length} wrong=${wrong.length}${seen} ${isWell ? "pass" : "fail"}`,
  );
  return isWell ? 0 : 1;
}

async function runViewers(): Promise<number> {
  const control = values.control as Control;
  const { cases, wrong } = await viewers({ viewers: Number(values.viewers), seconds: Number(values.seconds), control });
  for (const finding of wrong.slice(0, 20)) console.log(finding);
  console.log(`fault viewers cases=${cases} control=${control} wrong=${wrong.length} ${wrong.length === 0 ? "pass" : "fail"}`);
  return wrong.length === 0 ? 0 : 1;
}
