/** Rules that contradict themselves or their scheme are refused before an event opens. */

import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD, type MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import { computeSchemeTotal } from "#app/domain/results/components.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { SCHEME } from "../marking/support.ts";

const MEDALS: MedalsWithTolerance = {
  scheme: "medals-with-tolerance",
  on: "scaleScore",
  tolerance: 2,
  medallionFrom: 700,
  base: "started",
  minimumMark: null,
  minimumEntries: [],
};

describe("the rules of an event", () => {
  it("are right by default", () => {
    expect(checkRules(DEFAULT_RULES, SCHEME)).toEqual([]);
  });

  it("may use every criterion of the scheme once to break ties", () => {
    const by = (id: string) => ({ by: "criterion", id, order: "desc" }) as const;
    expect(checkRules({ ...DEFAULT_RULES, tieBreaks: [by("B"), by("A")] }, SCHEME)).toEqual([]);
    expect(checkRules({ ...DEFAULT_RULES, tieBreaks: [by("A"), by("A"), by("X")] }, SCHEME)).toEqual([
      { code: "tie-break-repeated", params: { id: "A" } },
      { code: "tie-break-criterion-unknown", params: { criterion: "X" } },
    ]);
  });

  it("are refused with every reason at once", () => {
    const rules: EventRules = {
      ...DEFAULT_RULES,
      total: hundredths(0),
      spreadLimit: 4,
      judgesPerForm: 0,
      onSiteMinutes: -1,
      award: { ...DEFAULT_AWARD, excellenceTo: 101 },
      advancement: { kind: "top", places: 0, capPerDelegation: 0 },
    };
    expect(checkRules(rules, SCHEME).map(({ code }) => code)).toEqual([
      "total-not-positive",
      "spread-limit-out-of-range",
      "judges-per-form-not-positive",
      "award-excellence-not-percent",
      "advancement-places-not-positive",
      "advancement-cap-not-positive",
      "on-site-minutes-negative",
    ]);
  });

  it("are refused with every other reason at once, too", () => {
    const rules: EventRules = {
      ...DEFAULT_RULES,
      fewestEntries: 0,
      appealMinutes: -1,
      recheck: { topPlaces: -1, percent: 101, errorPercent: -1 },
      award: { ...MEDALS, tolerance: -1, medallionFrom: -1 },
      tieBreaks: [
        { by: "time", id: "", order: "asc" },
        { by: "time", id: "", order: "desc" },
        { by: "module", id: "M9", order: "desc" },
        { by: "component", id: "theory", order: "desc" },
      ],
      eligibility: {
        age: { from: 60, to: 16, clause: " " },
        level: null,
        years: { lowest: 0, clause: "技术文件 3.4" },
        region: { relation: "employer", regionCode: "11", clause: "技术文件 3.2" },
        employerKinds: { excluded: [], clause: "技术文件 3.3" },
        formerWinners: null,
        oneEvent: null,
        byHand: [],
      },
    };
    expect(codesOf(checkRules(rules, SCHEME))).toEqual([
      "tie-break-time-repeated",
      "tie-break-module-unknown",
      "tie-break-component-unknown",
      "medals-without-scale",
      "award-tolerance-negative",
      "award-medallion-negative",
      "recheck-top-places-negative",
      "recheck-percent-out-of-range",
      "recheck-percent-out-of-range",
      "appeal-minutes-negative",
      "fewest-entries-not-positive",
      "eligibility-age-reversed",
      "eligibility-years-out-of-range",
      "eligibility-region-malformed",
      "eligibility-employer-kinds-empty",
      "eligibility-clause-missing",
    ]);
  });

  it("may break ties by components, modules and time", () => {
    const tieBreaks: EventRules["tieBreaks"] = [
      { by: "time", id: "", order: "asc" },
      { by: "component", id: "practical", order: "desc" },
      { by: "component", id: "theory", order: "desc" },
      { by: "module", id: "M1", order: "desc" },
    ];
    // guzhen_lighting: 30/70, then the shorter time, practical, theory, shared.
    const components = [component("theory", 30, "file"), component("practical", 70, "scheme")];
    expect(checkRules({ ...DEFAULT_RULES, components, tieBreaks }, MODULES)).toEqual([]);
  });

  it("measure medals on the total without a scale, and on the scale score with one", () => {
    expect(checkRules({ ...DEFAULT_RULES, award: { ...MEDALS, on: "total" } }, SCHEME)).toEqual([]);
    expect(checkRules({ ...DEFAULT_RULES, award: MEDALS, scale: "scale-700" }, SCHEME)).toEqual([]);
  });
});

/** Two modules of 100.00 each: one part of the practical mark and a defence. */
const MODULES: MarkingScheme = {
  modules: [
    { id: "M1", name: "安装" },
    { id: "M2", name: "答辩" },
  ],
  criteria: ["A", "B"].map((id, index) => ({
    id,
    name: id,
    module: `M${index + 1}`,
    maximum: hundredths(10000),
    subCriteria: [
      {
        id: `${id}1`,
        name: id,
        day: 1,
        aspects: [{ id: `${id}1.1`, kind: "measurement" as const, text: id, maximum: hundredths(10000) }],
      },
    ],
  })),
};

describe("the components of a total", () => {
  const check = (components: EventRules["components"], scheme: MarkingScheme | null = MODULES) =>
    codesOf(checkRules({ ...DEFAULT_RULES, components }, scheme));

  it.each([[[30, 70]], [[40, 60]], [[20, 80]], [[0, 100]]])("are weighted %j as published", ([theory = 0, practical = 0]) => {
    expect(check([component("theory", theory, "file"), component("practical", practical, "scheme")], SCHEME)).toEqual([]);
  });

  it("may be marked by modules of one scheme, each out of the whole total (elevator: 25/55/20)", () => {
    const components = [
      component("theory", 25, "file"),
      component("practical", 55, "scheme", ["M1"]),
      component("defence", 20, "scheme", ["M2"]),
    ];
    expect(check(components)).toEqual([]);
    expect(computeSchemeTotal({ total: hundredths(10000), components })).toBe(20000);
    expect(computeSchemeTotal({ total: hundredths(10000), components: components.slice(0, 2) })).toBe(10000);
    expect(checkScheme(MODULES, { total: hundredths(10000), components })).toEqual([]);
  });

  it("are refused with every reason at once", () => {
    expect(
      check([
        { ...component("Theory", 30, "file", ["M1"]), passMark: hundredths(10001) },
        { ...component("practical", 101, "scheme"), name: " " },
        component("practical", 0, "scheme", ["M1", "M1", "M7"]),
      ]),
    ).toEqual([
      "component-key-malformed",
      "component-pass-mark-out-of-range",
      "component-file-with-modules",
      "component-name-missing",
      "component-weight-not-percent",
      "component-key-repeated",
      "component-weights-not-100",
      "component-modules-needed",
      "component-module-repeated",
      "component-module-unknown",
      "component-modules-left-out",
    ]);
  });

  it("count every criterion", () => {
    expect(check([component("practical", 100, "scheme", ["M1", "M2"])])).toEqual([]);
    expect(check([component("practical", 100, "scheme", ["M1"])])).toEqual(["component-modules-left-out"]);
    expect(check([component("practical", 100, "scheme", ["M9"])], null)).toEqual([]);
  });
});

function component(
  key: string,
  weight: number,
  source: "scheme" | "file",
  modules: readonly string[] = [],
): EventRules["components"][number] {
  return { key, name: key, weight, passMark: null, source, modules };
}

function codesOf(refusals: readonly { readonly code: string }[]): readonly string[] {
  return refusals.map(({ code }) => code);
}
