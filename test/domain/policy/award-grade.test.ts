/** The default mapping from award to grade (FIGURES, Tongzhou (14)), and what lies within what. */
import { describe, expect, it } from "vitest";
import {
  computeAwardGrade,
  DEFAULT_GRADE_MAP,
  decideGradeConfirmation,
  decideGradeProposal,
  type GradeMap,
} from "#app/domain/policy/award-grade.ts";
import { computeFindings } from "#app/domain/policy/findings.ts";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { beijingWinner, requirePack } from "./cases.ts";

it.each([
  ["gold", 1],
  ["first", 1],
  ["silver", 2],
  ["second", 2],
  ["bronze", 3],
  ["third", 3],
  ["medallion", null],
  ["excellence", null],
  [null, null],
] as const)("%s is of grade %s", (award, grade) => {
  expect(computeAwardGrade(award)).toBe(grade);
});

it.each([
  ["110112", "110112", true],
  ["110112", "110000", true],
  ["110000", "110112", false],
  ["110113", "110112", false],
  ["120114", "110000", false],
  ["210211", "210200", true],
  ["210200", "210000", true],
  ["210000", "210200", false],
  ["211000", "210200", false],
  ["130110", "130100", true],
  ["120111", "120110", false],
  ["120110", "120110", true],
  ["131000", "130100", false],
  ["131000", "130000", true],
])("%s within %s: %s", (code, ancestor, within) => {
  expect(isRegionWithin(code, ancestor)).toBe(within);
});

describe("a map that officers settle", () => {
  const byPlace: GradeMap = { by: "place", lastPlaces: [1, 3, 6] };

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [6, 3],
    [7, null],
    [null, null],
  ] as const)("by place, 1/3/6: place %s is of grade %s, whatever the medal", (place, grade) => {
    expect(computeAwardGrade("gold", place, byPlace)).toBe(grade);
  });

  it("gives nothing to a grade that has no place of its own", () => {
    const map: GradeMap = { by: "place", lastPlaces: [1, 1, 3] };
    expect([1, 2, 3, 4].map((place) => computeAwardGrade(null, place, map))).toEqual([1, 3, 3, null]);
  });

  it("names every reason against a proposal at once", () => {
    const same = decideGradeProposal({ map: byPlace, confirmed: byPlace, hasOpen: true });
    expect(codes(same)).toEqual(["grade-mapping-open", "grade-mapping-same"]);
    expect(codes(decideGradeProposal({ map: { by: "place", lastPlaces: [3, 2, 1] }, confirmed: null, hasOpen: false }))).toEqual([
      "grade-places-descend",
    ]);
    const none = {
      gold: null,
      silver: null,
      bronze: null,
      medallion: null,
      first: null,
      second: null,
      third: null,
      excellence: null,
    };
    expect(codes(decideGradeProposal({ map: { by: "award", grades: none }, confirmed: null, hasOpen: false }))).toEqual([
      "grade-none-paid",
    ]);
    expect(codes(decideGradeProposal({ map: byPlace, confirmed: DEFAULT_GRADE_MAP, hasOpen: false }))).toEqual([]);
  });

  it("is confirmed by another officer, once", () => {
    expect(codes(decideGradeConfirmation({ isOpen: true, proposedById: "a", actorId: "b" }))).toEqual([]);
    expect(codes(decideGradeConfirmation({ isOpen: false, proposedById: "a", actorId: "a" }))).toEqual([
      "grade-mapping-settled",
      "proposer-confirms-mapping",
    ]);
  });

  it("settles the condition of Tongzhou (14), and the finding cites the paper; without it the condition stays open", () => {
    const tongzhou = requirePack("tongzhou");
    const ask = (gradeReference: string | null) =>
      computeFindings({ ...beijingWinner(), gradeReference }, [tongzhou], "2026-11-25").find(
        ({ rowId }) => rowId === "14-city-winner-grade-1",
      );
    const isMapping = ({ code }: { readonly code: string }) => code === "award-grade-mapping";
    expect(ask(null)?.conditions.some(isMapping)).toBe(true);
    const settled = ask("京竞组〔2026〕5号");
    expect(settled?.conditions.some(isMapping)).toBe(false);
    expect(JSON.stringify(settled?.settled)).toContain("京竞组〔2026〕5号");
  });
});

function codes(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}
