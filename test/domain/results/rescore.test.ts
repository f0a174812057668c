/** Re-score sets: the last word of each fact, marks of judges untouched, and that one reversed leaves no trace (DOMAIN 8). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import { computeFormState } from "#app/domain/marking/form.ts";
import type { HallRecordLine } from "#app/domain/marking/hall-record.ts";
import { computeResults } from "#app/domain/results/compute-results.ts";
import { computeEntryMarks, type EntryFacts } from "#app/domain/results/entry-facts.ts";
import { computeRescoredMark, gatherRescored, NOTHING_RESCORED, type RescoreChange } from "#app/domain/results/rescore.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { revisions, SCHEME, SUB_CRITERION, TEAM } from "../marking/support.ts";
import { component, marks } from "./support.ts";

/** A1.1 with the scores 2, 2, 3 is 1.56 of 2.00; A1.2 is stated. */
function formOf(stated: number) {
  const rows = revisions(["A1.1", 1, 2], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.2", 1, stated]);
  return computeFormState(SUB_CRITERION, TEAM, rows, { spreadLimit: 1 });
}

const HOUR: readonly HallRecordLine[] = [
  { kind: "start", at: 0, seconds: null, penalty: null },
  { kind: "stop", at: 3_600_000, seconds: null, penalty: null },
  { kind: "penalty", at: 1_000, seconds: null, penalty: 200 },
];

function factsOf(entryId: string, stated: number, changes: Partial<EntryFacts> = {}): EntryFacts {
  const forms = [formOf(stated)];
  return {
    entryId,
    participation: "checked-in",
    eligible: true,
    forms,
    fileMarks: marks({ theory: 7000 }),
    hallRecord: HOUR,
    chiefOrder: null,
    ...changes,
  };
}

const RULES: EventRules = {
  ...DEFAULT_RULES,
  components: [component("theory", 30), component("practical", 70, { source: "scheme" })],
  tieBreaks: [{ by: "time", id: "", order: "asc" }],
  scale: "scale-500",
  award: { ...DEFAULT_AWARD, scheme: "fixed-counts", counts: { first: 1, second: 1, third: 1 }, minimumEntries: [] },
};

function resultsOf(all: readonly EntryFacts[], sets: readonly (readonly RescoreChange[])[]) {
  const rescored = gatherRescored(sets);
  const entries = all.map((facts) => computeEntryMarks(facts, SCHEME, rescored.get(facts.entryId) ?? NOTHING_RESCORED).marks);
  return computeResults(entries, RULES, { givesAwards: true });
}

describe("a change", () => {
  it("gives an aspect another mark, and leaves the others as the judges gave them", () => {
    const change: RescoreChange = { kind: "aspect", entryId: "a", aspectId: "A1.2", mark: 700 };
    const ruled = gatherRescored([[change]]).get("a") ?? NOTHING_RESCORED;
    expect(computeRescoredMark(formOf(500), ruled)).toBe(156 + 700);
    expect(computeRescoredMark(formOf(500), NOTHING_RESCORED)).toBe(156 + 500);
    expect(computeRescoredMark({ mark: null, aspects: formOf(500).aspects }, ruled)).toBeNull();
  });

  it("of a later set is the last word of the same fact, and of no other", () => {
    const first: readonly RescoreChange[] = [
      { kind: "penalty", entryId: "a", penalty: 0 },
      { kind: "time", entryId: "a", seconds: 3000 },
    ];
    const second: readonly RescoreChange[] = [{ kind: "penalty", entryId: "a", penalty: 100 }];
    expect(gatherRescored([first, second]).get("a")).toMatchObject({ penalty: 100, time: 3000, participation: null });
    expect(gatherRescored([second, first]).get("a")).toMatchObject({ penalty: 0, time: 3000 });
  });

  it("counts in the total: theory 70.00 to 80.00 at 30 percent is 3.00 more, a penalty of 2.00 lifted 2.00", () => {
    // (30 x 70.00 + 70 x 6.56) / 100 = 25.592, which is 25.59; less 2.00.
    expect(resultsOf([factsOf("a", 500)], [])[0]?.total).toBe(2359);
    const sets: readonly RescoreChange[][] = [
      [{ kind: "component", entryId: "a", component: "theory", mark: 8000 }],
      [{ kind: "penalty", entryId: "a", penalty: 0 }],
    ];
    expect(resultsOf([factsOf("a", 500)], sets)[0]?.total).toBe(2859);
  });

  it("can disqualify: no place, no scale score, no award", () => {
    const all = [factsOf("a", 800), factsOf("b", 500)];
    const set: readonly RescoreChange[] = [{ kind: "participation", entryId: "a", participation: "disqualified" }];
    expect(resultsOf(all, [set]).map(({ entryId, place, scaleScore, award }) => [entryId, place, scaleScore, award])).toEqual([
      ["b", 1, 500, "first"],
      ["a", null, null, null],
    ]);
  });
});

const anyFacts = fc
  .array(
    fc.record({
      stated: fc.integer({ min: 0, max: 800 }),
      theory: fc.integer({ min: 0, max: 10_000 }),
      participation: fc.oneof(
        { weight: 4, arbitrary: fc.constant("checked-in" as const) },
        { weight: 1, arbitrary: fc.constantFrom(...PARTICIPATIONS) },
      ),
      hallRecord: fc.constantFrom(HOUR, []),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ stated, theory, ...rest }, index) =>
      factsOf(`entry-${index}`, stated, { ...rest, fileMarks: marks({ theory }) }),
    ),
  );
const anyMark = fc.integer({ min: 0, max: 800 });
const anyChange: fc.Arbitrary<RescoreChange> = fc
  .tuple(fc.nat({ max: 7 }), fc.constantFrom("aspect", "component", "penalty", "time", "participation"), anyMark, fc.nat())
  .map(([index, kind, mark, pick]): RescoreChange => {
    const entryId = `entry-${index}`;
    switch (kind) {
      case "aspect":
        return { kind, entryId, aspectId: pick % 2 === 0 ? "A1.1" : "A1.2", mark };
      case "component":
        return { kind, entryId, component: "theory", mark };
      case "penalty":
        return { kind, entryId, penalty: mark };
      case "time":
        return { kind, entryId, seconds: mark };
      default:
        return { kind: "participation", entryId, participation: PARTICIPATIONS[pick % PARTICIPATIONS.length] ?? "checked-in" };
    }
  });
const anySet = fc.array(anyChange, { minLength: 1, maxLength: 6 });

/** What says again what stood before the change. */
function invert(change: RescoreChange, facts: EntryFacts | undefined): readonly RescoreChange[] {
  if (!facts) return [];
  const { entryId } = change;
  switch (change.kind) {
    case "aspect":
      return [{ ...change, mark: facts.forms[0]?.aspects.find(({ aspectId }) => aspectId === change.aspectId)?.mark ?? 0 }];
    case "component":
      return [{ ...change, mark: facts.fileMarks.theory ?? 0 }];
    case "penalty":
      return [{ kind: "penalty", entryId, penalty: facts.hallRecord.length === 0 ? 0 : 200 }];
    case "time":
      return [{ kind: "time", entryId, seconds: 3600 }];
    case "participation":
      return [{ kind: "participation", entryId, participation: facts.participation }];
  }
}

describe("for any facts and any sets", () => {
  it("a set applied and reversed restores every byte of the results, whatever stands before and after it", () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.array(anySet, { maxLength: 2 }),
        anySet,
        fc.array(anySet, { maxLength: 2 }),
        (all, before, set, after) => {
          const untouched = JSON.stringify(all);
          const without = JSON.stringify(resultsOf(all, [...before, ...after]));
          resultsOf(all, [...before, set, ...after]);
          expect(JSON.stringify(resultsOf(all, [...before, ...after]))).toBe(without);
          expect(JSON.stringify(all)).toBe(untouched);
        },
      ),
    );
  });

  it("a set can be undone by a further one that says what stood before, byte for byte", () => {
    fc.assert(
      fc.property(anyFacts, anySet, (all, set) => {
        const known = new Map(all.map((facts) => [facts.entryId, facts]));
        const inverse = set.flatMap((change) => invert(change, known.get(change.entryId)));
        // What was never taken cannot be said to have been: of a time there has to be one.
        fc.pre(set.every(({ kind, entryId }) => kind !== "time" || known.get(entryId)?.hallRecord.length !== 0));
        expect(JSON.stringify(resultsOf(all, [set, inverse]))).toBe(JSON.stringify(resultsOf(all, [])));
      }),
    );
  });

  it("a set that changes something is seen: the property above could not hold by doing nothing", () => {
    const set: readonly RescoreChange[] = [{ kind: "aspect", entryId: "a", aspectId: "A1.2", mark: 0 }];
    const all = [factsOf("a", 800)];
    expect(JSON.stringify(resultsOf(all, [set]))).not.toBe(JSON.stringify(resultsOf(all, [])));
    expect(hundredths(resultsOf(all, [set])[0]?.total ?? 0)).toBe(2009);
  });
});
