/** Whether an award scheme can be applied: whole numbers, within the base, without a tier that could never be given (DOMAIN 7). */

import { type AwardScheme, type MedalsWithTolerance, type MinimumEntries, PRIZE_TIERS } from "#app/domain/awards/award-scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const AWARD_SCHEME_REFUSALS = [
  "award-share-not-percent",
  "award-shares-above-100",
  "award-count-negative",
  "award-excellence-not-percent",
  "award-tolerance-negative",
  "award-medallion-negative",
  "award-minimum-mark-out-of-range",
  "award-minimum-entries-not-positive",
  "award-minimum-entries-repeated",
  "award-minimum-entries-tiers-not-from-first",
] as const;
export type AwardSchemeRefusal = (typeof AWARD_SCHEME_REFUSALS)[number];

type Refusals = readonly Refusal<AwardSchemeRefusal>[];

/** Every reason why not; empty when it can. @param total the total of the event, which a minimum mark may not exceed */
export function checkAwardScheme(scheme: AwardScheme, total: Hundredths): Refusals {
  const { minimumMark } = scheme;
  const refusals: Refusal<AwardSchemeRefusal>[] = [...checkTiers(scheme)];
  if (minimumMark !== null && (minimumMark < 0 || minimumMark > total)) {
    const params = { minimumMark: formatHundredths(minimumMark), total: formatHundredths(total) };
    refusals.push({ code: "award-minimum-mark-out-of-range", params });
  }
  return [...refusals, ...checkMinimumEntries(scheme.minimumEntries)];
}

function checkTiers(scheme: AwardScheme): Refusals {
  if (scheme.scheme === "medals-with-tolerance") return checkMedals(scheme);
  const tiers = scheme.scheme === "fixed-counts" ? checkCounts(scheme.counts) : checkShares(scheme.shares);
  const { excellenceTo } = scheme;
  // Excellence may end within the tiers: where few entries allow fewer tiers, it takes in those that a tier would have.
  if (excellenceTo === null || isPercent(excellenceTo)) return tiers;
  return [...tiers, { code: "award-excellence-not-percent", params: { excellenceTo } }];
}

function checkMedals({ tolerance, medallionFrom }: MedalsWithTolerance): Refusals {
  const refusals: Refusal<AwardSchemeRefusal>[] = [];
  if (!isIntegerFrom(0, tolerance)) refusals.push({ code: "award-tolerance-negative" });
  if (medallionFrom !== null && !isIntegerFrom(0, medallionFrom)) refusals.push({ code: "award-medallion-negative" });
  return refusals;
}

function checkCounts(counts: Readonly<Record<string, number>>): Refusals {
  return PRIZE_TIERS.flatMap((tier) => {
    const count = counts[tier] ?? 0;
    return isIntegerFrom(0, count) ? [] : [{ code: "award-count-negative" as const, params: { tier, count } }];
  });
}

function checkShares(shares: Readonly<Record<string, number>>): Refusals {
  let sum = 0;
  const refusals: Refusal<AwardSchemeRefusal>[] = [];
  for (const tier of PRIZE_TIERS) {
    const share = shares[tier] ?? 0;
    sum += share;
    if (!isPercent(share)) refusals.push({ code: "award-share-not-percent", params: { tier, share } });
  }
  if (sum > 100) refusals.push({ code: "award-shares-above-100", params: { sum } });
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
