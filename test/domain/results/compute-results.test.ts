/** From marks to places and awards: components with pass marks, penalties, time, scale, and who counts where (DOMAIN 6). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD, type ShareOfEntries } from "#app/domain/awards/award-scheme.ts";
import { computeResults, type EntryMarks, type EntryOutcome, findComponentMark } from "#app/domain/results/compute-results.ts";
import { DEFAULT_RULES, type EventRules, type TieBreak } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { component, marks, marksOf, reorder } from "./support.ts";

const THEORY = component("theory", 30, { passMark: hundredths(6000) });
const PRACTICAL = component("practical", 70, { source: "scheme", passMark: hundredths(6000) });
const RULES: EventRules = { ...DEFAULT_RULES, components: [THEORY, PRACTICAL] };

function outcomesOf(entries: readonly EntryMarks[], rules: EventRules = RULES, givesAwards = true) {
  return computeResults(entries, rules, { givesAwards });
}

function pick<Key extends keyof EntryOutcome>(outcomes: readonly EntryOutcome[], ...keys: readonly Key[]) {
  return outcomes.map((outcome) => keys.map((key) => outcome[key]));
}

function entry(entryId: string, theory: number | null, practical: number, changes: Partial<EntryMarks> = {}): EntryMarks {
  const fileMarks = theory === null ? {} : marks({ theory });
  return marksOf(entryId, { fileMarks, criteria: marks({ A: practical }), ...changes });
}

describe("a total", () => {
  it("without components adds the marks of the scheme; nothing is rounded", () => {
    const [outcome] = outcomesOf([marksOf("a", { criteria: marks({ A: 2831, B: 6667 }) })], DEFAULT_RULES);
    expect(outcome).toMatchObject({ total: 9498, components: [], passed: true });
  });

  it("weighs components: 85.00 and 90.50 at 30 and 70 percent are 88.85", () => {
    const [outcome] = outcomesOf([entry("a", 8500, 9050)]);
    expect(outcome?.total).toBe(8885);
    expect(outcome?.components).toEqual([
      { key: "theory", mark: 8500, failed: false },
      { key: "practical", mark: 9050, failed: false },
    ]);
  });

  it("takes a component from the modules that it names, out of a scheme with three", () => {
    const modules = marks({ M1: 4000, M2: 3000, M3: 2500 });
    const some = component("build", 100, { source: "scheme", modules: ["M1", "M3"] });
    expect(findComponentMark(some, marksOf("a", { modules, criteria: marks({ A: 9500 }) }))).toBe(6500);
    expect(findComponentMark({ ...some, modules: [] }, marksOf("a", { modules, criteria: marks({ A: 9500 }) }))).toBe(9500);
  });

  it("counts nothing for a component that is not known yet, and there is none before anything is known", () => {
    const outcomes = outcomesOf([
      entry("theory-missing", null, 9000),
      entry("not-marked", 8000, 0, { isMarked: false }),
      entry("nothing", null, 0, { isMarked: false }),
    ]);
    expect(pick(outcomes, "entryId", "total", "place", "passed")).toEqual([
      ["theory-missing", 6300, 1, true],
      ["not-marked", 2400, 2, true],
      ["nothing", null, null, true],
    ]);
  });

  it("loses its penalties, and never falls below zero", () => {
    const outcomes = outcomesOf(
      [
        marksOf("a", { criteria: marks({ A: 9000 }), penalty: hundredths(550) }),
        marksOf("b", { criteria: marks({ A: 300 }), penalty: hundredths(550) }),
      ],
      DEFAULT_RULES,
    );
    expect(pick(outcomes, "entryId", "total", "penalty")).toEqual([
      ["a", 8450, 550],
      ["b", 0, 550],
    ]);
  });

  it("is rounded at the named place before penalties are taken: 88.85 is 88.9, less 0.25 is 88.65", () => {
    const entries = [entry("a", 8500, 9050, { penalty: hundredths(25) })];
    expect(outcomesOf(entries, { ...RULES, roundingPlace: 1 })[0]?.total).toBe(8865);
    expect(outcomesOf(entries, { ...RULES, roundingPlace: 0 })[0]?.total).toBe(8875);
  });
});

describe("a pass mark", () => {
  // Totals: a 78.00, b 87.99 with theory failed by 0.01, c 72.00, d 65.00 with practical failed.
  const entries = [entry("a", 7800, 7800), entry("b", 5999, 10000), entry("c", 7200, 7200), entry("d", 10000, 5000)];

  it("puts who failed after all who passed, in the order of their totals; they win nothing and count in the base", () => {
    // 10, 30 and 60 percent of the four that started are 0, 1 and 2; of the two that passed they would be 0, 1 and 1.
    const outcomes = outcomesOf(entries, { ...RULES, award: { ...DEFAULT_AWARD, minimumEntries: [], excellenceTo: 100 } });
    expect(pick(outcomes, "entryId", "total", "place", "passed", "award")).toEqual([
      ["a", 7800, 1, true, "second"],
      ["c", 7200, 2, true, "third"],
      ["b", 8800, 3, false, null],
      ["d", 6500, 4, false, null],
    ]);
  });

  it("or leaves them where their total puts them, where the rules say so; they win nothing either way", () => {
    const outcomes = outcomesOf(entries, { ...RULES, failed: "by-total", award: { ...DEFAULT_AWARD, minimumEntries: [] } });
    expect(pick(outcomes, "entryId", "place", "award")).toEqual([
      ["b", 1, null],
      ["a", 2, "second"],
      ["c", 3, "third"],
      ["d", 4, null],
    ]);
  });

  it("is reached by exactly the mark, and not by a penalty", () => {
    const outcomes = outcomesOf([entry("a", 6000, 6000, { penalty: hundredths(5000) })]);
    expect(pick(outcomes, "total", "passed")).toEqual([[1000, true]]);
  });

  it("says which component failed", () => {
    const [outcome] = outcomesOf([entry("b", 5999, 10000)]);
    expect(outcome?.components.map(({ key, failed }) => [key, failed])).toEqual([
      ["theory", true],
      ["practical", false],
    ]);
  });
});

describe("time used", () => {
  const byTime: readonly TieBreak[] = [{ by: "time", id: "", order: "asc" }];

  it("sets equals apart, the shorter first, and who has none after those with one", () => {
    const same = { criteria: marks({ A: 8000 }) };
    const outcomes = outcomesOf(
      [
        marksOf("none", same),
        marksOf("slow", { ...same, timeUsed: 3601 }),
        marksOf("fast", { ...same, timeUsed: 3600 }),
        marksOf("also-fast", { ...same, timeUsed: 3600 }),
      ],
      { ...DEFAULT_RULES, tieBreaks: byTime },
    );
    expect(pick(outcomes, "entryId", "place", "timeUsed")).toEqual([
      ["also-fast", 1, 3600],
      ["fast", 1, 3600],
      ["slow", 3, 3601],
      ["none", 4, null],
    ]);
  });
});

describe("scale scores", () => {
  it("take in who started and was not disqualified, out of competition too, eligible or not", () => {
    const totals = [6142, 3958, 1500, 950, 800, 725, 100, 50, 0];
    const entries = totals.map((total, index) => marksOf(`entry-${index}`, { criteria: marks({ A: total }) }));
    const others = [
      marksOf("disqualified", { status: "disqualified", criteria: marks({ A: 9999 }) }),
      marksOf("absent", { status: "absent", isMarked: false }),
      marksOf("withdrawn", { status: "withdrawn", criteria: marks({ A: 9998 }) }),
    ];
    const inScale = entries.map((one, index) => (index === 0 ? { ...one, status: "out-of-competition" as const } : one));
    const guests = inScale.map((one, index) => (index === 1 ? { ...one, eligible: false } : one));
    const outcomes = outcomesOf([...guests, ...others], { ...DEFAULT_RULES, scale: "scale-700" });
    const scores = new Map(outcomes.map(({ entryId, scaleScore }) => [entryId, scaleScore]));
    expect(totals.map((_total, index) => scores.get(`entry-${index}`))).toEqual([854, 791, 720, 704, 700, 698, 680, 678, 677]);
    expect(others.map(({ entryId }) => scores.get(entryId))).toEqual([null, null, null]);
  });
});

describe("open ties and awards", () => {
  const scheme: ShareOfEntries = {
    ...DEFAULT_AWARD,
    shares: { first: 25, second: 25, third: 50 },
    minimumEntries: [],
  };
  const rules: EventRules = { ...DEFAULT_RULES, lastTie: "chief", award: scheme };
  const entries = [9000, 8000, 8000, 7000, 7000, 6000, 5000, 4000].map((total, index) =>
    marksOf(`entry-${index}`, { criteria: marks({ A: total }) }),
  );

  it("give what any decision would leave: nothing across a cut, the tier within one", () => {
    // Cuts at 2, 4 and 8: the tie of places 2 and 3 lies across the first, that of 4 and 5 across the second.
    expect(pick(outcomesOf(entries, rules), "place", "openTie", "award")).toEqual([
      [1, false, "first"],
      [2, true, null],
      [2, true, null],
      [4, true, null],
      [4, true, null],
      [6, false, "third"],
      [7, false, "third"],
      [8, false, "third"],
    ]);
    const wider: EventRules = { ...rules, award: { ...scheme, shares: { first: 38, second: 25, third: 37 } } };
    // Cuts at 3 (304 / 100) and 5 (504 / 100).
    expect(pick(outcomesOf(entries, wider), "openTie", "award").slice(0, 5)).toEqual([
      [false, "first"],
      [true, "first"],
      [true, "first"],
      [true, "second"],
      [true, "second"],
    ]);
  });

  it("take the decision when it is there", () => {
    const decided = entries.map((one, index) => (index === 1 || index === 2 ? { ...one, chiefOrder: index === 1 ? 2 : 1 } : one));
    expect(pick(outcomesOf(decided, rules), "entryId", "place", "award").slice(0, 3)).toEqual([
      ["entry-0", 1, "first"],
      ["entry-2", 2, "first"],
      ["entry-1", 3, "second"],
    ]);
  });
});

it("a round that others follow gives no awards", () => {
  expect(pick(outcomesOf([entry("a", 9000, 9000)], RULES, false), "place", "award")).toEqual([[1, null]]);
});

const anyMark = fc.integer({ min: 0, max: 12 });
const anyRow = fc.record({
  A: anyMark,
  B: anyMark,
  theory: fc.option(anyMark, { freq: 6 }),
  penalty: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
  timeUsed: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4 }),
  chiefOrder: fc.option(fc.integer({ min: 1, max: 3 })),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant("checked-in" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...PARTICIPATIONS) },
  ),
  eligible: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});
const anyEntries = fc.array(anyRow, { maxLength: 25 }).map((rows) =>
  rows.map(({ A, B, theory, penalty, ...rest }, index): EntryMarks => {
    const fileMarks = theory === null ? {} : marks({ theory });
    const modules = marks({ M1: A, M2: B });
    return marksOf(`entry-${index}`, { ...rest, criteria: marks({ A, B }), modules, fileMarks, penalty: hundredths(penalty) });
  }),
);
const TIE_BREAKS: readonly TieBreak[] = [
  { by: "component", id: "theory", order: "desc" },
  { by: "module", id: "M2", order: "desc" },
  { by: "criterion", id: "B", order: "desc" },
  { by: "time", id: "", order: "asc" },
];
const anyAward: fc.Arbitrary<EventRules["award"]> = fc.oneof(
  fc.record({
    scheme: fc.constant("share-of-entries" as const),
    shares: fc.constantFrom({ first: 10, second: 20, third: 30 }, { first: 5, second: 0, third: 45 }),
    excellenceTo: fc.constantFrom(null, 50, 80),
    base: fc.constantFrom("started" as const, "registered" as const),
    rounding: fc.constantFrom("up" as const, "half-up" as const, "down" as const),
    tiesAtCut: fc.constantFrom("in" as const, "out" as const),
    minimumMark: fc.constantFrom(null, hundredths(5)),
    minimumEntries: fc.constantFrom([], DEFAULT_AWARD.minimumEntries),
  }),
  fc.record({
    scheme: fc.constant("medals-with-tolerance" as const),
    on: fc.constantFrom("total" as const, "scaleScore" as const),
    tolerance: fc.integer({ min: 0, max: 3 }),
    medallionFrom: fc.constantFrom(null, 8, 700),
    base: fc.constantFrom("started" as const, "registered" as const),
    minimumMark: fc.constantFrom(null, hundredths(5)),
    minimumEntries: fc.constantFrom([], DEFAULT_AWARD.minimumEntries),
  }),
);
const anyRules: fc.Arbitrary<EventRules> = fc
  .record({
    components: fc.constantFrom(
      [],
      [component("theory", 30, { passMark: hundredths(4) }), component("practical", 70, { source: "scheme" })],
      [component("theory", 40), component("M2", 60, { source: "scheme", modules: ["M2"], passMark: hundredths(3) })],
    ),
    failed: fc.constantFrom("last" as const, "by-total" as const),
    roundingPlace: fc.constantFrom(2 as const, 1 as const, 0 as const),
    tieBreaks: fc.subarray([...TIE_BREAKS]),
    lastTie: fc.constantFrom("share" as const, "chief" as const),
    scale: fc.constantFrom("none" as const, "scale-700" as const, "scale-500" as const),
    award: anyAward,
  })
  .map((rules) => ({ ...DEFAULT_RULES, ...rules }));

describe("for any entries and any rules", () => {
  it("the order of entries, and of criteria, modules and files within one, changes nothing", () => {
    const turned = (values: EntryMarks["criteria"]) => Object.fromEntries(Object.entries(values).reverse());
    fc.assert(
      fc.property(anyEntries, anyRules, fc.array(fc.nat(), { minLength: 1 }), (entries, rules, keys) => {
        const other = reorder(entries, keys).map((one) => ({
          ...one,
          criteria: turned(one.criteria),
          modules: turned(one.modules),
          fileMarks: turned(one.fileMarks),
        }));
        expect(JSON.stringify(outcomesOf(other, rules))).toBe(JSON.stringify(outcomesOf(entries, rules)));
      }),
      { numRuns: 300 },
    );
  });

  it("a higher mark never lowers a place: in a criterion of the scheme, or out of a file", () => {
    fc.assert(
      fc.property(
        anyEntries,
        anyRules,
        fc.nat(),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        (entries, rules, at, isFile, gain) => {
          const chosen = entries[at % (entries.length || 1)];
          if (chosen?.status !== "checked-in") return;
          const up = (values: EntryMarks["criteria"], key: string) => ({
            ...values,
            [key]: hundredths((values[key] ?? 0) + gain),
          });
          const raised = isFile
            ? { ...chosen, fileMarks: up(chosen.fileMarks, "theory") }
            : { ...chosen, criteria: up(chosen.criteria, "B"), modules: up(chosen.modules, "M2") };
          // A mark that was not there at all may turn out to be a failed one: that is not a higher mark.
          if (isFile && chosen.fileMarks.theory === undefined) return;
          const place = (all: readonly EntryMarks[]) =>
            outcomesOf(all, rules).find(({ entryId }) => entryId === chosen.entryId)?.place ?? null;
          const before = place(entries);
          const after = place(entries.map((one) => (one === chosen ? raised : one)));
          if (before !== null) expect(after).toBeLessThanOrEqual(before);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("entries that are not eligible use no quota and move nobody's award, as long as the scale takes in nobody", () => {
    // A decision names every one of the equals, guests too, or nobody: one that forgot a guest would leave the tie open.
    fc.assert(
      fc.property(anyEntries, anyRules, fc.boolean(), (any, rules, isDecided) => {
        const entries = any.map((one) => ({ ...one, chiefOrder: isDecided ? (one.chiefOrder ?? 4) : null }));
        const fixed: EventRules = { ...rules, scale: "none" };
        const eligible = entries.filter((one) => one.eligible);
        const alone = new Map(outcomesOf(eligible, fixed).map(({ entryId, award }) => [entryId, award]));
        for (const { entryId, eligible, award } of outcomesOf(entries, fixed)) {
          expect([entryId, award]).toEqual([entryId, eligible ? alone.get(entryId) : null]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("who is absent, withdrawn, disqualified, out of competition or failed wins nothing", () => {
    fc.assert(
      fc.property(anyEntries, anyRules, (entries, rules) => {
        for (const { status, passed, award } of outcomesOf(entries, rules)) {
          if (status !== "checked-in" || !passed) expect(award).toBeNull();
        }
      }),
    );
  });
});
