/**
 * `npm run faults`: breaks or attacks the running server on purpose and prints what was found. All faults on all their databases, or those
 * that are named; `--nightly` in the large size, `--database` one of the two, `--NUMBER n` a size of one's own. After each fault its
 * controls run: something is broken that must be found by what looks for it, or the fault shows nothing. Exits with 1 when anything did not
 * hold.
 */
import "./postgresql-url.ts";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type DatabaseKind, type Fault, isSound, listMissed, type Outcome } from "./fault.ts";
import { FAULTS } from "./faults.ts";

const SHOWN = 20;

const COUNTS = [...new Set(FAULTS.flatMap(({ counts }) => Object.keys(counts)))];
const { values, positionals } = readOptions();
const given = values as Readonly<Record<string, string | boolean | undefined>>;
const chosen = positionals.length === 0 ? FAULTS : FAULTS.filter(({ name }) => positionals.includes(name));
if (!isAskable()) {
  for (const { name, holds, databases, counts, controls } of FAULTS) {
    const sizes = Object.entries(counts).map(([count, { usual, nightly }]) => `--${count} ${usual} (nightly ${nightly})`);
    console.error(`${name.padEnd(10)} ${holds}`);
    console.error(`           ${[databases.join(", "), ...sizes].join(" · ")}`);
    const found = Object.entries(controls).map(([control, { finds }]) => `${control} (${finds.join(", ")})`);
    console.error(`           controls: ${found.join(", ") || "within the run"}`);
  }
  console.error("npm run faults -- [NAME …] [--nightly] [--database sqlite|postgresql] [--control NAME] [--no-controls]");
  process.exit(2);
}

let isWell = true;
for (const fault of chosen) {
  for (const database of fault.databases) {
    if (given.database !== undefined && given.database !== database) continue;
    if (given.control !== undefined) {
      await attempt(fault, database, String(given.control));
      isWell = false;
      continue;
    }
    isWell = (await attempt(fault, database, null)) === "sound" && isWell;
    for (const control of given["no-controls"] ? [] : Object.keys(fault.controls)) {
      isWell = (await attempt(fault, database, control)) === "found" && isWell;
    }
  }
}
process.exit(isWell ? 0 : 1);

/** What is not understood is answered with what there is. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        nightly: { type: "boolean", default: false },
        database: { type: "string" },
        control: { type: "string" },
        "no-controls": { type: "boolean", default: false },
        ...Object.fromEntries(COUNTS.map((name) => [name, { type: "string" as const }])),
      },
      allowPositionals: true,
    });
  } catch {
    return { values: {}, positionals: [""] };
  }
}

function isAskable(): boolean {
  const isKnown = positionals.every((name) => FAULTS.some((fault) => fault.name === name));
  const areSizes = COUNTS.every((name) => given[name] === undefined || /^[1-9]\d{0,8}$/.test(String(given[name])));
  const isDatabase = [undefined, "sqlite", "postgresql"].includes(given.database as string | undefined);
  const hasControl = given.control === undefined || (chosen.length === 1 && String(given.control) in (chosen[0]?.controls ?? {}));
  return isKnown && areSizes && isDatabase && hasControl && chosen.length > 0;
}

/** `found`: a control ended with the findings that it names. `failed`: it did not, something did not hold, or the run broke off. */
async function attempt(fault: Fault, database: DatabaseKind, control: string | null): Promise<"sound" | "found" | "failed"> {
  const title = [fault.name, database, ...(control === null ? [] : [`control ${control}`])].join(" ");
  const directory = path.resolve(".cache", `fault-${title.replaceAll(" ", "-")}`);
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const begun = performance.now();
  try {
    const outcome = await fault.run({ database, counts: countsOf(fault, control), control, directory });
    const broken = control === null ? undefined : fault.controls[control];
    const missed = broken === undefined ? [] : listMissed(broken, outcome);
    const isFine = broken === undefined ? isSound(outcome) : missed.length === 0;
    if (broken === undefined || !isFine)
      for (const sentence of Object.values(outcome.findings).flat().slice(0, SHOWN)) console.log(sentence);
    const said =
      broken === undefined ? ["pass", "fail"] : ["found out, as it must be", `fail: not found out by ${missed.join(", ")}`];
    console.log(`fault ${title} ${figures(outcome)} ${seconds(begun)} ${said[isFine ? 0 : 1]}`);
    if (!isFine) return "failed";
    return broken === undefined ? "sound" : "found";
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log(`fault ${title} broke off after ${seconds(begun)} fail`);
    return "failed";
  }
}

function countsOf(fault: Fault, control: string | null): Record<string, number> {
  const own = (control === null ? undefined : fault.controls[control]?.counts) ?? {};
  return Object.fromEntries(
    Object.entries(fault.counts).map(([name, size]) => {
      const usual = given.nightly && control === null ? size.nightly : size.usual;
      return [name, given[name] === undefined ? (own[name] ?? usual) : Number(given[name])];
    }),
  );
}

function figures({ cases, findings }: Outcome): string {
  return [`cases=${cases}`, ...Object.entries(findings).map(([kind, sentences]) => `${kind}=${sentences.length}`)].join(" ");
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
}
