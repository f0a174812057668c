/** `npm run faults -- NAME`: breaks the running server on purpose and prints what the oracle found; exits with 1 when it found anything. */
import { parseArgs } from "node:util";
import { kill } from "./kill.ts";
import { type Findings, isSound } from "./oracle.ts";
import { tablets } from "./tablets.ts";

const { values, positionals } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    tablets: { type: "string", default: "200" },
    marks: { type: "string", default: "200" },
    cut: { type: "string", default: "30" },
    database: { type: "string", default: "sqlite" },
  },
  allowPositionals: true,
});
const { database } = values;
const [name] = positionals;
const numbers = [values.kills, values.tablets, values.marks, values.cut].map(Number);
const [kills = 0, count = 0, marks = 0, cut = 0] = numbers;

if (
  (name !== "kill" && name !== "tablets") ||
  numbers.some((number) => !Number.isSafeInteger(number) || number < 1) ||
  (database !== "sqlite" && database !== "postgresql")
) {
  console.error("Usage: npm run faults -- kill [--kills 20] [--database sqlite|postgresql]");
  console.error("       npm run faults -- tablets [--tablets 200] [--marks 200] [--cut 30] [--database sqlite|postgresql]");
  process.exit(2);
}

try {
  process.exit(
    report(
      await (name === "kill" ? kill({ kills, database }) : tablets({ tablets: count, marks, cutMs: cut * 1_000, database })),
    ),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(`fault ${name} cases=0 lost=0 twice=0 wrong=0 fail`);
  process.exit(1);
}

function report(findings: Findings): number {
  const { cases, lost, twice, wrong } = findings;
  for (const finding of [...lost, ...twice, ...wrong].slice(0, 20)) console.log(finding);
  const outcome = isSound(findings) ? "pass" : "fail";
  console.log(`fault ${name} cases=${cases} lost=${lost.length} twice=${twice.length} wrong=${wrong.length} ${outcome}`);
  return isSound(findings) ? 0 : 1;
}
