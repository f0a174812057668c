/** An award scheme that could never be applied is refused. */

import { describe, expect, it } from "vitest";
import type { FixedCounts, ShareOfEntries } from "#app/domain/awards/award-scheme.ts";
import { checkAwardScheme } from "#app/domain/awards/check-award-scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";

const TOTAL = hundredths(10000);
const CUTS = {
  excellenceTo: null,
  base: "started",
  rounding: "half-up",
  tiesAtCut: "in",
  minimumMark: null,
  minimumEntries: [],
} as const;
const SHARES: ShareOfEntries = { ...CUTS, scheme: "share-of-entries", shares: { first: 10, second: 20, third: 30 } };
const COUNTS: FixedCounts = { ...CUTS, scheme: "fixed-counts", counts: { first: 1, second: 2, third: 3 } };

describe("an award scheme", () => {
  it("is right with whole shares or counts", () => {
    expect(checkAwardScheme({ ...SHARES, excellenceTo: 61, minimumMark: hundredths(6000) }, TOTAL)).toEqual([]);
    expect(checkAwardScheme({ ...COUNTS, excellenceTo: 50 }, TOTAL)).toEqual([]);
  });

  it("has whole shares that fit into the base, wherever excellence ends", () => {
    expect(checkAwardScheme({ ...SHARES, shares: { first: 10.5, second: -1, third: 101 }, excellenceTo: 50 }, TOTAL)).toEqual([
      { code: "award-share-not-percent", params: { tier: "first", share: 10.5 } },
      { code: "award-share-not-percent", params: { tier: "second", share: -1 } },
      { code: "award-share-not-percent", params: { tier: "third", share: 101 } },
      { code: "award-shares-above-100", params: { sum: 110.5 } },
    ]);
    // The trial's own example: excellence to 50 below tiers that end at 60.
    expect(checkAwardScheme({ ...SHARES, excellenceTo: 50 }, TOTAL)).toEqual([]);
  });

  it("has counts from 0, a percentage of excellence and a minimum mark within the total", () => {
    const scheme = { ...COUNTS, counts: { first: -1, second: 2, third: 3 }, excellenceTo: 101, minimumMark: hundredths(10001) };
    expect(checkAwardScheme(scheme, TOTAL)).toEqual([
      { code: "award-count-negative", params: { tier: "first", count: -1 } },
      { code: "award-excellence-not-percent", params: { excellenceTo: 101 } },
      { code: "award-minimum-mark-out-of-range", params: { minimumMark: "100.01", total: "100.00" } },
    ]);
  });

  it("gives a lower tier only below a higher one, and has one rule for one number of entries", () => {
    const minimumEntries: FixedCounts["minimumEntries"] = [
      { below: 5, tiers: ["second"] },
      { below: 5, tiers: ["first"] },
      { below: 0, tiers: [] },
    ];
    expect(checkAwardScheme({ ...COUNTS, minimumEntries }, TOTAL)).toEqual([
      { code: "award-minimum-entries-tiers-not-from-first", params: { below: 5 } },
      { code: "award-minimum-entries-repeated", params: { below: 5 } },
      { code: "award-minimum-entries-not-positive", params: { below: 0 } },
    ]);
  });
});
