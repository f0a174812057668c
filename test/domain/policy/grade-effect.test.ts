/** Counting results by grade and by clause under two maps, by hand; every result is counted once or has nothing to count. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_GRADE_MAP, type GradeMap } from "#app/domain/policy/award-grade.ts";
import { computeFindings } from "#app/domain/policy/findings.ts";
import { countByClause, countGrades, type GradedResult } from "#app/domain/policy/grade-effect.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { beijingWinner, requirePack } from "./cases.ts";

/** A gold, two silvers, a bronze, a medallion, and one without an award. */
const RESULTS: readonly GradedResult[] = [
  { award: "gold", place: 1 },
  { award: "silver", place: 2 },
  { award: "silver", place: 3 },
  { award: "bronze", place: 4 },
  { award: "medallion", place: 5 },
  { award: null, place: 6 },
];
const byPlace = (...lastPlaces: [number, number, number]): GradeMap => ({ by: "place", lastPlaces });

describe("by grade", () => {
  it.each([
    ["the default", DEFAULT_GRADE_MAP, { 1: 1, 2: 2, 3: 1, none: 1 }],
    ["places 1, 2, 3", byPlace(1, 2, 3), { 1: 1, 2: 1, 3: 1, none: 2 }],
    ["places 1, 3, 6", byPlace(1, 3, 6), { 1: 1, 2: 2, 3: 3, none: 0 }],
    ["places 1, 1, 4", byPlace(1, 1, 4), { 1: 1, 2: 0, 3: 3, none: 1 }],
  ] as const)("%s", (_name, map, counts) => {
    expect(countGrades(RESULTS, map)).toEqual(counts);
  });

  it("counts nobody by place who may not win", () => {
    expect(countGrades([{ award: null, place: null }], byPlace(1, 2, 3))).toEqual({ 1: 0, 2: 0, 3: 0, none: 0 });
  });

  it("counts each result at most once, and each winner once", () => {
    const result = fc.record({
      award: fc.option(fc.constantFrom(...AWARDS)),
      place: fc.option(fc.integer({ min: 1, max: 30 })),
    });
    const places = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.array(result), places, (results, [first, more, rest]) => {
        const counts = countGrades(results, byPlace(first, first + more, first + more + rest));
        const sum = counts[1] + counts[2] + counts[3] + counts.none;
        expect(sum).toBeLessThanOrEqual(results.length);
        expect(sum).toBeGreaterThanOrEqual(results.filter(({ award }) => award !== null).length);
      }),
    );
  });
});

it("by clause counts the rows of Tongzhou that hang on the grade, and no other", () => {
  const pack = requirePack("tongzhou");
  const ask = (awardGrade: 1 | 2) => computeFindings(beijingWinner({ awardGrade }), [pack], "2026-11-25");
  const counted = countByClause([pack], [...ask(1), ...ask(2)], [...ask(1), ...ask(1)]);
  const of = (id: string) => counted.flatMap(({ row, now, proposed }) => (row.id === id ? [[now, proposed]] : []));
  expect(of("14-city-winner-grade-1")).toEqual([[1, 2]]);
  expect(of("14-city-winner-grade-2")).toEqual([[1, 0]]);
  expect(of("14-city-training-organisation")).toEqual([[2, 2]]);
  // No result of Beijing's is of the third grade, and a national reward is not met: neither is listed.
  expect(of("14-city-winner-grade-3")).toEqual([]);
  expect(of("14-nation-winner-grade-1")).toEqual([]);
  expect(counted.every(({ row }) => (row.conditions as readonly string[]).includes("award-grade-mapping"))).toBe(true);
});
