/** Judgement: independent scores from 0 to 3, repeated in a further score round when they lie too far apart (DOMAIN 5). */

import type { Revision } from "#app/domain/marking/revision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { divideHalfUp, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const HIGHEST_SCORE = 3;

/** A score is 0, 1, 2 or 3; it is not a mark. */
export type JudgeScore = { readonly judgeId: string; readonly score: number };

export type ScoreRound = {
  /** From 1. */
  readonly scoreRound: number;
  /** The latest score of each judge in this score round, by judge id. */
  readonly scores: readonly JudgeScore[];
  readonly allIn: boolean;
  /** Highest minus lowest; null before all are in. */
  readonly spread: number | null;
};

/**
 * The score rounds of one aspect, first to current. A score round that is all in with a spread above the limit opens the next
 * one, as often as it takes; all of them stay on record. Scores of judges outside the team do not count.
 */
export function computeScoreRounds(
  team: readonly string[],
  revisions: readonly Revision[],
  spreadLimit: number,
): { readonly current: ScoreRound; readonly earlier: readonly ScoreRound[] } {
  const earlier: ScoreRound[] = [];
  let current = computeScoreRound(1, team, revisions);
  while (current.spread !== null && current.spread > spreadLimit) {
    earlier.push(current);
    current = computeScoreRound(current.scoreRound + 1, team, revisions);
  }
  return { current, earlier };
}

/**
 * The mark of a judgement: sum of scores x maximum / (3 x number of judges), rounded half up to hundredths.
 * A maximum of 2.00 with the scores 2, 2, 3 gives 1.56.
 * @throws RangeError without scores.
 */
export function computeJudgementMark(scores: readonly JudgeScore[], maximum: Hundredths): Hundredths {
  const sum = scores.reduce((total, { score }) => total + score, 0);
  return hundredths(divideHalfUp(sum * maximum, HIGHEST_SCORE * scores.length));
}

function computeScoreRound(scoreRound: number, team: readonly string[], revisions: readonly Revision[]): ScoreRound {
  const latest = new Map<string, Revision>();
  for (const revision of revisions) {
    if (revision.scoreRound !== scoreRound || !team.includes(revision.judgeId)) continue;
    const known = latest.get(revision.judgeId);
    if (!known || known.sequence < revision.sequence) latest.set(revision.judgeId, revision);
  }
  const scores = [...latest.values()]
    .map(({ judgeId, value }) => ({ judgeId, score: value }))
    .sort((left, right) => compareText(left.judgeId, right.judgeId));
  const allIn = team.length > 0 && scores.length === team.length;
  return { scoreRound, scores, allIn, spread: allIn ? computeSpread(scores) : null };
}

function computeSpread(scores: readonly JudgeScore[]): number {
  let lowest = HIGHEST_SCORE;
  let highest = 0;
  for (const { score } of scores) {
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  return highest - lowest;
}
