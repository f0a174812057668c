/** A fault planted in the program itself, in a copy of its own sources, is found by the second scorer. */

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SEEDS = 500;

/** What is replaced, in which file of the core, by what. */
const PLANTS: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  "halves go down": [
    "shared/units.ts",
    "const numerator = 2 * dividend + divisor;",
    "const numerator = 2 * dividend + divisor - 1;",
  ],
  "the first value stands": ["marking/form.ts", "latest.sequence < revision.sequence", "latest.sequence > revision.sequence"],
  "one judge is not trimmed": ["marking/measurement.ts", "sorted.slice(1, -1)", "sorted.slice(0, -1)"],
  "added time is not taken off": [
    "marking/hall-record.ts",
    "divideDown(last - first, 1000) - added",
    "divideDown(last - first, 1000)",
  ],
  "the first ruling stands": ["results/rescore.ts", "of sets.flat())", "of sets.flat().reverse())"],
  "who failed is ranked by total": [
    "results/standings.ts",
    'failed === "last" && passed === false',
    'failed !== "last" && passed === false',
  ],
  "no value stands first": ["results/standings.ts", "Number.POSITIVE_INFINITY", "Number.NEGATIVE_INFINITY"],
  "half a decision is applied": [
    "results/standings.ts",
    "if (order === null || chiefDecision !== decision) return null;",
    "if (order === null || chiefDecision !== decision) continue;",
  ],
  "one place is rounded as none": ["results/components.ts", "place === 1 ? 10 : 100", "place === 1 ? 100 : 100"],
  "the constant of the scale is rounded": ["results/scale.ts", "14_826 * mad4", "14_800 * mad4"],
  "a sample is taken for all": [
    "results/scale.ts",
    "const variance = count * squares - sum * sum;",
    "const variance = ((count * squares - sum * sum) * (count + 1n)) / (count === 0n ? 1n : count);",
  ],
  "the tolerance ends before its end": [
    "awards/medals.ts",
    "(values[end] as number) <= tolerance",
    "(values[end] as number) < tolerance",
  ],
  "two golds need a near bronze": ["awards/medals.ts", "if (gold === 2) return true;", ""],
  "ties at a cut are always in": ["awards/awards.ts", "findAward(cuts, end)", "findAward(cuts, start + 1)"],
  "guests are in the base": ["awards/awards.ts", "if (!eligible || status", "if (status"],
  "six are too few for three tiers": ["awards/cuts.ts", "base < below", "base <= below"],
};

describe("a fault in the program", () => {
  let folder = "";
  let found: Readonly<Record<string, number>> = {};

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "planted-"));
    const copies = ["nothing", ...Object.keys(PLANTS)].map((name, index) => ({
      name,
      copy: plant(path.join(folder, `copy-${index}`), name),
    }));
    const driver = path.join(folder, "driver.mts");
    fs.writeFileSync(driver, writeDriver(copies));
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", driver], { cwd: ROOT, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    found = JSON.parse(stdout);
  }, 240_000);
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it("is not found where there is none", () => {
    expect(found.nothing).toBe(0);
  });

  it.each(Object.keys(PLANTS))("is found: %s", (name) => {
    expect(found[name]).toBeGreaterThan(0);
  });
});

/** A copy of the core with the fault in it, as a package of its own. @throws Error when what is replaced does not stand there once */
function plant(copy: string, name: string): string {
  fs.cpSync(path.join(ROOT, "app/domain"), path.join(copy, "app/domain"), { recursive: true });
  fs.writeFileSync(path.join(copy, "package.json"), '{"type":"module","imports":{"#app/*":"./app/*"}}');
  const [file, from, to] = PLANTS[name] ?? [];
  if (file !== undefined && from !== undefined && to !== undefined) {
    const target = path.join(copy, "app/domain", file);
    const text = fs.readFileSync(target, "utf8");
    if (text.split(from).length !== 2) throw new Error(`${name}: ${from} does not stand once in ${file}`);
    fs.writeFileSync(target, text.replace(from, to));
  }
  fs.writeFileSync(
    path.join(copy, "program.ts"),
    `export { computeFormState } from "#app/domain/marking/form.ts";
export { computeResults } from "#app/domain/results/compute-results.ts";
export { computeEntryMarks } from "#app/domain/results/entry-facts.ts";
export { gatherRescored, NOTHING_RESCORED } from "#app/domain/results/rescore.ts";
`,
  );
  return path.join(copy, "program.ts");
}

function writeDriver(copies: readonly { readonly name: string; readonly copy: string }[]): string {
  const agree = pathToFileURL(path.join(ROOT, "test/golden/second-scorer/agree.ts")).href;
  return `import { listDifferences } from ${JSON.stringify(agree)};
const seeds = Array.from({ length: ${SEEDS} }, (_, index) => index + 1);
const found: Record<string, number> = {};
for (const { name, copy } of ${JSON.stringify(copies)}) {
  found[name] = listDifferences(await import(copy), seeds, undefined, 1).length;
}
console.log(JSON.stringify(found));
`;
}
