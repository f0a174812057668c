/** Why a scale score is what it is: what the round's totals have in common, and what the entry's own adds to it (DOMAIN 6). */

import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import { computeSpread, type Scale } from "#app/domain/results/scale.ts";
import { divideByRootHalfUp, divideHalfUp, type Hundredths } from "#app/domain/shared/units.ts";

/** Middle and spread in ten-thousandths of a mark: exact for the median and MAD, rounded for mean and deviation. */
export type ExplainedScale = {
  readonly scale: Exclude<Scale, "none">;
  /** How many totals it takes in. */
  readonly count: number;
  readonly total: Hundredths;
  readonly middle: number;
  readonly spread: number;
  /** What is added to 700 or 500 before it is rounded, in hundredths of a point, rounded for reading. */
  readonly added: number;
  readonly score: number;
};

const BASIS: Readonly<Record<Exclude<Scale, "none">, number>> = { "scale-700": 700, "scale-500": 500 };

/** @param outcomes of the whole round */
export function explainScale(outcomes: readonly EntryOutcome[], own: EntryOutcome, scale: Scale): ExplainedScale | null {
  if (scale === "none" || own.scaleScore === null || own.total === null) return null;
  const totals = outcomes.flatMap(({ scaleScore, total }) => (scaleScore === null || total === null ? [] : [total]));
  const { total, scaleScore: score } = own;
  const numbers = scale === "scale-700" ? explain700(totals, total) : explain500(totals, total);
  return { scale, count: totals.length, total, score, ...numbers };
}

/** What everyone has at the middle. */
export function basisOf(scale: ExplainedScale["scale"]): number {
  return BASIS[scale];
}

type Numbers = Pick<ExplainedScale, "middle" | "spread" | "added">;

function explain700(totals: readonly number[], total: number): Numbers {
  // Quarters of hundredths: 25 ten-thousandths each.
  const { median4, mad4 } = computeSpread(totals);
  const added = mad4 === 0 ? 0 : divideHalfUp(100 * 300_000 * (4 * total - median4), 14_826 * mad4);
  return { middle: 25 * median4, spread: 25 * mad4, added };
}

function explain500(totals: readonly number[], total: number): Numbers {
  const count = totals.length;
  let sum = 0;
  let squares = 0n;
  for (const value of totals) {
    sum += value;
    squares += BigInt(value) * BigInt(value);
  }
  const wide = BigInt(count);
  const variance = wide * squares - BigInt(sum) * BigInt(sum);
  const middle = divideHalfUp(100 * sum, count);
  if (variance === 0n) return { middle, spread: 0, added: 0 };
  return {
    middle,
    // root(variance) / count hundredths: as a whole number over a root, because the one division by a root wants it so.
    spread: divideByRootHalfUp(100n * variance, wide * wide * variance),
    added: divideByRootHalfUp(100n * 30n * (wide * BigInt(total) - BigInt(sum)), variance),
  };
}
