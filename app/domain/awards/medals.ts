/** Medals with tolerance: who lies close enough to the best of a group shares its medal; never chained (DOMAIN 7). */

import { MEDALS, type PrizeTier } from "#app/domain/awards/award-scheme.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/**
 * The medal of each value, in their order; values are sorted, highest first.
 * - Gold: all within the tolerance of the first.
 * - After one gold, silver: all within the tolerance of the next; then bronze: all within the tolerance of the next after
 *   them, if there is one silver or the last silver is within the tolerance of that next.
 * - After two golds: no silver; bronze: all within the tolerance of the next.
 * - After three or more golds: no silver; bronze only if the last gold is within the tolerance of the next.
 * - The rest: a medallion at or above the threshold.
 * @param given the tiers that this number of entries allows; a medal that is not given leaves its place to the medallion
 */
export function computeMedals(
  values: readonly number[],
  rule: { readonly tolerance: number; readonly medallionFrom: number | null },
  given: readonly PrizeTier[],
): readonly (Award | null)[] {
  const { tolerance, medallionFrom } = rule;
  const gold = endOfGroup(values, 0, tolerance);
  const silver = gold === 1 ? endOfGroup(values, gold, tolerance) : gold;
  const bronze = hasBronze() ? endOfGroup(values, silver, tolerance) : silver;
  return values.map((value, index) => {
    const tier: PrizeTier | null = index < gold ? "first" : index < silver ? "second" : index < bronze ? "third" : null;
    if (tier !== null && given.includes(tier)) return MEDALS[tier];
    return medallionFrom !== null && value >= medallionFrom ? "medallion" : null;
  });

  function hasBronze(): boolean {
    if (gold === 2) return true;
    const silvers = silver - gold;
    if (silvers === 1) return true;
    // The last of two or more silvers, or of three or more golds, has to reach the next.
    const [last, next] = [values[silver - 1], values[silver]];
    return last !== undefined && next !== undefined && last - next <= tolerance;
  }
}

/** The end of the group that begins here: the first position further than the tolerance below its best. */
function endOfGroup(values: readonly number[], start: number, tolerance: number): number {
  const best = values[start];
  if (best === undefined) return start;
  let end = start;
  while (end < values.length && best - (values[end] as number) <= tolerance) end += 1;
  return end;
}
