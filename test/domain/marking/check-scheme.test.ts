/** A scheme opens only when it adds up exactly and every id is in its place. */

import { describe, expect, it } from "vitest";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import {
  type Aspect,
  type Criterion,
  computeSchemeMaximum,
  computeSubCriterionMaximum,
  findSubCriterion,
  listAspects,
  type MarkingScheme,
} from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { codes, criterion, judgement, measurement, SCHEME, SUB_CRITERION } from "./support.ts";

const TOTAL = hundredths(10000);

describe("a scheme that is right", () => {
  it("has nothing against it", () => {
    expect(checkScheme(SCHEME, { total: TOTAL })).toEqual([]);
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
    expect(checkScheme(scheme, { total: hundredths(100) })).toEqual([]);
  });
});

describe("a scheme that is wrong", () => {
  it("needs a criterion", () => {
    expect(checkScheme({ criteria: [] }, { total: TOTAL })).toEqual([{ code: "scheme-empty" }]);
  });

  it("names what the maxima add up to, by criterion and in total", () => {
    const scheme: MarkingScheme = {
      criteria: [criterion("A", 3001, SCHEME.criteria[0]?.subCriteria ?? []), ...SCHEME.criteria.slice(1)],
    };
    expect(checkScheme(scheme, { total: TOTAL })).toEqual([
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
    expect(checkScheme(scheme, { total: hundredths(100) })).toEqual([
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

describe("modules", () => {
  const [a, b] = SCHEME.criteria as [Criterion, Criterion];
  const divided = (modules: MarkingScheme["modules"], ofA?: string, ofB?: string): MarkingScheme => ({
    ...(modules ? { modules } : {}),
    criteria: [
      { ...a, ...(ofA ? { module: ofA } : {}) },
      { ...b, ...(ofB ? { module: ofB } : {}) },
    ],
  });
  const M1 = { id: "M1", name: "Wiring" };
  const M2 = { id: "M2", name: "Faults" };

  it("hold when every criterion is in one and none is empty", () => {
    expect(checkScheme(divided([M1, M2], "M1", "M2"), { total: TOTAL })).toEqual([]);
  });

  it("are refused with everything that is wrong about them", () => {
    const modules = [M1, { id: "m-9", name: " " }, M1];
    expect(checkScheme(divided(modules, "M1"), { total: TOTAL })).toEqual([
      { code: "module-id-repeated", params: { module: "M1" } },
      { code: "module-id-malformed", params: { module: "m-9" } },
      { code: "module-name-missing", params: { module: "m-9" } },
      { code: "module-empty", params: { module: "m-9" } },
      { code: "criterion-module-missing", params: { criterion: "B" } },
    ]);
    expect(checkScheme(divided(undefined, "M1"), { total: TOTAL })).toEqual([
      { code: "criterion-module-unknown", params: { criterion: "A", module: "M1" } },
    ]);
  });
});

describe("components", () => {
  const theory = { key: "theory", name: "理论", source: "file", modules: [] };
  const practical = { key: "practical", name: "实操", source: "scheme", modules: [] };
  const [a, b] = SCHEME.criteria as [Criterion, Criterion];

  it("from a file ask nothing of the scheme; the one that judges mark asks for the total", () => {
    expect(checkScheme(SCHEME, { total: TOTAL, components: [theory, practical] })).toEqual([]);
    expect(codes(checkScheme(SCHEME, { total: hundredths(5000), components: [theory, practical] }))).toEqual([
      "scheme-total-mismatch",
    ]);
    expect(checkScheme(SCHEME, { total: hundredths(5000), components: [theory] })).toEqual([]);
  });

  // Two components of 100.00 each out of modules: 30.00 + 70.00 in the first, 100.00 in the second, 200.00 in all.
  it("out of modules ask for the total of each, and for all of them in the scheme", () => {
    const twice = {
      ...b,
      id: "C",
      maximum: hundredths(10000),
      subCriteria: [{ id: "C1", name: "Line", day: 2, aspects: [measurement("C1.1", 10000)] }],
    };
    const scheme: MarkingScheme = {
      modules: [
        { id: "M1", name: "Wiring" },
        { id: "M2", name: "Function" },
        { id: "M3", name: "Line" },
      ],
      criteria: [
        { ...a, module: "M1" },
        { ...b, module: "M2" },
        { ...twice, module: "M3" },
      ],
    };
    const ofModules = (name: string, ...modules: string[]) => ({ key: name, name, source: "scheme", modules });
    const needs = (...components: ReturnType<typeof ofModules>[]) => ({ total: TOTAL, components });
    expect(checkScheme(scheme, needs(ofModules("甲", "M1", "M2"), ofModules("乙", "M3")))).toEqual([]);
    expect(checkScheme(scheme, needs(ofModules("甲", "M1"), ofModules("乙", "M3")))).toEqual([
      { code: "component-total-mismatch", params: { component: "甲", total: "100.00", sum: "30.00" } },
    ]);
    expect(checkScheme(scheme, needs(ofModules("甲", "M1", "M2")))).toEqual([
      { code: "scheme-total-mismatch", params: { total: "100.00", sum: "200.00" } },
    ]);
  });
});

describe("the ways of measuring", () => {
  const against = (aspect: Partial<Aspect>, judgesPerForm = 3) => {
    const aspects = [{ ...measurement("A1.1", 200), ...aspect }];
    const scheme = { criteria: [criterion("A", 200, [{ ...SUB_CRITERION, aspects }])] };
    return checkScheme(scheme, { total: hundredths(200), judgesPerForm });
  };
  const table = (...steps: (readonly [number | null, number])[]): Partial<Aspect> => ({
    way: { kind: "table", unit: "mm", steps: steps.map(([upTo, mark]) => ({ upTo, mark: hundredths(mark) })) },
  });

  it("hold as DOMAIN 5 names them", () => {
    expect(against({ way: { kind: "stated" } })).toEqual([]);
    expect(against({ way: { kind: "yes-no" } })).toEqual([]);
    expect(against({ way: { kind: "deduction", each: hundredths(200) } })).toEqual([]);
    expect(against(table([-50, 200], [50, 100], [null, 0]))).toEqual([]);
    expect(against({ each: "trimmed-mean" })).toEqual([]);
    expect(against({ each: "mean" }, 1)).toEqual([]);
  });

  it.each<[string, Partial<Aspect>, readonly unknown[]]>([
    [
      "a deduction of nothing",
      { way: { kind: "deduction", each: hundredths(0) } },
      [{ code: "aspect-deduction-not-positive", params: { aspect: "A1.1", each: "0.00", maximum: "2.00" } }],
    ],
    [
      "a deduction of more than there is",
      { way: { kind: "deduction", each: hundredths(201) } },
      [{ code: "aspect-deduction-above-maximum", params: { aspect: "A1.1", each: "2.01", maximum: "2.00" } }],
    ],
    [
      "a table without steps or unit",
      { way: { kind: "table", unit: " ", steps: [] } },
      [
        { code: "aspect-table-unit-malformed", params: { aspect: "A1.1", longest: 20 } },
        { code: "aspect-table-empty", params: { aspect: "A1.1" } },
      ],
    ],
    [
      "a unit that would end its own brackets",
      { way: { kind: "table", unit: "mm)", steps: [{ upTo: null, mark: hundredths(200) }] } },
      [{ code: "aspect-table-unit-malformed", params: { aspect: "A1.1", longest: 20 } }],
    ],
    [
      "an open step before the last",
      table([null, 200], [50, 0]),
      [{ code: "aspect-table-open-not-last", params: { aspect: "A1.1" } }],
    ],
    [
      "bounds that do not ascend",
      table([50, 200], [50, 100], [null, 0]),
      [{ code: "aspect-table-not-ascending", params: { aspect: "A1.1", bound: "0.05" } }],
    ],
    [
      "a mark above the maximum",
      table([50, 250], [null, 0]),
      [{ code: "aspect-table-mark-out-of-range", params: { aspect: "A1.1", mark: "2.50", maximum: "2.00" } }],
    ],
    [
      "a maximum that nobody can earn",
      table([50, 199], [null, 0]),
      [{ code: "aspect-table-maximum-unreachable", params: { aspect: "A1.1", maximum: "2.00" } }],
    ],
  ])("refuse %s", (_, aspect, expected) => {
    expect(against(aspect)).toEqual(expected);
  });

  it("refuse a trimmed mean of two judges, and a way on a judgement", () => {
    expect(against({ each: "trimmed-mean" }, 2)).toEqual([
      { code: "aspect-judges-too-few", params: { aspect: "A1.1", judges: 2, fewest: 3 } },
    ]);
    const aspects = [{ ...judgement("A1.1", 200), way: { kind: "yes-no" as const } }];
    const scheme = { criteria: [criterion("A", 200, [{ ...SUB_CRITERION, aspects }])] };
    expect(codes(checkScheme(scheme, { total: hundredths(200) }))).toEqual(["aspect-way-on-judgement"]);
  });
});
