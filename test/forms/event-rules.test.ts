/** The rules of an event go through their form and come back as they were, whatever they are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AwardScheme, PRIZE_TIERS, ROUNDINGS, TIES_AT_CUT } from "#app/domain/awards/award-scheme.ts";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { DRAW_WAYS, SEAT_DRAWS } from "#app/domain/draw/rule.ts";
import { ADVANCEMENT_ROUTES } from "#app/domain/ladder/advancement.ts";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import { ELIGIBILITY_RELATIONS, type Eligibility } from "#app/domain/registration/eligibility.ts";
import { SUBSTITUTION_RULES } from "#app/domain/registration/substitution.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import { AWARD_PRESETS, awardPreset, COMPONENT_PRESETS, componentPreset } from "#app/domain/results/rule-presets.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { SCALES } from "#app/domain/results/scale.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { ORGANISATION_KINDS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { type RulesTexts, SetRulesSchema, toRulesFields } from "#app/forms/event-rules.ts";
import { parseForm } from "#app/platform/access/form-data.server.ts";

const HEAD = { basedOn: ["3"], reason: ["技术文件第 3 条"] };

function formOf(texts: RulesTexts): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(texts)) for (const value of values) form.append(name, value);
  return form;
}

function faults(texts: RulesTexts) {
  const parsed = parseForm(SetRulesSchema, formOf({ ...HEAD, ...texts }));
  return parsed.ok ? [] : parsed.refusals.map(({ code, params }) => [params?.field, code]);
}

const mark = fc.integer({ min: 0, max: 100_000 }).map(hundredths);
const words = fc.stringMatching(/^[一-龥a-z0-9]{1,12}$/);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const minutes = fc.integer({ min: 0, max: 100_000 });
const percent = fc.integer({ min: 0, max: 100 });
const prizes = fc.record({
  first: fc.integer({ min: 0, max: 1000 }),
  second: fc.integer({ min: 0, max: 1000 }),
  third: fc.integer({ min: 0, max: 1000 }),
});
const limits = {
  base: fc.constantFrom("started" as const, "registered" as const),
  minimumMark: orNull(mark),
  minimumEntries: fc.array(
    fc.record({
      below: fc.integer({ min: 1, max: 9999 }),
      tiers: fc.integer({ min: 0, max: 3 }).map((count) => PRIZE_TIERS.slice(0, count)),
    }),
    { maxLength: 5 },
  ),
};
const cuts = {
  ...limits,
  excellenceTo: orNull(fc.integer({ min: 1, max: 100 })),
  rounding: fc.constantFrom(...ROUNDINGS),
  tiesAtCut: fc.constantFrom(...TIES_AT_CUT),
};
const award: fc.Arbitrary<AwardScheme> = fc.oneof(
  fc.record({ scheme: fc.constant("share-of-entries" as const), shares: prizes, ...cuts }),
  fc.record({ scheme: fc.constant("fixed-counts" as const), counts: prizes, ...cuts }),
  fc.record({
    scheme: fc.constant("medals-with-tolerance" as const),
    on: fc.constantFrom("total" as const, "scaleScore" as const),
    tolerance: fc.integer({ min: 0, max: 1000 }),
    medallionFrom: orNull(fc.integer({ min: 0, max: 100_000 })),
    ...limits,
  }),
);
const eligibility: fc.Arbitrary<Eligibility> = fc.record({
  age: orNull(
    fc.record({
      from: orNull(fc.integer({ min: 0, max: 150 })),
      to: orNull(fc.integer({ min: 0, max: 150 })),
      clause: words,
    }),
  ),
  level: orNull(fc.record({ lowest: fc.constantFrom(...SKILL_LEVELS), clause: words })),
  years: orNull(fc.record({ lowest: fc.integer({ min: 1, max: 60 }), clause: words })),
  region: orNull(
    fc.record({
      relation: fc.constantFrom(...ELIGIBILITY_RELATIONS),
      regionCode: orNull(fc.stringMatching(/^\d{6}$/)),
      clause: words,
    }),
  ),
  employerKinds: orNull(fc.record({ excluded: fc.subarray([...ORGANISATION_KINDS]), clause: words })),
  formerWinners: orNull(fc.record({ clause: words })),
  oneEvent: orNull(fc.record({ clause: fc.oneof(words, fc.constant("")) })),
  byHand: fc.array(words, { maxLength: 4 }),
});
const rules: fc.Arbitrary<EventRules> = fc.record({
  eligibility,
  requires: fc.record({ attachments: fc.subarray([...ATTACHMENT_KINDS]), consent: fc.boolean(), clause: words }),
  fewestEntries: fc.integer({ min: 1, max: 1000 }),
  draw: fc.record({
    sessions: fc.boolean(),
    seats: fc.constantFrom(...SEAT_DRAWS),
    way: fc.constantFrom(...DRAW_WAYS),
    avoidNeighbours: fc.boolean(),
    fewestLeaders: fc.integer({ min: 0, max: 1000 }),
  }),
  total: mark,
  spreadLimit: fc.integer({ min: 0, max: 3 }),
  judgesPerForm: fc.integer({ min: 1, max: 20 }),
  marking: fc.constantFrom("blind" as const, "open" as const),
  blindLayers: fc.constantFrom(...BLIND_LAYERS),
  checkInChecks: fc.subarray([...CHECK_KINDS]),
  substitution: fc.constantFrom(...SUBSTITUTION_RULES),
  components: fc.array(
    fc.record({
      key: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
      name: words,
      weight: percent,
      passMark: orNull(mark),
      source: fc.constantFrom("scheme" as const, "file" as const),
      modules: fc.array(fc.stringMatching(/^[A-Z]\d?$/), { maxLength: 3 }),
    }),
    { maxLength: 5 },
  ),
  failed: fc.constantFrom("last" as const, "by-total" as const),
  roundingPlace: fc.constantFrom(2 as const, 1 as const, 0 as const),
  tieBreaks: fc.array(
    fc.oneof(
      fc.record({
        by: fc.constantFrom("criterion" as const, "module" as const, "component" as const),
        id: fc.stringMatching(/^[A-Za-z][a-z0-9-]{0,9}$/),
        order: fc.constantFrom("asc" as const, "desc" as const),
      }),
      fc.record({
        by: fc.constant("time" as const),
        id: fc.constant(""),
        order: fc.constantFrom("asc" as const, "desc" as const),
      }),
    ),
    { maxLength: 6 },
  ),
  lastTie: fc.constantFrom("share" as const, "chief" as const),
  scale: fc.constantFrom(...SCALES),
  award,
  advancement: orNull(
    fc.oneof(
      fc.record({
        kind: fc.constant("top" as const),
        places: fc.integer({ min: 1, max: 1000 }),
        capPerDelegation: orNull(fc.integer({ min: 1, max: 1000 })),
        route: fc.constantFrom(...ADVANCEMENT_ROUTES),
      }),
      fc.record({
        kind: fc.constant("share" as const),
        percent: fc.integer({ min: 1, max: 100 }),
        rounding: fc.constantFrom(...ROUNDINGS),
        capPerDelegation: orNull(fc.integer({ min: 1, max: 1000 })),
        route: fc.constantFrom(...ADVANCEMENT_ROUTES),
      }),
    ),
  ),
  recheck: fc.record({ topPlaces: fc.integer({ min: 0, max: 1000 }), percent, errorPercent: percent }),
  onSiteMinutes: minutes,
  appealMinutes: minutes,
  secondInstance: fc.boolean(),
});

describe("the rules of an event", () => {
  it("come back from the form as they went in", () => {
    fc.assert(
      fc.property(rules, (stated) => {
        expect(parseForm(SetRulesSchema, formOf({ ...HEAD, ...toRulesFields(stated) }))).toEqual({
          ok: true,
          value: { basedOn: 3, reason: "技术文件第 3 条", rules: stated },
        });
      }),
      { numRuns: 300 },
    );
  });

  it("read only the fields of the chosen award scheme", () => {
    const texts = toRulesFields({ ...DEFAULT_RULES, ...awardPreset("medals") });
    expect(faults({ ...texts, first: [""], excellenceTo: ["many"], rounding: [] })).toEqual([]);
    expect(faults({ ...toRulesFields(DEFAULT_RULES), tolerance: ["near"], on: [] })).toEqual([]);
    expect(faults({ ...texts, tolerance: ["near"] })).toEqual([["tolerance", "mark-unreadable"]]);
    expect(faults({ ...toRulesFields(DEFAULT_RULES), first: ["ten"] })).toEqual([["first", "number-not-whole"]]);
  });

  it("hold what people type: blank rows between, blanks around, full-width commas", () => {
    const texts = {
      ...HEAD,
      ...toRulesFields(DEFAULT_RULES),
      "tieBreak[]": ["component theory", "", "time", ""],
      "tieBreakOrder[]": ["desc", "desc", "asc", "desc"],
      "componentName[]": [" 理论 ", "", "实操", ""],
      "componentKey[]": ["theory", "", "practical", ""],
      "componentWeight[]": [" 30", "", "70", ""],
      "componentPassMark[]": ["60", "", "", ""],
      "componentSource[]": ["file", "scheme", "scheme", "scheme"],
      "componentModules[]": ["", "", "M1， M2", ""],
      scheme: ["medals-with-tolerance"],
      on: ["total"],
      tolerance: ["1.5"],
      medallionFrom: [""],
      "minimumBelow[]": ["6", "", " 5 "],
      "minimumTiers[]": ["2", "0", "1"],
      byHand: ["取得工伤保险\r\n\r\n 外地户籍的在本市工作满一年 "],
    };
    expect(parseForm(SetRulesSchema, formOf(texts))).toMatchObject({
      ok: true,
      value: {
        rules: {
          components: [
            { key: "theory", name: "理论", weight: 30, passMark: 6000, source: "file", modules: [] },
            { key: "practical", name: "实操", weight: 70, passMark: null, source: "scheme", modules: ["M1", "M2"] },
          ],
          tieBreaks: [
            { by: "component", id: "theory", order: "desc" },
            { by: "time", id: "", order: "asc" },
          ],
          award: {
            on: "total",
            tolerance: 150,
            medallionFrom: null,
            minimumEntries: [
              { below: 6, tiers: ["first", "second"] },
              { below: 5, tiers: ["first"] },
            ],
          },
          eligibility: { byHand: ["取得工伤保险", "外地户籍的在本市工作满一年"] },
        },
      },
    });
  });

  it("are told what is wrong field by field, and row by row", () => {
    const texts = toRulesFields({ ...DEFAULT_RULES, ...awardPreset("medals") });
    expect(
      faults({
        ...texts,
        total: ["hundred"],
        minimumMark: ["60.555"],
        reason: [""],
        places: ["0"],
        recheckPercent: ["101"],
      }).sort(),
    ).toEqual([
      ["minimumMark", "mark-unreadable"],
      ["places", "number-out-of-range"],
      ["reason", "text-missing"],
      ["recheckPercent", "number-out-of-range"],
      ["total", "mark-unreadable"],
    ]);
    expect(
      faults({
        ...texts,
        tolerance: ["2.5"],
        "componentName[]": ["", "理论", "实操"],
        "componentKey[]": ["", "theory", "practical"],
        "componentWeight[]": ["", "", "most"],
        "componentPassMark[]": ["", "sixty", ""],
        "tieBreak[]": ["luck"],
        "minimumBelow[]": ["few"],
      }),
    ).toEqual([
      ["componentWeight.1", "number-missing"],
      ["componentPassMark.1", "mark-unreadable"],
      ["componentWeight.2", "number-not-whole"],
      ["tieBreak.0", "choice-missing"],
      ["minimumBelow.0", "number-not-whole"],
      ["tolerance", "number-not-whole"],
    ]);
  });
});

describe("rules to start from", () => {
  const names = { theory: "理论", practical: "实操", defence: "答辩" };

  it.each(AWARD_PRESETS)("hold as they are: %s", (preset) => {
    expect(checkRules({ ...DEFAULT_RULES, ...awardPreset(preset) }, null)).toEqual([]);
  });

  it.each(COMPONENT_PRESETS)("add up to 100 percent: %s", (preset) => {
    expect(checkRules({ ...DEFAULT_RULES, ...componentPreset(preset, names) }, null)).toEqual([]);
  });

  it("are those of DOMAIN 7: within 2 points, medallion from 700; 10, 20, 30 percent; 1, 2, 3", () => {
    expect(awardPreset("medals")).toMatchObject({
      scale: "scale-700",
      award: { on: "scaleScore", tolerance: 2, medallionFrom: 700 },
    });
    expect(awardPreset("shares-10-20-30").award).toMatchObject({ shares: { first: 10, second: 20, third: 30 } });
    expect(awardPreset("counts-1-2-3").award).toMatchObject({ counts: { first: 1, second: 2, third: 3 } });
    expect(componentPreset("25-55-20", names).components.map(({ key, weight }) => [key, weight])).toEqual([
      ["theory", 25],
      ["practical", 55],
      ["defence", 20],
    ]);
  });
});
