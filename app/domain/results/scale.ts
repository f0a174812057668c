/** Scale scores: results standardised within one event, so that events can be compared (DOMAIN 6). Whole numbers. */

import { divideByRootHalfUp, divideHalfUp } from "#app/domain/shared/units.ts";

export const SCALES = ["none", "scale-700", "scale-500"] as const;
export type Scale = (typeof SCALES)[number];

/**
 * The scale scores of these totals, in their order; totals are hundredths of those who started and were not disqualified.
 * - `scale-700`: 700 + 30 x (x - median) / (1.4826 x MAD), half up. Median 8.00, MAD 7.00: 61.42 is 854, 0 is 677.
 * - `scale-500`: 500 + 30 x (x - mean) / population standard deviation, half up.
 *
 * No spread at all gives 700, or 500, to everyone. Exact: no floating point. O(n log n).
 */
export function computeScaleScores(totals: readonly number[], scale: Scale): readonly (number | null)[] {
  if (scale === "none") return totals.map(() => null);
  return scale === "scale-700" ? computeScale700(totals) : computeScale500(totals);
}

/** Median and MAD of totals, each four times as large, so that halves of halves stay whole. */
export function computeSpread(totals: readonly number[]): { readonly median4: number; readonly mad4: number } {
  const median2 = computeDoubledMedian(totals);
  const deviations = totals.map((total) => {
    const difference = 2 * total - median2;
    return difference < 0 ? -difference : difference;
  });
  return { median4: 2 * median2, mad4: computeDoubledMedian(deviations) };
}

function computeScale700(totals: readonly number[]): readonly number[] {
  const { median4, mad4 } = computeSpread(totals);
  if (mad4 === 0) return totals.map(() => 700);
  // 30 / 1.4826 is 300,000 / 14,826.
  return totals.map((total) => 700 + divideHalfUp(300_000 * (4 * total - median4), 14_826 * mad4));
}

function computeScale500(totals: readonly number[]): readonly number[] {
  const count = BigInt(totals.length);
  let sum = 0n;
  let squares = 0n;
  for (const total of totals) {
    const value = BigInt(total);
    sum += value;
    squares += value * value;
  }
  // The deviation is the root of `variance`, and x - mean is count * x - sum, both `count` times as large.
  const variance = count * squares - sum * sum;
  if (variance === 0n) return totals.map(() => 500);
  const known = new Map<number, number>();
  return totals.map((total) => {
    const found = known.get(total);
    if (found !== undefined) return found;
    const score = 500 + divideByRootHalfUp(30n * (count * BigInt(total) - sum), variance);
    known.set(total, score);
    return score;
  });
}

function computeDoubledMedian(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const { length } = sorted;
  const middle = length >> 1;
  const upper = sorted[middle] ?? 0;
  return length % 2 === 1 ? 2 * upper : upper + (sorted[middle - 1] ?? 0);
}
