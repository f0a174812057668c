/** Places: total, tie-breaks, last policy; and that nothing depends on the order of the input. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TieBreak } from "#app/domain/results/rules.ts";
import { computeStandings, type EntryResult } from "#app/domain/results/standings.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { criteria, reorder, result } from "./support.ts";

const BY_A: TieBreak = { by: "criterion", id: "A", order: "desc" };
const BY_B: TieBreak = { by: "criterion", id: "B", order: "asc" };
const SHARE = { tieBreaks: [], lastTie: "share", failed: "last" } as const;
const CHIEF = { tieBreaks: [], lastTie: "chief", failed: "last" } as const;

function places(results: readonly EntryResult[], rules: Parameters<typeof computeStandings>[1] = SHARE) {
  return computeStandings(results, rules).map(({ entryId, place }) => [entryId, place]);
}

describe("places", () => {
  it("are shared and the next left out: 1, 2, 2, 4", () => {
    const results = [result("d", 7000), result("c", 8000), result("b", 8000), result("a", 9000)];
    expect(places(results)).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 2],
      ["d", 4],
    ]);
    expect(computeStandings(results, SHARE).map(({ tied }) => tied)).toEqual([false, true, true, false]);
  });

  it("are 1, 1, 1 for three equals and 4 for the next", () => {
    expect(places(["a", "b", "c"].map((id) => result(id, 100)).concat(result("d", 99))).map(([, place]) => place)).toEqual([
      1, 1, 1, 4,
    ]);
  });

  it("are not given to those absent, withdrawn, disqualified, out of competition or not yet in: they follow, apart", () => {
    const results = [
      result("z", null, { status: "disqualified" }),
      result("y", null, { status: "withdrawn" }),
      result("x", null, { status: "absent" }),
      result("w", 9900, { status: "out-of-competition" }),
      result("v", null, { status: "expected" }),
      result("u", null),
      result("t", 100),
    ];
    expect(places(results)).toEqual([
      ["t", 1],
      ["u", null],
      ["v", null],
      ["w", null],
      ["x", null],
      ["y", null],
      ["z", null],
    ]);
  });

  it("are kept by an entry not eligible for awards", () => {
    expect(places([result("a", 9000, { eligible: false }), result("b", 8000)])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });
});

describe("tie-breaks", () => {
  const equals = [
    result("a", 8000, { values: criteria({ A: 3000, B: 5000 }) }),
    result("b", 8000, { values: criteria({ A: 4000, B: 4000 }) }),
    result("c", 8000, { values: criteria({ A: 3000, B: 4500 }) }),
  ];

  it("apply one after the other, and say which one decided", () => {
    const standings = computeStandings([...equals, result("d", 7000)], { ...SHARE, tieBreaks: [BY_A, BY_B] });
    expect(standings.map(({ entryId, place, separatedBy }) => [entryId, place, separatedBy])).toEqual([
      ["b", 1, BY_A],
      ["c", 2, BY_B],
      ["a", 3, BY_B],
      ["d", 4, null],
    ]);
  });

  it("leave a tie where none separates", () => {
    const standings = computeStandings(equals, { ...SHARE, tieBreaks: [BY_A] });
    expect(standings.map(({ entryId, place, tied, openTie }) => [entryId, place, tied, openTie])).toEqual([
      ["b", 1, false, false],
      ["a", 2, true, false],
      ["c", 2, true, false],
    ]);
  });
});

describe("the chief judge's decision", () => {
  it("leaves the tie open until it is made", () => {
    const standings = computeStandings([result("a", 8000), result("b", 8000), result("c", 7000)], CHIEF);
    expect(standings.map(({ place, openTie }) => [place, openTie])).toEqual([
      [1, true],
      [1, true],
      [3, false],
    ]);
  });

  it("sets equals apart in its order", () => {
    const standings = computeStandings([result("a", 8000, { chiefOrder: 2 }), result("b", 8000, { chiefOrder: 1 })], CHIEF);
    expect(standings.map(({ entryId, place, openTie, separatedBy }) => [entryId, place, openTie, separatedBy])).toEqual([
      ["b", 1, false, { by: "chief" }],
      ["a", 2, false, { by: "chief" }],
    ]);
  });

  it("may be that they share", () => {
    const results = [result("a", 8000, { chiefOrder: 1 }), result("b", 8000, { chiefOrder: 1 })];
    expect(computeStandings(results, CHIEF).map(({ place, tied, openTie }) => [place, tied, openTie])).toEqual([
      [1, true, false],
      [1, true, false],
    ]);
  });

  it("does not count where it names only some of the equals, nor against a total, nor where places are shared", () => {
    const some = [result("a", 8000, { chiefOrder: 2 }), result("b", 8000, { chiefOrder: 1 }), result("c", 8000)];
    expect(computeStandings(some, CHIEF).map(({ place, openTie }) => [place, openTie])).toEqual(Array(3).fill([1, true]));
    const mixed = [
      result("a", 8000, { chiefOrder: 1, chiefDecision: "one" }),
      result("b", 8000, { chiefOrder: 2, chiefDecision: "other" }),
    ];
    expect(computeStandings(mixed, CHIEF).map(({ place, openTie }) => [place, openTie])).toEqual([
      [1, true],
      [1, true],
    ]);
    const different = [result("a", 8000, { chiefOrder: 2 }), result("b", 7999, { chiefOrder: 1 })];
    expect(places(different, CHIEF)).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(places(some.slice(0, 2), SHARE)).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });
});

const anyMark = fc.integer({ min: 0, max: 6 });
const anyResults = fc
  .array(
    fc.record({
      total: fc.option(anyMark, { freq: 8 }),
      A: anyMark,
      B: anyMark,
      chiefOrder: fc.option(fc.integer({ min: 1, max: 3 })),
      status: fc.oneof(
        { weight: 6, arbitrary: fc.constant("checked-in" as const) },
        { weight: 1, arbitrary: fc.constantFrom(...PARTICIPATIONS) },
      ),
      eligible: fc.boolean(),
      passed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(({ total, A, B, ...rest }, index) => result(`entry-${index}`, total, { ...rest, values: criteria({ A, B }) })),
  );
const anyRules = fc.record({
  tieBreaks: fc.constantFrom<readonly TieBreak[]>([], [BY_A], [BY_B, BY_A]),
  lastTie: fc.constantFrom("share", "chief"),
  failed: fc.constantFrom("last", "by-total"),
});
const anyKeys = fc.array(fc.integer(), { minLength: 1 });

describe("for any results", () => {
  it("the order of the input changes nothing", () => {
    fc.assert(
      fc.property(anyResults, anyRules, anyKeys, (results, rules, keys) => {
        expect(computeStandings(reorder(results, keys), rules)).toEqual(computeStandings(results, rules));
      }),
    );
  });

  it("a place is one more than the number of entries ranked above it", () => {
    fc.assert(
      fc.property(anyResults, anyRules, (results, rules) => {
        const standings = computeStandings(results, rules);
        expect(standings).toHaveLength(results.length);
        for (const { place, tied } of standings) {
          if (place === null) continue;
          expect(standings.filter((other) => other.place !== null && other.place < place)).toHaveLength(place - 1);
          expect(standings.filter((other) => other.place === place).length > 1).toBe(tied);
        }
      }),
    );
  });

  it("a higher mark never lowers a place", () => {
    fc.assert(
      fc.property(anyResults, anyRules, fc.nat(), fc.integer({ min: 1, max: 4 }), (results, rules, pick, gain) => {
        const chosen = results[pick % (results.length || 1)];
        if (!chosen || chosen.total === null || chosen.status !== "checked-in") return;
        const raised = { ...chosen, total: hundredths(chosen.total + gain) };
        const find = (all: readonly EntryResult[]) =>
          computeStandings(all, rules).find(({ entryId }) => entryId === chosen.entryId)?.place ?? 0;
        expect(find(results.map((other) => (other === chosen ? raised : other)))).toBeLessThanOrEqual(find(results));
      }),
    );
  });
});
