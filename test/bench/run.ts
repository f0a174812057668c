/** `npm run bench -- NAME`: one line per figure; exits with 1 when one fails. A void figure is measured up to three times. */
import { ATTEMPTS, type Bench, type Figure } from "./bench.ts";
import { board } from "./board.ts";
import { certificates } from "./certificates.ts";
import { entitlements } from "./entitlements.ts";
import { marks } from "./marks.ts";
import { results } from "./results.ts";
import { rosterFaults } from "./roster-faults.ts";
import { start } from "./start.ts";
import { computeVerdict, type Pair, toLine, type Verdict } from "./verdict.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  start,
  marks,
  board,
  certificates,
  results,
  entitlements,
  "roster-faults": rosterFaults,
};

async function measure(figure: Figure): Promise<Verdict> {
  for (let attempt = 1; ; attempt += 1) {
    const pairs: Pair[] = [];
    while (pairs.length < figure.pairs) pairs.push({ floor: await figure.floor(), subject: await figure.subject() });
    const verdict = computeVerdict(pairs, figure.of, figure.goal);
    if (verdict.outcome !== "void" || attempt === ATTEMPTS) return verdict;
    console.log(`The floor of ${figure.name} swings too much; measuring again (${attempt + 1} of ${ATTEMPTS}).`);
  }
}

const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join("|")}`);
  process.exit(2);
}
const opened = await bench.open();
let hasFailed = false;
try {
  for (const figure of opened.figures) {
    const verdict = await measure(figure);
    console.log(toLine(name, figure.name, figure.unit, figure.goal, verdict));
    hasFailed ||= verdict.outcome === "fail";
  }
} finally {
  await opened.clear();
}
process.exit(hasFailed ? 1 : 0);
