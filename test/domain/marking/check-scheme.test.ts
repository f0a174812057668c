/** A scheme opens only when it adds up exactly and every id is in its place. */

import { describe, expect, it } from "vitest";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import {
  computeSchemeMaximum,
  computeSubCriterionMaximum,
  findSubCriterion,
  listAspects,
  type MarkingScheme,
} from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { criterion, judgement, measurement, SCHEME, SUB_CRITERION } from "./support.ts";

const TOTAL = hundredths(10000);

describe("a scheme that is right", () => {
  it("has nothing against it", () => {
    expect(checkScheme(SCHEME, TOTAL)).toEqual([]);
  });

  it("is found and added up by its parts", () => {
    expect(findSubCriterion(SCHEME, "B1")?.name).toBe("Function");
    expect(findSubCriterion(SCHEME, "C1")).toBeNull();
    expect(listAspects(SCHEME).map(({ id }) => id)).toEqual(["A1.1", "A1.2", "A2.1", "B1.1", "B1.2"]);
    expect(computeSubCriterionMaximum(SUB_CRITERION)).toBe(1000);
    expect(computeSchemeMaximum(SCHEME)).toBe(10000);
  });

  it("adds up exactly where floating point would not: ten aspects of 0.10 are 1.00", () => {
    const aspects = Array.from({ length: 10 }, (_, index) => measurement(`A1.${index + 1}`, 10));
    const scheme = { criteria: [criterion("A", 100, [{ ...SUB_CRITERION, aspects }])] };
    expect(checkScheme(scheme, hundredths(100))).toEqual([]);
  });
});

describe("a scheme that is wrong", () => {
  it("needs a criterion", () => {
    expect(checkScheme({ criteria: [] }, TOTAL)).toEqual([{ code: "scheme-empty" }]);
  });

  it("names what the maxima add up to, by criterion and in total", () => {
    const scheme: MarkingScheme = {
      criteria: [criterion("A", 3001, SCHEME.criteria[0]?.subCriteria ?? []), ...SCHEME.criteria.slice(1)],
    };
    expect(checkScheme(scheme, TOTAL)).toEqual([
      { code: "criterion-maximum-mismatch", params: { criterion: "A", stated: "30.01", sum: "30.00" } },
      { code: "scheme-total-mismatch", params: { total: "100.00", sum: "100.01" } },
    ]);
  });

  it("names everything at once", () => {
    const scheme: MarkingScheme = {
      criteria: [
        criterion("A", 100, [
          { id: "A0", name: " ", day: 0, aspects: [] },
          {
            id: "A1",
            name: "Joints",
            day: 1,
            aspects: [
              { ...judgement("A1.2", 100), descriptors: ["none", "", "meets", " "] },
              { ...measurement("A1.2", 0), text: "" },
            ],
          },
          { id: "A1", name: "Joints again", day: 1.5, aspects: [measurement("A1.1", 100)] },
        ]),
        criterion("A", 0, []),
        { ...criterion("bb", 0, []), name: "" },
      ],
    };
    expect(checkScheme(scheme, hundredths(100))).toEqual([
      { code: "criterion-id-repeated", params: { criterion: "A" } },
      { code: "sub-criterion-id-repeated", params: { subCriterion: "A1" } },
      { code: "sub-criterion-id-malformed", params: { subCriterion: "A0", criterion: "A" } },
      { code: "sub-criterion-name-missing", params: { subCriterion: "A0" } },
      { code: "sub-criterion-day-invalid", params: { subCriterion: "A0", day: 0 } },
      { code: "sub-criterion-empty", params: { subCriterion: "A0" } },
      { code: "aspect-id-not-positional", params: { aspect: "A1.2", expected: "A1.1" } },
      { code: "aspect-descriptors-missing", params: { aspect: "A1.2", scores: "1, 3" } },
      { code: "aspect-text-missing", params: { aspect: "A1.2" } },
      { code: "aspect-maximum-not-positive", params: { aspect: "A1.2", maximum: "0.00" } },
      { code: "sub-criterion-day-invalid", params: { subCriterion: "A1", day: 1.5 } },
      { code: "criterion-maximum-mismatch", params: { criterion: "A", stated: "1.00", sum: "2.00" } },
      { code: "criterion-empty", params: { criterion: "A" } },
      { code: "criterion-id-malformed", params: { criterion: "bb" } },
      { code: "criterion-name-missing", params: { criterion: "bb" } },
      { code: "criterion-empty", params: { criterion: "bb" } },
    ]);
  });
});
