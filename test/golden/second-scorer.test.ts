/**
 * 500 generated competitions come out alike, cell by cell, from the program and from a second scorer that shares no line with
 * it; and a fault planted in either is found.
 */

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { computeFormState } from "#app/domain/marking/form.ts";
import { computeResults } from "#app/domain/results/compute-results.ts";
import { computeEntryMarks } from "#app/domain/results/entry-facts.ts";
import { gatherRescored, NOTHING_RESCORED } from "#app/domain/results/rescore.ts";
import { run } from "../domain/trial/support.ts";
import { type Judged, listDifferences } from "./second-scorer/agree.ts";
import { generateRound } from "./second-scorer/generate.ts";
import { STEPS, type Steps, scoreRound } from "./second-scorer/score.ts";
import { writeTrialFiles } from "./second-scorer/trial-files.ts";

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "second-scorer");
const SEEDS = Array.from({ length: 500 }, (_, index) => index + 1);
const PROGRAM = { computeFormState, computeEntryMarks, gatherRescored, NOTHING_RESCORED, computeResults } as unknown as Judged;

it("the second scorer imports nothing but its own files", () => {
  const files = fs.readdirSync(FOLDER);
  expect(files.sort()).toEqual(["agree.ts", "document.ts", "fraction.ts", "generate.ts", "score.ts", "trial-files.ts"]);
  for (const file of files) {
    const text = fs.readFileSync(path.join(FOLDER, file), "utf8");
    const imported = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name]) => name ?? "");
    expect(imported.filter((name) => !/^\.\/[a-z-]+\.ts$/.test(name))).toEqual([]);
  }
});

describe("500 generated competitions", () => {
  it("come out alike, cell by cell", () => {
    expect(listDifferences(PROGRAM, SEEDS, STEPS, 20)).toEqual([]);
  });

  it("hold every setting and every outcome many times", () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    for (const seed of SEEDS) {
      const { rules, scheme, entries, rescoreSets } = generateRound(seed);
      count(`components ${rules.components.length}`);
      for (const { kind } of rescoreSets.flat()) count(`rescore ${kind}`);
      for (const word of [rules.failed, rules.lastTie, rules.scale, `place ${rules.roundingPlace}`]) count(word);
      for (const { by, order } of rules.tieBreaks) count(`${by} ${order}`);
      const { scheme: kind, base, rounding = "", tiesAtCut = "", on = "" } = rules.award;
      for (const word of [kind, base, rounding && `round ${rounding}`, tiesAtCut && `ties ${tiesAtCut}`, on && `on ${on}`])
        count(word);
      for (const aspect of scheme.criteria.flatMap(({ subCriteria }) => subCriteria.flatMap(({ aspects }) => aspects))) {
        count(`${aspect.kind} ${aspect.way?.kind ?? ""} ${aspect.each ?? ""}`);
      }
      for (const { status, eligible } of entries) count(`${status} ${eligible}`);
      for (const { award, openTie, tied, passed } of scoreRound(generateRound(seed)).values()) {
        count(`award ${award}`);
        if (openTie) count("open tie");
        if (tied) count("tied");
        if (!passed) count("failed");
      }
    }
    const expected = [
      ...["components 0", "components 2", "components 3", "last", "by-total", "share", "chief", "none", "scale-700", "scale-500"],
      ...["place 0", "place 1", "place 2", "share-of-entries", "fixed-counts", "medals-with-tolerance", "started", "registered"],
      ...[
        "round up",
        "round half-up",
        "round down",
        "ties in",
        "ties out",
        "on total",
        "on scaleScore",
        "open tie",
        "tied",
        "failed",
      ],
      ...["aspect", "component", "penalty", "time", "participation"].map((kind) => `rescore ${kind}`),
      ...["time", "criterion", "module", "component"].flatMap((by) => [`${by} asc`, `${by} desc`]),
      ...["first", "second", "third", "excellence", "gold", "silver", "bronze", "medallion", "null"].map(
        (award) => `award ${award}`,
      ),
      ...["expected", "checked-in", "absent", "withdrawn", "disqualified", "out-of-competition"].flatMap((status) => [
        `${status} true`,
        `${status} false`,
      ]),
      ...["", "stated", "yes-no", "deduction", "table"].flatMap((way) => {
        return ["", "mean", "trimmed-mean", "median"].map((each) => `measurement ${way} ${each}`);
      }),
      "judgement  ",
    ];
    expect(expected.filter((what) => (seen.get(what) ?? 0) < 10)).toEqual([]);
  });
});

describe("the trial calculation of 500 competitions, through the text of its files", () => {
  it("says the same, byte for byte", () => {
    for (const seed of SEEDS) {
      const { rules, entries, expected } = writeTrialFiles(generateRound(seed));
      expect({ seed, ...run(rules, entries) }).toEqual({ seed, csv: expected });
    }
  });

  it("would not, if either counted otherwise", () => {
    const planted: Steps = { ...STEPS, bestOfGroup: (group) => group[group.length - 1] as bigint };
    const differ = SEEDS.filter((seed) => {
      const { rules, entries, expected } = writeTrialFiles(generateRound(seed), planted);
      const result = run(rules, entries);
      return !("csv" in result) || result.csv !== expected;
    });
    expect(differ.length).toBeGreaterThan(0);
  });
});

describe("a fault in the second scorer is found", () => {
  const plants: Readonly<Record<string, Partial<Steps>>> = {
    "halves go down": { round: (value) => -STEPS.round({ top: -value.top, bottom: value.bottom }) },
    "the first value stands": { latest: (one, other) => one.sequence < other.sequence },
    "a spread at the limit is too wide": { isTooWide: (spread, limit) => spread > 0 && spread >= limit },
    "nothing is trimmed": { trimmed: (sorted) => sorted },
    "the upper of two is the median": { middle: (sorted) => sorted[Math.floor(sorted.length / 2)] as (typeof sorted)[number] },
    "the first ruling stands": { lastWord: (words) => words[0] as (typeof words)[number] },
    "the disqualified are in the scale": { isInScale: ({ total }) => total !== null },
    "guests are in the base": { isInBase: ({ status }, base) => base === "registered" || status === "checked-in" },
    "who failed can win": { canWin: ({ eligible }, place) => eligible && place !== null },
    "groups of medals are chained": { bestOfGroup: (group) => group[group.length - 1] as bigint },
    "no value is the best value": { isWorse: (one, other, order) => STEPS.isWorse(one ?? 0n, other ?? 0n, order) },
  };

  it.each(Object.entries(plants))("%s", (_what, plant) => {
    expect(listDifferences(PROGRAM, SEEDS, { ...STEPS, ...plant }, 1)).not.toEqual([]);
  });
});
