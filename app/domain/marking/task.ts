/** What a marking form asks of one judge of its team now: the order of work on his screen. */

import type { AspectState, FormState } from "#app/domain/marking/form.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

export const FORM_TASKS = [
  "rescore",
  "continue",
  "start",
  "sign",
  "await-scores",
  "await-signatures",
  "signed",
  "confirmed",
] as const;
/** The first four wait for this judge, the next two for others; the last two are done. */
export type FormTask = (typeof FORM_TASKS)[number];

export type JudgeTask = {
  readonly task: FormTask;
  /** Aspects on which this judge has nothing left to do. */
  readonly done: number;
  readonly total: number;
  /** Ids of the aspects that he can enter now, in the order of the scheme. */
  readonly open: readonly string[];
};

/**
 * Judgement comes before measurement: while a score of anyone is missing, measurements are not open (DOMAIN 5).
 * @param signedBy judges whose signature stands for the present content
 */
export function computeTask(state: FormState, status: FormStatus, signedBy: readonly string[], judgeId: string): JudgeTask {
  const scoresMissing = state.aspects.filter((aspect) => aspect.kind === "judgement" && !hasGiven(aspect, judgeId));
  const isJudged = state.aspects.every((aspect) => aspect.kind !== "judgement" || aspect.mark !== null);
  const measurements = state.aspects.filter(
    (aspect) => aspect.kind === "measurement" && aspect.mark === null && !hasGiven(aspect, judgeId),
  );
  const open = status === "open" ? [...scoresMissing, ...(isJudged ? measurements : [])] : [];
  const total = state.aspects.length;
  const done = total - scoresMissing.length - measurements.length;
  const position = new Map(state.aspects.map(({ aspectId }, index) => [aspectId, index]));
  const ids = open.map(({ aspectId }) => aspectId);
  ids.sort((left, right) => (position.get(left) ?? 0) - (position.get(right) ?? 0));
  return { task: findTask(), done, total, open: ids };

  function findTask(): FormTask {
    if (status !== "open") return status;
    if (scoresMissing.some(({ mustRescore }) => mustRescore)) return "rescore";
    if (open.length > 0) return done === 0 ? "start" : "continue";
    if (!state.isComplete) return "await-scores";
    return signedBy.includes(judgeId) ? "await-signatures" : "sign";
  }
}

/** Whether this judge has given his score or his own reading. */
function hasGiven(aspect: AspectState, judgeId: string): boolean {
  return [...aspect.scores, ...aspect.readings].some((given) => given.judgeId === judgeId);
}
