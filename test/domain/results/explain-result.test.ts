/** An explanation is the computation itself, laid open: its leaves add up to the published total, by hand and by another scorer. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD, type MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import { listAspects, listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { computeResults } from "#app/domain/results/compute-results.ts";
import { computeEntryMarks, type EntryFacts } from "#app/domain/results/entry-facts.ts";
import { type Explanation, explainResult, type RoundRecord } from "#app/domain/results/explain-result.ts";
import { gatherRescored, NOTHING_RESCORED, type RescoreChange } from "#app/domain/results/rescore.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { judgement, measurement, revisions, TEAM } from "../marking/support.ts";
import { component } from "./support.ts";

/** 100.00 in two modules with an aspect of every kind. */
const SCHEME: MarkingScheme = {
  modules: [
    { id: "M1", name: "Build" },
    { id: "M2", name: "Finish" },
  ],
  criteria: [
    {
      id: "A",
      name: "Function",
      module: "M1",
      maximum: hundredths(5000),
      subCriteria: [
        {
          id: "A1",
          name: "Measured",
          day: 1,
          aspects: [
            { ...measurement("A1.1", 1000), way: { kind: "yes-no" } },
            { ...measurement("A1.2", 1000), way: { kind: "deduction", each: hundredths(250) } },
            {
              ...measurement("A1.3", 1000),
              way: {
                kind: "table",
                unit: "mm",
                steps: [
                  { upTo: 50, mark: hundredths(1000) },
                  { upTo: 100, mark: hundredths(500) },
                  { upTo: null, mark: hundredths(0) },
                ],
              },
            },
          ],
        },
        { id: "A2", name: "Stated", day: 1, aspects: [measurement("A2.1", 2000)] },
      ],
    },
    {
      id: "B",
      name: "Looks",
      module: "M2",
      maximum: hundredths(5000),
      subCriteria: [
        {
          id: "B1",
          name: "Judged",
          day: 2,
          aspects: [judgement("B1.1", 200), judgement("B1.2", 1800), { ...measurement("B1.3", 3000), each: "trimmed-mean" }],
        },
      ],
    },
  ],
};

type Given = {
  readonly yes: number;
  readonly faults: number;
  readonly reading: number;
  readonly stated: number;
  readonly scores: readonly [number, number, number];
  readonly others: readonly [number, number, number];
  readonly panel: readonly [number, number, number];
};

function formsOf(given: Given): FormState[] {
  const rows = {
    A1: revisions(["A1.1", 1, given.yes], ["A1.2", 2, given.faults], ["A1.3", 3, given.reading]),
    A2: revisions(["A2.1", 1, 0], ["A2.1", 1, given.stated]),
    B1: revisions(
      ...([0, 1, 2] as const).flatMap((judge) => [
        ["B1.1", judge + 1, given.scores[judge]] as const,
        ["B1.2", judge + 1, given.others[judge]] as const,
        ["B1.3", judge + 1, given.panel[judge]] as const,
      ]),
    ),
  };
  return listSubCriteria(SCHEME).map((subCriterion) =>
    // Every spread stands, so that each generated form is complete.
    computeFormState(subCriterion, TEAM, rows[subCriterion.id as keyof typeof rows], { spreadLimit: 3 }),
  );
}

function factsOf(entryId: string, forms: readonly FormState[], changes: Partial<EntryFacts> = {}): EntryFacts {
  const base = { entryId, participation: "checked-in", eligible: true, fileMarks: {}, hallRecord: [], chiefOrder: null } as const;
  return { ...base, forms, ...changes };
}

function roundOf(
  entries: readonly EntryFacts[],
  rules: Partial<EventRules> = {},
  changes: readonly RescoreChange[] = [],
): RoundRecord {
  const ruled = gatherRescored([changes]);
  return {
    entries,
    scheme: SCHEME,
    rules: { ...DEFAULT_RULES, ...rules },
    ruled: (entryId) => ruled.get(entryId) ?? NOTHING_RESCORED,
    givesAwards: true,
  };
}

const explain = (round: RoundRecord, entryId: string) => {
  const facts = round.entries.find((entry) => entry.entryId === entryId);
  return explainResult(round, entryId, (facts?.forms ?? []) as FormState[]);
};

const FULL: Given = {
  yes: 1,
  faults: 3,
  reading: 75,
  stated: 1500,
  scores: [2, 2, 3],
  others: [3, 3, 3],
  panel: [2500, 2600, 2800],
};

describe("the explanation of a total", () => {
  const round = roundOf([factsOf("a", formsOf(FULL))]);
  const { total } = explain(round, "a");

  it("has every aspect with what judges gave and the mark that follows (DOMAIN 5: 2.00 with 2, 2, 3 is 1.56)", () => {
    const aspects = total.criteria.flatMap(({ forms }) => forms.flatMap((form) => form.aspects));
    expect(aspects.map(({ aspectId, mark }) => [aspectId, mark])).toEqual([
      ["A1.1", 1000],
      // 10.00 less 3 x 2.50.
      ["A1.2", 250],
      // 0.075 mm falls into the second step.
      ["A1.3", 500],
      ["A2.1", 1500],
      ["B1.1", 156],
      ["B1.2", 1800],
      ["B1.3", 2600],
    ]);
    expect(aspects[4]?.detail).toEqual({
      kind: "judgement",
      scoreRounds: [
        {
          scoreRound: 1,
          spread: 1,
          scores: [
            { judge: 1, score: 2 },
            { judge: 2, score: 2 },
            { judge: 3, score: 3 },
          ],
        },
      ],
      sum: 7,
      divisor: 9,
    });
    expect(aspects[6]?.detail).toMatchObject({
      aggregation: "trimmed-mean",
      readings: [
        { judge: 1, mark: 2500, isDropped: true },
        { judge: 2, mark: 2600, isDropped: false },
        { judge: 3, mark: 2800, isDropped: true },
      ],
    });
  });

  it("adds up through forms, criteria and modules", () => {
    expect(total.criteria.map(({ id, mark, forms }) => [id, mark, forms.map((form) => form.mark)])).toEqual([
      ["A", 3250, [1750, 1500]],
      ["B", 4556, [4556]],
    ]);
    expect(total.modules.map(({ id, mark }) => [id, mark])).toEqual([
      ["M1", 3250],
      ["M2", 4556],
    ]);
    expect(total).toMatchObject({ earned: 7806, total: 7806, penalty: { value: 0, isRuled: false } });
  });

  it("shows the score rounds that were discarded", () => {
    const forms = listSubCriteria(SCHEME)
      .slice(2)
      .map((subCriterion) => {
        const rows = revisions(
          ["B1.1", 1, 1],
          ["B1.1", 2, 2],
          ["B1.1", 3, 3],
          ["B1.1", 1, 2, 2],
          ["B1.1", 2, 2, 2],
          ["B1.1", 3, 2, 2],
        );
        return computeFormState(subCriterion, TEAM, rows, { spreadLimit: 1 });
      });
    const explained = explain(roundOf([factsOf("a", forms)]), "a");
    const detail = explained.total.criteria[1]?.forms[0]?.aspects[0]?.detail;
    expect(detail?.kind === "judgement" && detail.scoreRounds.map(({ scoreRound, spread }) => [scoreRound, spread])).toEqual([
      [1, 2],
      [2, 0],
    ]);
  });

  it("weighs components, takes penalties, and says what a ruling replaced", () => {
    const components = [
      component("theory", 30, { passMark: hundredths(6000) }),
      component("practical", 70, { source: "scheme" }),
    ];
    const hallRecord = [
      { kind: "start", at: 0, seconds: null, penalty: null },
      { kind: "penalty", at: 60_000, seconds: null, penalty: 200 },
      { kind: "added-time", at: 90_000, seconds: 30, penalty: null },
      { kind: "stop", at: 3_600_000, seconds: null, penalty: null },
    ] as const;
    const facts = factsOf("a", formsOf(FULL), { fileMarks: { theory: hundredths(5500) }, hallRecord });
    const explained = explain(
      roundOf([facts], { components }, [
        { kind: "component", entryId: "a", component: "theory", mark: 6500 },
        { kind: "aspect", entryId: "a", aspectId: "A2.1", mark: 1700 },
        { kind: "penalty", entryId: "a", penalty: 100 },
        { kind: "time", entryId: "a", seconds: 3500 },
      ]),
      "a",
    );
    // (30 x 65.00 + 70 x 80.06) / 100 = 75.542, which is 75.54; less 1.00.
    expect(explained.total).toMatchObject({
      weightedSum: 755_420,
      earned: 7554,
      total: 7454,
      penalty: { value: 100, before: 200, isRuled: true },
      time: { value: 3500, before: 3570, isRuled: true },
      components: [
        { key: "theory", mark: 6500, before: 5500, failed: false, product: 195_000 },
        { key: "practical", mark: 8006, before: null, product: 560_420 },
      ],
    });
    expect(explained.total.criteria[0]?.forms[1]?.aspects[0]).toMatchObject({ mark: 1700, before: 1500 });
  });

  it("knows nothing before a form counts", () => {
    expect(explain(roundOf([factsOf("a", [])]), "a")).toMatchObject({
      total: { total: null, earned: null },
      place: { place: null },
      award: { reason: "not-ranked" },
    });
  });
});

describe("the explanation of a place", () => {
  const forms = formsOf(FULL);
  const lower = formsOf({ ...FULL, stated: 1400 });
  // 1.00 less in A and 1.00 more in B: the same total.
  const other = formsOf({ ...FULL, stated: 1400, panel: [2500, 2700, 2800] });

  it("compares with the neighbours rule by rule, up to the one that sets them apart", () => {
    const round = roundOf([factsOf("a", forms), factsOf("b", other), factsOf("c", lower)], {
      tieBreaks: [
        { by: "time", id: "", order: "asc" },
        { by: "module", id: "M2", order: "desc" },
      ],
    });
    const { place } = explain(round, "a");
    expect(place).toMatchObject({ place: 2, tied: false });
    expect(place.above).toMatchObject({
      entryId: "b",
      place: 1,
      comparisons: [
        { by: "total", own: 7806, other: 7806 },
        { by: "tie-break", tieBreak: { by: "time" }, own: null, other: null },
        { by: "tie-break", tieBreak: { by: "module" }, own: 4556, other: 4656 },
      ],
    });
    expect(place.below).toMatchObject({ entryId: "c", place: 3, comparisons: [{ by: "total", own: 7806, other: 7706 }] });
  });

  it("says that a tie is shared, open, or decided by the chief judge", () => {
    const entries = [factsOf("a", forms), factsOf("b", forms)];
    expect(explain(roundOf(entries), "a").place).toMatchObject({ tied: true, openTie: false, below: { isTied: true } });
    expect(explain(roundOf(entries, { lastTie: "chief" }), "a").place).toMatchObject({ tied: true, openTie: true });
    const decided = entries.map((facts, index) => ({ ...facts, chiefOrder: 2 - index }));
    const { place } = explain(roundOf(decided, { lastTie: "chief" }), "a");
    expect(place).toMatchObject({ place: 2, tied: false, above: { entryId: "b", isTied: false } });
    expect(place.above?.comparisons.at(-1)).toEqual({ by: "chief" });
  });

  it("sets who failed apart before the total", () => {
    const components = [
      component("theory", 0, { passMark: hundredths(6000) }),
      component("practical", 100, { source: "scheme" }),
    ];
    const round = roundOf(
      [
        factsOf("a", forms, { fileMarks: { theory: hundredths(5000) } }),
        factsOf("b", lower, { fileMarks: { theory: hundredths(6000) } }),
      ],
      { components },
    );
    expect(explain(round, "a").place.above?.comparisons).toEqual([{ by: "passed", own: false, other: true }]);
    expect(explain(round, "a").award).toMatchObject({ award: null, reason: "failed" });
  });
});

describe("the explanation of a scale score", () => {
  /** A round whose totals these are, by a component out of a file. */
  function scaled(scale: EventRules["scale"], totals: readonly number[]) {
    const components = [component("theory", 100)];
    const entries = totals.map((total, index) => factsOf(String(index), [], { fileMarks: { theory: hundredths(total) } }));
    return (index: number) => explain(roundOf(entries, { components, scale }), String(index)).scale;
  }

  it("has the median and MAD of DOMAIN 6: 61.42 in a round of median 8.00 and MAD 7.00 is 854", () => {
    // Distances from 8.00: 8, 8, 7, 0, 1, 7, 53.42; sorted 0, 1, 7, 7, 8, 8, 53.42: the middle is 7.00.
    const scaleOf = scaled("scale-700", [0, 1600, 1500, 800, 700, 100, 6142]);
    expect(scaleOf(6)).toEqual({
      scale: "scale-700",
      count: 7,
      total: 6142,
      middle: 80_000,
      spread: 70_000,
      // 30 x 53.42 / (1.4826 x 7) = 154.42
      added: 15_442,
      score: 854,
    });
    expect(scaleOf(0)).toMatchObject({ total: 0, score: 677 });
  });

  it("has the mean and deviation: 10, 20, 30 have 20 and 8.1650", () => {
    const scaleOf = scaled("scale-500", [1000, 2000, 3000]);
    // 30 x 10 / 8.16497 = 36.74
    expect(scaleOf(2)).toMatchObject({ middle: 200_000, spread: 81_650, added: 3674, score: 537 });
    expect(scaleOf(0)).toMatchObject({ added: -3674, score: 463 });
  });

  it("is none without a scale, and flat where totals do not differ", () => {
    expect(scaled("none", [1000, 2000])(0)).toBeNull();
    expect(scaled("scale-500", [1000, 1000])(0)).toMatchObject({ spread: 0, added: 0, score: 500 });
  });
});

describe("the explanation of an award", () => {
  const totals = [9000, 8000, 8000, 7000, 6000, 5000, 4000, 3000, 2000, 1000];
  const entries = totals.map((total, index) => factsOf(String(index), [], { fileMarks: { theory: hundredths(total) } }));
  const components = [component("theory", 100)];

  it("has base, cuts and the positions of a tie at a cut", () => {
    const award = { ...DEFAULT_AWARD, shares: { first: 10, second: 10, third: 30 } };
    const awardOf = (entryId: string, tiesAtCut: "in" | "out") =>
      explain(roundOf(entries, { components, award: { ...award, tiesAtCut } }), entryId).award;
    expect(awardOf("1", "in")).toMatchObject({
      award: "second",
      reason: null,
      base: 10,
      minimum: null,
      cuts: [
        { award: "first", to: 1 },
        { award: "second", to: 2 },
        { award: "third", to: 5 },
      ],
      positions: { from: 2, to: 3 },
    });
    expect(awardOf("1", "out")).toMatchObject({ award: "third" });
    expect(awardOf("9", "in")).toMatchObject({ award: null, reason: "beyond-the-cuts", positions: { from: 10, to: 10 } });
  });

  it("names the rule about few entries", () => {
    const { award } = explain(roundOf(entries.slice(0, 5), { components }), "1");
    expect(award).toMatchObject({ base: 5, minimum: { below: 6, tiers: ["first", "second"] }, given: ["first", "second"] });
  });

  it("has the group of a medal and the distance from its best", () => {
    const award: MedalsWithTolerance = {
      scheme: "medals-with-tolerance",
      on: "total",
      tolerance: 1000,
      medallionFrom: 5000,
      base: "started",
      minimumMark: null,
      minimumEntries: [],
    };
    const awardOf = (entryId: string) => explain(roundOf(entries, { components, award }), entryId).award;
    // Gold: 90, and 80 twice, within 10 of it; three golds: bronze where the last gold is within 10 of the next: 70 and 60.
    expect(awardOf("1")).toMatchObject({ award: "gold", best: 9000, value: 8000, counts: { first: 3, second: 0, third: 2 } });
    expect(awardOf("4")).toMatchObject({ award: "bronze", best: 7000, value: 6000 });
    expect(awardOf("5")).toMatchObject({ award: "medallion", best: null });
    expect(awardOf("6")).toMatchObject({ award: null, reason: "beyond-tolerance" });
  });

  it.each([
    ["ineligible", { eligible: false }],
    ["not-ranked", { participation: "disqualified" as const }],
  ])("says why there is none: %s", (reason, changes) => {
    const round = roundOf([{ ...(entries[0] as EntryFacts), ...changes }, ...entries.slice(1)], { components });
    expect(explain(round, "0").award).toMatchObject({ award: null, reason });
  });

  it("says that the total is below the least that wins, and that a round gives none", () => {
    const award = { ...DEFAULT_AWARD, minimumMark: hundredths(9500) };
    expect(explain(roundOf(entries, { components, award }), "0").award).toMatchObject({ award: null, reason: "below-minimum" });
    expect(explain({ ...roundOf(entries, { components }), givesAwards: false }, "0").award).toMatchObject({
      reason: "not-given-here",
    });
  });
});

const score = fc.integer({ min: 0, max: 3 });
const given: fc.Arbitrary<Given> = fc.record({
  yes: fc.integer({ min: 0, max: 1 }),
  faults: fc.integer({ min: 0, max: 6 }),
  reading: fc.integer({ min: 0, max: 200 }),
  stated: fc.integer({ min: 0, max: 2000 }),
  scores: fc.tuple(score, score, score),
  others: fc.tuple(score, score, score),
  panel: fc.tuple(...([3000, 3000, 3000] as const).map((max) => fc.integer({ min: 0, max }))) as fc.Arbitrary<
    [number, number, number]
  >,
});
const generated = fc.array(
  fc.record({
    given,
    theory: fc.integer({ min: 0, max: 10_000 }),
    penalty: fc.integer({ min: 0, max: 12_000 }),
    ruledMark: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
  }),
  { minLength: 1, maxLength: 6 },
);
const rules = fc.record({
  weights: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  roundingPlace: fc.constantFrom(2 as const, 1 as const, 0 as const),
});

/** Another scorer: it reads the leaves of an explanation and adds them up with fractions of its own. */
function addUp({ total }: Explanation): bigint {
  const halfUp = (above: bigint, below: bigint) => (2n * above + below) / (2n * below);
  let practical = 0n;
  for (const { maximum, mark, before, detail } of total.criteria.flatMap(({ forms }) => forms.flatMap((form) => form.aspects))) {
    const max = BigInt(maximum);
    let own = 0n;
    if (detail.kind === "judgement") {
      const scores = detail.scoreRounds.at(-1)?.scores ?? [];
      own = halfUp(BigInt(scores.reduce((sum, one) => sum + one.score, 0)) * max, 3n * BigInt(scores.length));
    } else if (detail.kind === "independent") {
      const kept = detail.readings.filter(({ isDropped }) => !isDropped);
      own = halfUp(
        kept.reduce((sum, reading) => sum + BigInt(reading.value), 0n),
        BigInt(kept.length),
      );
    } else {
      const value = BigInt(detail.value ?? 0);
      const { way } = detail;
      if (way.kind === "stated") own = value;
      if (way.kind === "yes-no") own = value * max;
      if (way.kind === "deduction") own = max - value * BigInt(way.each) > 0n ? max - value * BigInt(way.each) : 0n;
      if (way.kind === "table") own = BigInt(way.steps.find(({ upTo }) => upTo === null || value <= BigInt(upTo))?.mark ?? 0);
    }
    // Where a ruling stands, what judges gave must still lead to the mark that it replaced.
    if (before !== null && own !== BigInt(before)) throw new Error("the mark before the ruling does not follow from its leaves");
    practical += before === null ? own : BigInt(mark ?? 0);
  }
  let earned = practical;
  if (total.components.length > 0) {
    const unit = { 2: 100n, 1: 1000n, 0: 10_000n }[total.roundingPlace];
    const sum = total.components.reduce(
      (all, { weight, source, mark }) => all + BigInt(weight) * (source === "scheme" ? practical : BigInt(mark ?? 0)),
      0n,
    );
    earned = halfUp(sum, unit) * (unit / 100n);
  }
  const left = earned - BigInt(total.penalty.value);
  return left > 0n ? left : 0n;
}

describe("generated rounds", () => {
  const cases = fc.tuple(generated, rules).map(([people, { weights, roundingPlace }]) => {
    const components =
      weights === null ? [] : [component("theory", weights), component("practical", 100 - weights, { source: "scheme" })];
    const entries = people.map(({ given: values, theory, penalty }, index) =>
      factsOf(`e${index}`, formsOf(values), {
        fileMarks: { theory: hundredths(theory) },
        hallRecord: [{ kind: "penalty", at: 0, seconds: null, penalty }],
      }),
    );
    const changes = people.flatMap(({ ruledMark }, index): RescoreChange[] =>
      ruledMark === null ? [] : [{ kind: "aspect", entryId: `e${index}`, aspectId: "A1.1", mark: ruledMark }],
    );
    return roundOf(entries, { components, roundingPlace, scale: "scale-700" }, changes);
  });

  it("are explained by leaves that add up to the computed total", () => {
    fc.assert(
      fc.property(cases, (round) => {
        const outcomes = computeResults(
          round.entries.map((facts) => computeEntryMarks(facts, SCHEME, round.ruled(facts.entryId)).marks),
          round.rules,
          { givesAwards: true },
        );
        for (const outcome of outcomes) {
          const explained = explain(round, outcome.entryId);
          expect(addUp(explained)).toBe(BigInt(outcome.total ?? 0));
          expect(explained.total.total).toBe(outcome.total);
          expect(explained.place.place).toBe(outcome.place);
          expect(explained.scale?.score ?? null).toBe(outcome.scaleScore);
          expect(explained.award.award).toBe(outcome.award);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are not explained by leaves that were tampered with", () => {
    const round = roundOf([factsOf("a", formsOf(FULL))]);
    const explained = explain(round, "a");
    const tampered = JSON.parse(JSON.stringify(explained)) as {
      total: { criteria: { forms: { aspects: { detail: { value: number } }[] }[] }[] };
    };
    const detail = tampered.total.criteria[0]?.forms[1]?.aspects[0]?.detail;
    if (detail) detail.value -= 1;
    expect(addUp(tampered as unknown as Explanation)).not.toBe(BigInt(explained.total.total ?? 0));
  });

  it("hold every kind of aspect", () => {
    const kinds = new Set(listAspects(SCHEME).map(({ kind, way, each }) => each ?? way?.kind ?? kind));
    expect([...kinds].sort()).toEqual(["deduction", "judgement", "measurement", "table", "trimmed-mean", "yes-no"]);
  });
});
