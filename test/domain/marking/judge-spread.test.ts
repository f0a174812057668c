/** Harsh and lenient judges beside their panels: numbers worked by hand, a planted harsh judge, and a fair panel (DOMAIN 5). */
import { describe, expect, it } from "vitest";
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import { computeJudgeSpread } from "#app/domain/marking/judge-spread.ts";
import type { SubCriterion } from "#app/domain/marking/scheme.ts";
import { judgement, measurement, type Row, revisions, TEAM } from "./support.ts";

/** Forms of one judgement each, scored by the three judges in their order. */
function scored(...forms: readonly (readonly [number, number, number])[]): FormState[] {
  const subCriterion: SubCriterion = { id: "A1", name: "Finish", day: 1, aspects: [judgement("A1.1", 200)] };
  return forms.map((scores) => {
    const rows = scores.map((score, index): Row => ["A1.1", index + 1, score]);
    return computeFormState(subCriterion, TEAM, revisions(...rows), { spreadLimit: 1 });
  });
}

function flags(forms: readonly FormState[]) {
  return computeJudgeSpread(forms).map(({ deviation, judgements, flag }) => [deviation, judgements, flag]);
}

describe("the spread of judges", () => {
  it("is the mean signed deviation from the panel: 1, 2, 2 and 2, 2, 3 are -0.50, 0.00 and +0.50", () => {
    // First 1 - 5/3 = -2/3, then 2 - 7/3 = -1/3: their mean is -1/2. Last 2 - 5/3 = 1/3 and 3 - 7/3 = 2/3.
    expect(flags(scored([1, 2, 2], [2, 2, 3]))).toEqual([
      [-50, 2, null],
      [0, 2, null],
      [50, 2, null],
    ]);
  });

  it("points out a planted harsh judge from eight judgements on, and neither of his colleagues", () => {
    const harsh = Array.from({ length: 8 }, () => [1, 2, 2] as const);
    // -2/3 is -0.67; the colleagues lie 1/3 above the mean.
    expect(flags(scored(...harsh))).toEqual([
      [-67, 8, "harsh"],
      [33, 8, null],
      [33, 8, null],
    ]);
    expect(flags(scored(...harsh.slice(1)))[0]).toEqual([-67, 7, null]);
    const lenient = harsh.map(() => [3, 2, 2] as const);
    expect(flags(scored(...lenient)).map(([, , flag]) => flag)).toEqual(["lenient", null, null]);
  });

  it("points out nobody in a fair panel", () => {
    const fair = [
      [2, 2, 3],
      [2, 3, 2],
      [3, 2, 2],
      [1, 2, 2],
      [2, 1, 2],
      [2, 2, 1],
      [2, 2, 2],
      [3, 3, 3],
      [0, 1, 1],
    ] as const;
    expect(flags(scored(...fair)).map(([, , flag]) => flag)).toEqual([null, null, null]);
  });

  it("begins at exactly 0.40: 3 of 5 forms one score below two colleagues", () => {
    // (3 x -2/3 + 2 x 0) / 5 = -0.40 over 10 judgements.
    const exact = [...Array(6).fill([1, 2, 2]), ...Array(4).fill([2, 2, 2])] as [number, number, number][];
    expect(flags(scored(...exact))[0]).toEqual([-40, 10, "harsh"]);
    expect(flags(scored(...exact, [2, 2, 2]))[0]).toEqual([-36, 11, null]);
  });

  it("counts the first score round, which was given without seeing the others", () => {
    const subCriterion: SubCriterion = { id: "A1", name: "Finish", day: 1, aspects: [judgement("A1.1", 200)] };
    const rows: Row[] = [
      ["A1.1", 1, 0],
      ["A1.1", 2, 2],
      ["A1.1", 3, 2],
      ["A1.1", 1, 2, 2],
      ["A1.1", 2, 2, 2],
      ["A1.1", 3, 2, 2],
    ];
    const state = computeFormState(subCriterion, TEAM, revisions(...rows), { spreadLimit: 1 });
    // 0 - 4/3.
    expect(flags([state])[0]).toEqual([-133, 1, null]);
  });

  it("takes readings of an independent panel as parts of a score, and nothing that tells nothing", () => {
    const each = { ...measurement("A1.1", 1000), each: "mean" } as const;
    const subCriterion: SubCriterion = { id: "A1", name: "Finish", day: 1, aspects: [each, measurement("A1.2", 500)] };
    const rows: Row[] = [
      ["A1.1", 1, 700],
      ["A1.1", 2, 800],
      ["A1.1", 3, 900],
      ["A1.2", 1, 500],
    ];
    // 7.00 of 10.00 is 2.1 of 3; the mean is 2.4.
    const state = computeFormState(subCriterion, TEAM, revisions(...rows), { spreadLimit: 1 });
    expect(flags([state])).toEqual([
      [-30, 1, null],
      [0, 1, null],
      [30, 1, null],
    ]);
    const missing = computeFormState(subCriterion, TEAM, revisions(...rows.slice(1)), { spreadLimit: 1 });
    expect(flags([missing])).toEqual([]);
    const two = computeFormState(subCriterion, TEAM.slice(0, 2), revisions(...rows.slice(0, 2)), { spreadLimit: 1 });
    expect(flags([two])).toEqual([]);
  });

  it("adds fractions of different denominators exactly", () => {
    const forms = (
      [
        [700, 210],
        [300, 100],
        [1100, 110],
      ] as const
    ).map(([maximum, mark]) => {
      const aspect = { ...measurement("A1.1", maximum), each: "median" } as const;
      const rows: Row[] = [
        ["A1.1", 1, mark],
        ["A1.1", 2, 0],
        ["A1.1", 3, 0],
      ];
      const subCriterion = { id: "A1", name: "Finish", day: 1, aspects: [aspect] };
      return computeFormState(subCriterion, TEAM, revisions(...rows), { spreadLimit: 1 });
    });
    // 0.9, 1 and 0.3 of a score, two thirds of each: (0.6 + 0.6667 + 0.2) / 3 = 0.4889.
    expect(flags(forms)).toEqual([
      [49, 3, null],
      [-24, 3, null],
      [-24, 3, null],
    ]);
  });
});
