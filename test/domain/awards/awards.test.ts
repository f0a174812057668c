/** Prize tiers: the published numbers, ties at a cut, small events, and that no quota is bent. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CutScheme, FixedCounts, ShareOfEntries } from "#app/domain/awards/award-scheme.ts";
import { computeAwards, countBase } from "#app/domain/awards/awards.ts";
import { computeStandings, type EntryResult } from "#app/domain/results/standings.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { reorder, result } from "../results/support.ts";

const SHARES: ShareOfEntries = {
  scheme: "share-of-entries",
  shares: { first: 10, second: 20, third: 30 },
  excellenceTo: null,
  base: "started",
  rounding: "half-up",
  tiesAtCut: "in",
  minimumMark: null,
  minimumEntries: [
    { below: 5, tiers: ["first"] },
    { below: 6, tiers: ["first", "second"] },
  ],
};
const COUNTS: FixedCounts = {
  scheme: "fixed-counts",
  counts: { first: 1, second: 2, third: 3 },
  excellenceTo: null,
  base: "started",
  rounding: "half-up",
  tiesAtCut: "in",
  minimumMark: null,
  minimumEntries: [],
};

function standingsOf(results: readonly EntryResult[]) {
  return computeStandings(results, { tieBreaks: [], lastTie: "share", failed: "last" });
}

/** The awards in the order of the totals given, as one letter each: 1, 2, 3, e for excellence, - for none. */
function awardsOf(totals: readonly number[], scheme: CutScheme): string {
  const results = totals.map((total, index) => result(`entry-${String(index).padStart(3, "0")}`, total));
  return lettersOf(results, scheme);
}

function lettersOf(results: readonly EntryResult[], scheme: CutScheme): string {
  const awards = computeAwards(standingsOf(results), scheme);
  const letters: Record<string, string> = { first: "1", second: "2", third: "3", excellence: "e" };
  return results.map(({ entryId }) => letters[awards.get(entryId) ?? ""] ?? "-").join("");
}

/** Totals without ties, highest first. */
function descending(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 9000 - index);
}

describe("share of entries", () => {
  it("cuts 10, 20, 30 percent of twelve at 1, 4 and 7: the cumulative 1.2, 3.6 and 7.2 rounded half up", () => {
    expect(awardsOf(descending(12), SHARES)).toBe("1222333-----");
  });

  it("states its rounding: 1.5, 4.5 and 9.0 of fifteen", () => {
    expect(awardsOf(descending(15), { ...SHARES, rounding: "up" })).toBe("112223333------");
    expect(awardsOf(descending(15), { ...SHARES, rounding: "half-up" })).toBe("112223333------");
    expect(awardsOf(descending(15), { ...SHARES, rounding: "down" })).toBe("122233333------");
    expect(awardsOf(descending(12), { ...SHARES, rounding: "up" })).toBe("11223333----");
    expect(awardsOf(descending(12), { ...SHARES, rounding: "down" })).toBe("1223333-----");
  });

  it("gives excellence to the upper half, to those without a tier", () => {
    const scheme: ShareOfEntries = { ...SHARES, shares: { first: 10, second: 10, third: 10 }, excellenceTo: 50 };
    expect(awardsOf(descending(20), scheme)).toBe("112233eeee----------");
  });

  it("counts in its base those registered where the rules say so", () => {
    const results = [
      ...descending(10).map((total, index) => result(`entry-${index}`, total)),
      ...Array.from({ length: 10 }, (_, index) => result(`absent-${index}`, null, { status: "absent" })),
    ];
    expect(lettersOf(results, SHARES).slice(0, 10)).toBe("122333----");
    expect(lettersOf(results, { ...SHARES, base: "registered" })).toBe("1122223333----------");
  });
});

describe("fixed counts", () => {
  it("gives 1, 2 and 3 prizes", () => {
    expect(awardsOf(descending(9), COUNTS)).toBe("122333---");
  });

  it("gives 2, 4 and 6 prizes, and excellence to the upper half of thirty", () => {
    const scheme: FixedCounts = { ...COUNTS, counts: { first: 2, second: 4, third: 6 }, excellenceTo: 50 };
    expect(awardsOf(descending(30), scheme)).toBe("112222333333eee---------------");
  });

  it("gives what there are entries for", () => {
    expect(awardsOf(descending(2), COUNTS)).toBe("12");
    expect(awardsOf([], COUNTS)).toBe("");
  });
});

describe("a tie at a cut", () => {
  const third = [9000, 8000, 7000, 7000, 6000, 5000, 5000, 4000];

  it("goes in together", () => {
    expect(awardsOf(third, COUNTS)).toBe("1222333-");
    expect(awardsOf([9000, 9000, 8000, 7000], COUNTS)).toBe("1123");
  });

  it("goes out together, into the next tier", () => {
    expect(awardsOf(third, { ...COUNTS, tiesAtCut: "out" })).toBe("12333---");
    expect(awardsOf([9000, 9000, 8000, 7000], { ...COUNTS, tiesAtCut: "out" })).toBe("2223");
  });

  it("changes nothing where it does not straddle the cut", () => {
    const totals = [9000, 8000, 8000, 7000, 7000, 7000, 6000];
    expect(awardsOf(totals, COUNTS)).toBe("122333-");
    expect(awardsOf(totals, { ...COUNTS, tiesAtCut: "out" })).toBe("122333-");
  });
});

describe("a small event", () => {
  it("gives all three tiers from 6 entries, two with 5, one under 5", () => {
    const scheme: FixedCounts = { ...COUNTS, counts: { first: 1, second: 1, third: 1 }, minimumEntries: SHARES.minimumEntries };
    expect(awardsOf(descending(6), scheme)).toBe("123---");
    expect(awardsOf(descending(5), scheme)).toBe("12---");
    expect(awardsOf(descending(4), scheme)).toBe("1---");
  });

  it("counts as its base does: an absent or ineligible entry does not help", () => {
    const results = [...descending(5).map((total, index) => result(`entry-${index}`, total))];
    const scheme: FixedCounts = { ...COUNTS, counts: { first: 1, second: 1, third: 1 }, minimumEntries: SHARES.minimumEntries };
    expect(lettersOf([...results, result("absent", null, { status: "absent" })], scheme)).toBe("12----");
    expect(lettersOf([...results, result("guest", 100, { eligible: false })], scheme)).toBe("12----");
    expect(lettersOf([...results, result("absent", null, { status: "absent" })], { ...scheme, base: "registered" })).toBe(
      "123---",
    );
  });
});

describe("who wins nothing", () => {
  it("is below the minimum mark", () => {
    expect(awardsOf([9000, 6000, 5999, 100], { ...COUNTS, minimumMark: hundredths(6000) })).toBe("12--");
  });

  it("is not eligible, keeps the place, and uses no quota", () => {
    const results = [result("guest", 9500, { eligible: false }), result("a", 9000), result("b", 8000), result("c", 7000)];
    expect(standingsOf(results).map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    expect(lettersOf(results, COUNTS)).toBe("-122");
  });

  it("is without a place", () => {
    const results = PARTICIPATIONS.map((status) => result(status, 9000, { status }));
    expect([...computeAwards(standingsOf(results), COUNTS)].filter(([, award]) => award !== null)).toEqual([
      ["checked-in", "first"],
    ]);
  });
});

it("the base counts the eligible who started, or all eligible registered whatever became of them; never those out of competition", () => {
  const results = PARTICIPATIONS.flatMap((status) => [
    result(status, null, { status }),
    result(`${status}-guest`, null, { status, eligible: false }),
  ]);
  expect(countBase(standingsOf(results), "started")).toBe(1);
  expect(countBase(standingsOf(results), "registered")).toBe(5);
});

const TIERS = ["first", "second", "third", "excellence"] as const;
const anyStatus = fc.oneof(
  { weight: 8, arbitrary: fc.constant("checked-in" as const) },
  { weight: 1, arbitrary: fc.constantFrom(...PARTICIPATIONS) },
);
const anyResults = fc
  .array(fc.record({ total: fc.integer({ min: 0, max: 12 }), status: anyStatus, eligible: fc.boolean() }), { maxLength: 40 })
  .map((rows) => rows.map(({ total, ...rest }, index) => result(`entry-${index}`, total, rest)));
const anyCuts = {
  excellenceTo: fc.option(fc.integer({ min: 0, max: 100 })),
  base: fc.constantFrom("started" as const, "registered" as const),
  rounding: fc.constantFrom("up" as const, "half-up" as const, "down" as const),
  tiesAtCut: fc.constantFrom("in" as const, "out" as const),
  minimumMark: fc.option(fc.integer({ min: 0, max: 12 }).map(hundredths)),
  minimumEntries: fc.constantFrom(SHARES.minimumEntries, []),
};
const anyTiers = (max: number) =>
  fc.record({ first: fc.integer({ min: 0, max }), second: fc.integer({ min: 0, max }), third: fc.integer({ min: 0, max }) });
const anyScheme: fc.Arbitrary<CutScheme> = fc.oneof(
  fc.record({ ...anyCuts, scheme: fc.constant("share-of-entries" as const), shares: anyTiers(20) }),
  fc.record({ ...anyCuts, scheme: fc.constant("fixed-counts" as const), counts: anyTiers(6) }),
);

/** How many entries the tiers down to this one may hold, written anew with plain division. */
function quotaOf(scheme: CutScheme, base: number, tier: (typeof TIERS)[number]): number {
  const own = scheme.scheme === "fixed-counts" ? scheme.counts : scheme.shares;
  const upTo = TIERS.slice(0, TIERS.indexOf(tier) + 1);
  const sum = (own.first ?? 0) + (upTo.includes("second") ? own.second : 0) + (upTo.includes("third") ? own.third : 0);
  const part = (percent: number) => {
    const exact = (base * percent) / 100;
    if (scheme.rounding === "half-up") return Math.floor(exact + 0.5);
    return scheme.rounding === "up" ? Math.ceil(exact) : Math.floor(exact);
  };
  const tiers = scheme.scheme === "fixed-counts" ? sum : part(sum);
  return tier === "excellence" ? Math.max(tiers, part(scheme.excellenceTo ?? 0)) : tiers;
}

describe("for any results and any scheme", () => {
  it("the order of the input changes nothing", () => {
    fc.assert(
      fc.property(anyResults, anyScheme, fc.array(fc.integer(), { minLength: 1 }), (results, scheme, keys) => {
        const standings = standingsOf(results);
        expect(new Map([...computeAwards(reorder(standings, keys), scheme)].sort())).toEqual(
          new Map([...computeAwards(standings, scheme)].sort()),
        );
      }),
    );
  });

  it("equals are treated as equals, and nobody wins more than one ranked above him", () => {
    fc.assert(
      fc.property(anyResults, anyScheme, (results, scheme) => {
        const standings = standingsOf(results).filter(({ place, eligible }) => place !== null && eligible);
        const awards = computeAwards(standingsOf(results), scheme);
        const ranks = standings.map(({ entryId }) =>
          [...TIERS, null].indexOf(awards.get(entryId) as (typeof TIERS)[number] | null),
        );
        expect([...ranks].sort((left, right) => left - right)).toEqual(ranks);
        standings.forEach(({ place }, index) => {
          if (index > 0 && standings[index - 1]?.place === place) expect(ranks[index]).toBe(ranks[index - 1]);
        });
      }),
    );
  });

  it("a quota holds exactly with ties out; with ties in it is exceeded only by those tied at the cut", () => {
    fc.assert(
      fc.property(anyResults, anyScheme, (results, any) => {
        const scheme: CutScheme = { ...any, minimumMark: null, minimumEntries: [] };
        const standings = standingsOf(results);
        const awards = computeAwards(standings, scheme);
        const eligible = standings.filter(({ place, eligible }) => place !== null && eligible);
        for (const tier of TIERS) {
          const quota = quotaOf(scheme, countBase(standings, scheme.base), tier);
          const upTo: readonly unknown[] = TIERS.slice(0, TIERS.indexOf(tier) + 1);
          const winners = eligible.filter(({ entryId }) => upTo.includes(awards.get(entryId)));
          const atCut = eligible[quota - 1];
          const isTiedAcross = atCut !== undefined && eligible[quota]?.place === atCut.place;
          if (!isTiedAcross) expect(winners).toHaveLength(Math.min(quota, eligible.length));
          else {
            const tied = eligible.filter(({ place }) => place === atCut.place);
            const above = eligible.filter(({ place }) => (place ?? 0) < (atCut.place ?? 0));
            expect(winners).toHaveLength(scheme.tiesAtCut === "in" ? above.length + tied.length : above.length);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("entries that are not eligible win nothing, use no quota and move nobody's award", () => {
    fc.assert(
      fc.property(anyResults, anyScheme, (results, scheme) => {
        const awards = computeAwards(standingsOf(results), scheme);
        const without = computeAwards(standingsOf(results.filter(({ eligible }) => eligible)), scheme);
        for (const { entryId, eligible } of results) expect(awards.get(entryId)).toBe(eligible ? without.get(entryId) : null);
      }),
    );
  });

  it("a higher mark never lowers an award", () => {
    fc.assert(
      fc.property(anyResults, anyScheme, fc.nat(), (results, scheme, pick) => {
        const chosen = results[pick % (results.length || 1)];
        if (!chosen || chosen.total === null) return;
        const raised = { ...chosen, total: hundredths(chosen.total + 1) };
        const find = (all: readonly EntryResult[]) => computeAwards(standingsOf(all), scheme).get(chosen.entryId) ?? null;
        const rank = (award: ReturnType<typeof find>) => [...TIERS, null].indexOf(award as (typeof TIERS)[number] | null);
        expect(rank(find(results.map((other) => (other === chosen ? raised : other))))).toBeLessThanOrEqual(rank(find(results)));
      }),
    );
  });
});
