/**
 * Whether a judge is consistently harsh or lenient beside his panel (DOMAIN 5): shown to the chief judge with its numbers, and
 * nothing is adjusted by it.
 */

import type { AspectState, FormState } from "#app/domain/marking/form.ts";
import { HIGHEST_SCORE, type JudgeScore } from "#app/domain/marking/score-rounds.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { divideBigHalfUp } from "#app/domain/shared/units.ts";

/**
 * When a spread is pointed out. A judge of three who is one score off all the time lies 0.67 from the panel's mean and leaves his
 * colleagues 0.33 on the other side: 0.40 stands between the two, so that one harsh judge makes nobody look lenient. Fair judges of
 * three whose scores fall on two neighbouring values by chance differ from the mean by a standard deviation of 0.41 each time, which
 * is 0.14 over eight judgements: 0.40 is nearly three of those, and eight judgements are reached within a morning.
 */
export const SPREAD_FLAG = {
  /** Hundredths of a score from 0 to 3. */
  deviation: 40,
  /** Judgements of the judge beside a panel. */
  judgements: 8,
  /** With two judges the mean lies between them and cannot say who is off. */
  panel: 3,
} as const;

export type JudgeSpread = {
  readonly judgeId: string;
  /** How many scores and readings of his stand beside those of his panel. */
  readonly judgements: number;
  /** Mean signed deviation from his panel, in hundredths of a score, rounded half up; below zero is harsh. */
  readonly deviation: number;
  readonly flag: "harsh" | "lenient" | null;
};

/** What one judge gave beside what his panel gave on the same aspect of the same work, as a fraction of a score. */
type Deviation = { readonly judgeId: string; readonly numerator: bigint; readonly denominator: bigint };

/**
 * Each judge's mean deviation over the judgement scores and the independent readings of these forms, judges by id. Of a judgement
 * the first score round counts: it was given without seeing the others. A reading of a maximum M counts as 3 x mark / M of a
 * score. What is not all in, and what fewer than three judges gave, tells nothing.
 */
export function computeJudgeSpread(forms: readonly Pick<FormState, "aspects">[]): readonly JudgeSpread[] {
  const sums = new Map<string, { judgements: number; byDenominator: Map<bigint, bigint> }>();
  for (const { judgeId, numerator, denominator } of forms.flatMap(({ aspects }) => aspects.flatMap(listDeviations))) {
    const sum = sums.get(judgeId) ?? { judgements: 0, byDenominator: new Map<bigint, bigint>() };
    sum.judgements += 1;
    sum.byDenominator.set(denominator, (sum.byDenominator.get(denominator) ?? 0n) + numerator);
    sums.set(judgeId, sum);
  }
  return [...sums]
    .map(([judgeId, { judgements, byDenominator }]) => describe(judgeId, judgements, byDenominator))
    .sort((left, right) => compareText(left.judgeId, right.judgeId));
}

function describe(judgeId: string, judgements: number, byDenominator: ReadonlyMap<bigint, bigint>): JudgeSpread {
  let numerator = 0n;
  let denominator = 1n;
  for (const [each, sum] of byDenominator) {
    numerator = numerator * each + sum * denominator;
    denominator *= each;
  }
  const hundredfold = numerator * 100n;
  const whole = denominator * BigInt(judgements);
  const size = hundredfold < 0n ? 0n - hundredfold : hundredfold;
  const isFlagged = judgements >= SPREAD_FLAG.judgements && size >= BigInt(SPREAD_FLAG.deviation) * whole;
  const flag = !isFlagged ? null : hundredfold < 0n ? "harsh" : "lenient";
  return { judgeId, judgements, deviation: divideBigHalfUp(hundredfold, whole), flag };
}

function listDeviations(aspect: AspectState): readonly Deviation[] {
  if (aspect.kind === "judgement") return compare(findFirstScores(aspect), 1n);
  if (aspect.each === undefined || !aspect.allIn) return [];
  const readings = aspect.readings.map(({ judgeId, mark }) => ({ judgeId, score: mark * HIGHEST_SCORE }));
  return compare(readings, BigInt(aspect.maximum));
}

function findFirstScores({ earlierRounds, scores, allIn }: AspectState): readonly JudgeScore[] {
  const [first] = earlierRounds;
  if (first) return first.scores;
  return allIn ? scores : [];
}

/** Each value less the mean of all, over the number of judges and the unit. */
function compare(given: readonly JudgeScore[], unit: bigint): readonly Deviation[] {
  if (given.length < SPREAD_FLAG.panel) return [];
  const count = BigInt(given.length);
  const sum = given.reduce((total, { score }) => total + BigInt(score), 0n);
  return given.map(({ judgeId, score }) => ({
    judgeId,
    numerator: count * BigInt(score) - sum,
    denominator: count * unit,
  }));
}
