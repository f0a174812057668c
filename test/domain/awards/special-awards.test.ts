/** Team totals, the best of each delegation, the highest of all, excellent organisation and coaches (DOMAIN 7). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkSpecialAwards,
  computePoints,
  computeSpecialAwards,
  DEFAULT_SPECIAL_AWARDS,
  POINTS_BY_AWARD,
  POINTS_BY_PLACE,
  type SpecialAwardEntry,
} from "#app/domain/awards/special-awards.ts";
import { decideSpecialAwardsChange } from "#app/domain/awards/special-awards-change.ts";

let made = 0;
function entry(delegationId: string, place: number | null, more: Partial<SpecialAwardEntry> = {}): SpecialAwardEntry {
  made += 1;
  return {
    entryId: `${delegationId}-${made}`,
    eventId: "DG",
    delegationId,
    eligible: true,
    place,
    passed: true,
    award: null,
    total: place === null ? null : 10_000 - place * 100,
    maximum: 10_000,
    scaleScore: null,
    ...more,
  };
}

describe("points", () => {
  it("are 10, 9, 8, 7, 6, 5, then 4 to the tenth and 1 to the rest (威海 2018)", () => {
    const points = Array.from({ length: 12 }, (_, index) => computePoints(entry("A", index + 1), POINTS_BY_PLACE));
    expect(points).toEqual([10, 9, 8, 7, 6, 5, 4, 4, 4, 4, 1, 1]);
    expect(computePoints(entry("A", null), POINTS_BY_PLACE)).toBe(0);
  });

  it("are 8, 4, 2 by prize tier, 1 to who passed everything and nothing to who did not (机械行业 2024)", () => {
    const of = (more: Partial<SpecialAwardEntry>) => computePoints(entry("A", 5, more), POINTS_BY_AWARD);
    expect([of({ award: "first" }), of({ award: "second" }), of({ award: "third" })]).toEqual([8, 4, 2]);
    expect([of({}), of({ passed: false })]).toEqual([1, 0]);
  });
});

describe("team totals", () => {
  const rules = { ...DEFAULT_SPECIAL_AWARDS, organisationPlaces: 1 };

  it("add the points of all events and break ties by the number of first places, then second", () => {
    // A: 10 + 6 = 16 with one first place; B: 9 + 7 = 16 without; C: 8 + 9 = 17.
    const { teams, organisation } = computeSpecialAwards(
      [
        entry("A", 1),
        entry("B", 2),
        entry("C", 3),
        entry("C", 2, { eventId: "WL" }),
        entry("B", 4, { eventId: "WL" }),
        entry("A", 5, { eventId: "WL" }),
      ],
      rules,
    );
    expect(teams.map(({ delegationId, points, place }) => [place, delegationId, points])).toEqual([
      [1, "C", 17],
      [2, "A", 16],
      [3, "B", 16],
    ]);
    expect(teams[0]?.byEvent).toEqual({ DG: 8, WL: 9 });
    expect(organisation).toEqual(["C"]);
  });

  it("share a place when even the places are equal, and both win excellent organisation", () => {
    const { teams, organisation } = computeSpecialAwards([entry("A", 1), entry("B", 1), entry("C", 3)], rules);
    expect(teams.map(({ place }) => place)).toEqual([1, 1, 3]);
    expect([...organisation].sort()).toEqual(["A", "B"]);
  });

  it("leave out entries that are not eligible or have no place", () => {
    const { teams } = computeSpecialAwards([entry("A", 1, { eligible: false }), entry("A", null), entry("B", 2)], rules);
    expect(teams.map(({ delegationId, points }) => [delegationId, points])).toEqual([["B", 9]]);
  });
});

describe("the best", () => {
  it("is the highest scale score where every event has one; all who are equal win", () => {
    const scaled = [
      entry("A", 1, { scaleScore: 741 }),
      entry("B", 1, { eventId: "WL", scaleScore: 741 }),
      entry("B", 2, { scaleScore: 700 }),
    ];
    const { highest, bestOfDelegation } = computeSpecialAwards(scaled, DEFAULT_SPECIAL_AWARDS);
    expect(highest).toEqual([scaled[0]?.entryId, scaled[1]?.entryId]);
    expect(bestOfDelegation.get("B")).toEqual([scaled[1]?.entryId]);
  });

  it("is the highest share of the maximum where an event has no scale: 92 of 100 beats 135 of 150", () => {
    const [hundred, hundredFifty] = [
      entry("A", 1, { total: 9200 }),
      entry("B", 1, { eventId: "WL", total: 13_500, maximum: 15_000, scaleScore: 800 }),
    ];
    expect(computeSpecialAwards([hundred, hundredFifty], DEFAULT_SPECIAL_AWARDS).highest).toEqual([hundred.entryId]);
  });

  it("has coaches: of those with one of the named awards", () => {
    const [gold, silver] = [entry("A", 1, { award: "first" }), entry("B", 2, { award: "second" })];
    expect(computeSpecialAwards([gold, silver], DEFAULT_SPECIAL_AWARDS).coached).toEqual([gold.entryId]);
  });
});

it("does not depend on the order of the results", () => {
  const arbitrary = fc.array(
    fc.record({ delegation: fc.constantFrom("A", "B", "C"), place: fc.integer({ min: 1, max: 12 }), key: fc.integer() }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      const entries = drawn.map(({ delegation, place }) => entry(delegation, place));
      const shuffled = entries.map((own, index) => ({ own, key: drawn[index]?.key ?? 0 })).sort((a, b) => a.key - b.key);
      const one = computeSpecialAwards(entries, DEFAULT_SPECIAL_AWARDS);
      const other = computeSpecialAwards(
        shuffled.map(({ own }) => own),
        DEFAULT_SPECIAL_AWARDS,
      );
      expect(other.teams).toEqual(one.teams);
      expect([...other.highest].sort()).toEqual([...one.highest].sort());
    }),
  );
});

it("refuses rules that cannot be applied, all reasons at once, and any change once the winners are public", () => {
  const rules = {
    ...DEFAULT_SPECIAL_AWARDS,
    points: { ...POINTS_BY_PLACE, rest: -1, onward: { to: 3, points: 4 } },
    organisationPlaces: 0,
  };
  expect(checkSpecialAwards(rules).map(({ code }) => code)).toEqual([
    "points-negative",
    "points-then-before-places",
    "organisation-places-not-positive",
  ]);
  expect(checkSpecialAwards({ ...DEFAULT_SPECIAL_AWARDS, points: null, organisationPlaces: 2 }).map(({ code }) => code)).toEqual([
    "organisation-without-points",
  ]);
  expect(decideSpecialAwardsChange("running", DEFAULT_SPECIAL_AWARDS).ok).toBe(true);
  expect(decideSpecialAwardsChange("publicity", DEFAULT_SPECIAL_AWARDS)).toEqual({
    ok: false,
    refusals: [{ code: "special-awards-closed", params: { phase: "publicity" } }],
  });
});
