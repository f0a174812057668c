/** Whether an award scheme can be applied: whole numbers, within the base, without a tier that could never be given (DOMAIN 7). */

import { type AwardScheme, type MinimumEntries, PRIZE_TIERS } from "#app/domain/awards/award-scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const AWARD_SCHEME_REFUSALS = [
  "award-share-not-percent",
  "award-shares-above-100",
  "award-count-negative",
  "award-excellence-not-percent",
  "award-excellence-within-tiers",
  "award-minimum-mark-out-of-range",
  "award-minimum-entries-not-positive",
  "award-minimum-entries-repeated",
  "award-minimum-entries-tiers-not-from-first",
] as const;
export type AwardSchemeRefusal = (typeof AWARD_SCHEME_REFUSALS)[number];

type Refusals = readonly Refusal<AwardSchemeRefusal>[];

/** Every reason why not; empty when it can. @param total the total of the event, which a minimum mark may not exceed */
export function checkAwardScheme(scheme: AwardScheme, total: Hundredths): Refusals {
  const tiers = scheme.scheme === "fixed-counts" ? checkCounts(scheme.counts) : checkShares(scheme.shares, scheme.excellenceTo);
  const { excellenceTo, minimumMark } = scheme;
  const refusals: Refusal<AwardSchemeRefusal>[] = [...tiers];
  if (excellenceTo !== null && !isPercent(excellenceTo)) {
    refusals.push({ code: "award-excellence-not-percent", params: { excellenceTo } });
  }
  if (minimumMark !== null && (minimumMark < 0 || minimumMark > total)) {
    const params = { minimumMark: formatHundredths(minimumMark), total: formatHundredths(total) };
    refusals.push({ code: "award-minimum-mark-out-of-range", params });
  }
  return [...refusals, ...checkMinimumEntries(scheme.minimumEntries)];
}

function checkCounts(counts: Readonly<Record<string, number>>): Refusals {
  return PRIZE_TIERS.flatMap((tier) => {
    const count = counts[tier] ?? 0;
    return isIntegerFrom(0, count) ? [] : [{ code: "award-count-negative" as const, params: { tier, count } }];
  });
}

function checkShares(shares: Readonly<Record<string, number>>, excellenceTo: number | null): Refusals {
  let sum = 0;
  const refusals: Refusal<AwardSchemeRefusal>[] = [];
  for (const tier of PRIZE_TIERS) {
    const share = shares[tier] ?? 0;
    sum += share;
    if (!isPercent(share)) refusals.push({ code: "award-share-not-percent", params: { tier, share } });
  }
  if (sum > 100) refusals.push({ code: "award-shares-above-100", params: { sum } });
  if (excellenceTo !== null && excellenceTo <= sum) {
    refusals.push({ code: "award-excellence-within-tiers", params: { excellenceTo, sum } });
  }
  return refusals;
}

function checkMinimumEntries(rules: readonly MinimumEntries[]): Refusals {
  const seen = new Set<number>();
  return rules.flatMap(({ below, tiers }) => {
    const refusals: Refusal<AwardSchemeRefusal>[] = [];
    if (!isIntegerFrom(1, below)) refusals.push({ code: "award-minimum-entries-not-positive", params: { below } });
    if (seen.has(below)) refusals.push({ code: "award-minimum-entries-repeated", params: { below } });
    // A second prize without a first would be a first prize by another word.
    if (tiers.some((tier, index) => tier !== PRIZE_TIERS[index])) {
      refusals.push({ code: "award-minimum-entries-tiers-not-from-first", params: { below } });
    }
    seen.add(below);
    return refusals;
  });
}

function isPercent(value: number): boolean {
  return isIntegerFrom(0, value) && value <= 100;
}

function isIntegerFrom(lowest: number, value: number): boolean {
  return Number.isSafeInteger(value) && value >= lowest;
}
