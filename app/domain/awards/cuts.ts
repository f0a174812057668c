/** Where the tiers of an award scheme are cut: after how many eligible entries each ends (DOMAIN 7). */

import { type AwardScheme, type CutScheme, PRIZE_TIERS, type PrizeTier, type Rounding } from "#app/domain/awards/award-scheme.ts";
import { divideDown, divideHalfUp } from "#app/domain/shared/units.ts";

/** A tier reaches from the cut before it down to this one. */
export type Cut = { readonly award: PrizeTier | "excellence"; readonly to: number };

/**
 * The cuts of the tiers that are given, highest tier first, excellence last. The k-th cut counts the shares or numbers of all
 * tiers up to k, so that it stands where it would stand if every tier above were filled.
 * @param base the number of entries that percentages and minimum numbers count
 */
export function computeCuts(scheme: CutScheme, base: number): readonly Cut[] {
  const given = listGivenTiers(scheme, base);
  const cuts: Cut[] = [];
  let sum = 0;
  for (const award of PRIZE_TIERS) {
    sum += scheme.scheme === "fixed-counts" ? scheme.counts[award] : scheme.shares[award];
    const to = scheme.scheme === "fixed-counts" ? sum : computePart(base, sum, scheme.rounding, scheme.sharesOf);
    if (given.includes(award)) cuts.push({ award, to });
  }
  if (scheme.excellenceTo !== null) {
    const to = computePart(base, scheme.excellenceTo, scheme.rounding, scheme.sharesOf);
    cuts.push({ award: "excellence", to });
  }
  return cuts;
}

/** The tiers given at this number of entries (DOMAIN 7: 6: all three; 5: two; under 5: one). */
export function listGivenTiers(scheme: Pick<AwardScheme, "minimumEntries">, base: number): readonly PrizeTier[] {
  const [applicable] = scheme.minimumEntries.filter(({ below }) => base < below).sort((left, right) => left.below - right.below);
  return applicable ? applicable.tiers : PRIZE_TIERS;
}

/** Base x share as a whole number. @param parts what the share is a number of: 100 where it is in percent */
export function computePart(base: number, share: number, rounding: Rounding, parts = 100): number {
  const product = base * share;
  if (rounding === "half-up") return divideHalfUp(product, parts);
  return divideDown(rounding === "up" ? product + parts - 1 : product, parts);
}
