/** Medals with tolerance, branch by branch, and what limits them (DOMAIN 7). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { computeAwards } from "#app/domain/awards/awards.ts";
import { computeMedals } from "#app/domain/awards/medals.ts";
import { computeResults, type EntryMarks, type ResultRules } from "#app/domain/results/compute-results.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { marks, marksOf, reorder } from "../results/support.ts";

const ALL = ["first", "second", "third"] as const;
const LETTERS: Readonly<Record<string, string>> = { gold: "G", silver: "S", bronze: "B", medallion: "m" };

function toLetters(medals: readonly (Award | null)[]): string {
  return medals.map((medal) => LETTERS[medal ?? ""] ?? "-").join("");
}

function medalsOf(values: readonly number[], rule: { tolerance?: number; medallionFrom?: number | null } = {}): string {
  return toLetters(computeMedals(values, { tolerance: 2, medallionFrom: 700, ...rule }, ALL));
}

describe("gold", () => {
  it("goes to the first alone, or to all within the tolerance of the first", () => {
    expect(medalsOf([750, 740, 730, 720])).toBe("GSBm");
    expect(medalsOf([750, 748, 740])).toBe("GGB");
  });

  it("is never chained: 750, 748, 746 has two, because 746 is 4 from the first", () => {
    expect(medalsOf([750, 748, 746])).toBe("GGB");
  });
});

describe("after one gold", () => {
  it("silver goes to all within the tolerance of the next, measured from the best of them", () => {
    expect(medalsOf([750, 740, 738, 736, 720])).toBe("GSSBm");
  });

  it("one silver is followed by bronze, however far", () => {
    expect(medalsOf([750, 740, 705, 704, 703, 702])).toBe("GSBBBm");
  });

  it("several silvers are followed by bronze only if the last of them is within the tolerance of the next", () => {
    expect(medalsOf([750, 740, 738, 736, 734, 733])).toBe("GSSBBm");
    expect(medalsOf([750, 740, 738, 735, 734])).toBe("GSSmm");
  });

  it("there may be nobody left for silver or bronze", () => {
    expect(medalsOf([750])).toBe("G");
    expect(medalsOf([750, 740])).toBe("GS");
    expect(medalsOf([])).toBe("");
  });
});

describe("after two golds", () => {
  it("there is no silver, and bronze to all within the tolerance of the next, however far", () => {
    expect(medalsOf([750, 749, 710, 709, 708, 707])).toBe("GGBBBm");
    expect(medalsOf([750, 749])).toBe("GG");
  });
});

describe("after three or more golds", () => {
  it("there is no silver, and bronze only if the last gold is within the tolerance of the next", () => {
    expect(medalsOf([750, 749, 748, 746, 745, 740])).toBe("GGGBBm");
    expect(medalsOf([750, 749, 748, 745, 744])).toBe("GGGmm");
    expect(medalsOf([750, 750, 749, 748, 746, 740])).toBe("GGGGBm");
  });
});

describe("the rest", () => {
  it("have a medallion at or above the threshold, and nothing below it or without one", () => {
    expect(medalsOf([750, 740, 730, 700, 699])).toBe("GSBm-");
    expect(medalsOf([750, 740, 730, 700, 699], { medallionFrom: null })).toBe("GSB--");
    expect(medalsOf([550, 540, 530, 500, 499], { medallionFrom: 500 })).toBe("GSBm-");
  });

  it("have medals whatever the threshold: the best of a weak event is still the best", () => {
    expect(medalsOf([650, 640, 630, 620])).toBe("GSB-");
  });
});

it("another tolerance is another setting: 0 parts all but equals", () => {
  expect(medalsOf([750, 749, 748, 747], { tolerance: 0 })).toBe("GSBm");
  expect(medalsOf([750, 750, 749, 748], { tolerance: 0 })).toBe("GGBm");
  expect(medalsOf([750, 745, 740, 735], { tolerance: 5 })).toBe("GGBB");
});

it("a small event gives fewer tiers: 5 gold and silver, under 5 gold alone (moscow_ws_2018 of published-award-rules.json)", () => {
  const values = [750, 740, 730];
  const rule = { tolerance: 2, medallionFrom: 735 };
  expect(toLetters(computeMedals(values, rule, ["first", "second"]))).toBe("GS-");
  expect(toLetters(computeMedals(values, rule, ["first"]))).toBe("Gm-");
  expect(toLetters(computeMedals(values, rule, []))).toBe("mm-");
});

const SCHEME: MedalsWithTolerance = {
  scheme: "medals-with-tolerance",
  on: "total",
  tolerance: 200,
  medallionFrom: 7000,
  base: "started",
  minimumMark: null,
  minimumEntries: [],
};

function outcomesOf(entries: readonly EntryMarks[], award: MedalsWithTolerance, more: Partial<ResultRules> = {}) {
  return computeResults(entries, { ...DEFAULT_RULES, ...more, award }, { givesAwards: true });
}

function entriesOf(...totals: readonly number[]): EntryMarks[] {
  return totals.map((total, index) => marksOf(`entry-${index}`, { criteria: marks({ A: total }) }));
}

describe("among the entries of a round", () => {
  it("2 points of a total are 200 hundredths: 90.00, 88.00 and 87.99 are two golds and a bronze", () => {
    expect(toLetters(outcomesOf(entriesOf(9000, 8800, 8799, 7000, 6999), SCHEME).map(({ award }) => award))).toBe("GGBm-");
  });

  it("2 points of the scale score are 2", () => {
    const outcomes = outcomesOf(
      entriesOf(6142, 3958, 1500, 950, 800, 725, 100, 50, 0),
      { ...SCHEME, on: "scaleScore", tolerance: 2, medallionFrom: 700 },
      { scale: "scale-700" },
    );
    expect(outcomes.map(({ scaleScore }) => scaleScore)).toEqual([854, 791, 720, 704, 700, 698, 680, 678, 677]);
    expect(toLetters(outcomes.map(({ award }) => award))).toBe("GSBmm----");
  });

  it("who is not eligible, failed, or lies below the minimum mark is passed over, and the next is measured in his stead", () => {
    const entries = [
      marksOf("guest", { eligible: false, criteria: marks({ A: 9500 }) }),
      marksOf("failed", { criteria: marks({ A: 9400 }), fileMarks: marks({ theory: 5999 }) }),
      marksOf("first", { criteria: marks({ A: 9000 }), fileMarks: marks({ theory: 6000 }) }),
      marksOf("second", { criteria: marks({ A: 8000 }), fileMarks: marks({ theory: 6000 }) }),
    ];
    const components = [
      { key: "theory", name: "theory", weight: 0, passMark: marks({ pass: 6000 }).pass ?? null, source: "file", modules: [] },
      { key: "practical", name: "practical", weight: 100, passMark: null, source: "scheme", modules: [] },
    ] as const;
    const award = { ...SCHEME, minimumMark: marks({ m: 8500 }).m ?? null };
    const outcomes = outcomesOf(entries, award, { components, failed: "by-total" });
    expect(outcomes.map(({ entryId, place, award }) => [entryId, place, award])).toEqual([
      ["guest", 1, null],
      ["failed", 2, null],
      ["first", 3, "gold"],
      ["second", 4, null],
    ]);
  });
});

describe("for any values", () => {
  const anyValues = fc
    .array(fc.integer({ min: 680, max: 720 }), { maxLength: 20 })
    .map((values) => values.sort((left, right) => right - left));
  const anyRule = fc.record({ tolerance: fc.integer({ min: 0, max: 5 }), medallionFrom: fc.option(fc.constant(700)) });

  it("medals fall with the values, equals have the same, and two golds leave no silver", () => {
    fc.assert(
      fc.property(anyValues, anyRule, (values, rule) => {
        const letters = toLetters(computeMedals(values, rule, ALL));
        expect(letters).toMatch(/^(G(S+B*)?|GG+B*)?m*-*$/);
        values.forEach((value, index) => {
          if (value === values[index - 1]) expect(letters[index]).toBe(letters[index - 1]);
        });
        if (values.length > 0) expect(letters.startsWith("G")).toBe(true);
        expect(letters).not.toMatch(/GGS/);
      }),
    );
  });

  it("a medal reaches exactly as far as the tolerance below the best of its group", () => {
    fc.assert(
      fc.property(anyValues, anyRule, (values, rule) => {
        const letters = toLetters(computeMedals(values, rule, ALL));
        for (const letter of ["G", "S", "B"]) {
          const first = letters.indexOf(letter);
          if (first === -1) continue;
          values.forEach((value, index) => {
            if (index >= first) expect(letters[index] === letter).toBe((values[first] ?? 0) - value <= rule.tolerance);
          });
        }
      }),
    );
  });

  it("the order of the contenders changes nothing", () => {
    fc.assert(
      fc.property(anyValues, fc.array(fc.nat(), { minLength: 1 }), (values, keys) => {
        const outcomes = outcomesOf(entriesOf(...values), { ...SCHEME, tolerance: 3, medallionFrom: 700 });
        const awards = computeAwards(reorder(outcomes, keys), { ...SCHEME, tolerance: 3, medallionFrom: 700 });
        for (const { entryId, award } of outcomes) expect(awards.get(entryId)).toBe(award);
      }),
    );
  });
});
