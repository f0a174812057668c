/**
 * What becomes of a value that reached the server (DOMAIN 11): recorded, or in conflict with one that its judge had not seen, and
 * how a judge of the team settles that. Neither value is ever dropped: what stood stays on record, and what came later is kept beside it.
 */

import { decideEnterMark, ENTER_MARK_REFUSALS, type EnterMark, type EnterMarkRefusal } from "#app/domain/marking/enter-mark.ts";
import type { FormState } from "#app/domain/marking/form.ts";
import { isOfEachJudge } from "#app/domain/marking/paper.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

/** A revision with the key that the device made for it. */
export type KeyedRevision = Revision & { readonly key: string };

/** What a value stands for: of an aspect with a value of each judge, that judge's in that score round; else the team's. */
export type ValuePlace = Pick<Revision, "aspectId" | "judgeId" | "scoreRound">;

/**
 * The value that stands where this one would: the latest of the same judge in the same score round for a judgement, of the same
 * judge for a reading of his own, of anyone in the team where it agrees on one. Null when none does.
 */
export function findStanding<Found extends Revision>(
  aspect: Pick<Aspect, "kind" | "each">,
  team: readonly string[],
  revisions: readonly Found[],
  place: ValuePlace,
): Found | null {
  let standing: Found | null = null;
  for (const revision of revisions) {
    if (revision.aspectId !== place.aspectId) continue;
    if (isOfEachJudge(aspect) ? revision.judgeId !== place.judgeId : !team.includes(revision.judgeId)) continue;
    if (aspect.kind === "judgement" && revision.scoreRound !== place.scoreRound) continue;
    if (!standing || standing.sequence < revision.sequence) standing = revision;
  }
  return standing;
}

export type TakeMark<Standing> = EnterMark & {
  /** The key of the value that the judge had before him; null when there was none. */
  readonly replaces: string | null;
  /** `findStanding` of it. */
  readonly standing: Standing | null;
};

export type TakenMark<Standing> =
  | { readonly kind: "record"; readonly scoreRound: number }
  | { readonly kind: "conflict"; readonly standing: Standing };

/** Asked of a judge who saw what he replaced: who did not see it could not know. */
const ASKED_OF_WHO_SAW: readonly EnterMarkRefusal[] = ["reason-required", "score-round-stale"];

/**
 * A value whose judge had another one before him than the one that stands is in conflict with it, also when both say the same.
 * Where nothing stands, nothing can be lost: it is recorded, whatever he had before him.
 * @returns what becomes of it, or every reason of `decideEnterMark` that he could have known of
 */
export function decideTakeMark<Standing extends { readonly key: string }>(
  entry: TakeMark<Standing>,
): Decision<TakenMark<Standing>, EnterMarkRefusal> {
  const { standing, replaces } = entry;
  const entered = decideEnterMark(entry);
  if (standing === null || standing.key === replaces) {
    return entered.ok ? { ok: true, value: { kind: "record", scoreRound: entered.value.scoreRound } } : entered;
  }
  const refusals = entered.ok ? [] : entered.refusals.filter(({ code }) => !ASKED_OF_WHO_SAW.includes(code));
  return decide(refusals, { kind: "conflict", standing });
}

export const CONFLICT_CHOICES = ["standing", "offered"] as const;
/** What stood stays, or the value that came later takes its place. */
export type ConflictChoice = (typeof CONFLICT_CHOICES)[number];

export const SETTLE_REFUSALS = ["mark-conflict-settled", "mark-conflict-of-another", ...ENTER_MARK_REFUSALS] as const;
export type SettleRefusal = (typeof SETTLE_REFUSALS)[number];

export type SettleConflict = {
  readonly conflict: ValuePlace & { readonly value: number };
  readonly isSettled: boolean;
  readonly choice: ConflictChoice;
  /** Who settles it. */
  readonly judgeId: string;
  readonly reason: string;
  readonly state: FormState;
  readonly status: FormStatus;
  readonly recused: readonly string[];
};

/**
 * A judge's own score or reading he settles himself, because the others must not see it; the team's value anyone of the team.
 * @returns for the later value the score round to record it under, or every reason why not
 */
export function decideSettleConflict(input: SettleConflict): Decision<{ readonly scoreRound: number }, SettleRefusal> {
  const { conflict, state, status, judgeId, recused, reason } = input;
  if (input.isSettled) return refuse({ code: "mark-conflict-settled" });
  const refusals: Refusal<SettleRefusal>[] = [];
  if (status !== "open") refusals.push({ code: "form-locked" });
  if (!state.team.includes(judgeId)) refusals.push({ code: "not-in-team" });
  if (recused.includes(judgeId)) refusals.push({ code: "judge-recused" });
  if (!maySettle(state, conflict, judgeId)) refusals.push({ code: "mark-conflict-of-another" });
  if (reason.trim() === "") refusals.push({ code: "reason-required", params: { aspect: conflict.aspectId } });
  const { scoreRound } = conflict;
  if (input.choice === "standing") return decide(refusals, { scoreRound });
  const entered = decideEnterMark({ ...conflict, state, status, recused, reason });
  if (entered.ok) return decide(refusals, entered.value);
  const known = refusals.map(({ code }) => code);
  return refuse(...refusals, ...entered.refusals.filter(({ code }) => !known.includes(code)));
}

/** Whether the two values may be shown to this judge and settled by him. */
export function maySettle(state: FormState, conflict: Pick<ValuePlace, "aspectId" | "judgeId">, judgeId: string): boolean {
  const aspect = state.aspects.find(({ aspectId }) => aspectId === conflict.aspectId);
  return aspect !== undefined && (!isOfEachJudge(aspect) || conflict.judgeId === judgeId);
}
