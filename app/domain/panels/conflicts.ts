/** Whether a conflict of a judge (回避) may be declared, and whether it may be withdrawn (DOMAIN 5). */

import type { ConflictKind } from "#app/domain/panels/partiality.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const CONFLICT_REFUSALS = [
  "judge-unknown",
  "conflict-target-unknown",
  "conflict-already-declared",
  "conflict-entry-while-blind",
  "conflict-withdrawn-already",
  "conflict-not-own",
  "conflict-in-force",
] as const;
export type ConflictRefusal = (typeof CONFLICT_REFUSALS)[number];

/**
 * A judge declares his own; the office records one of any judge. In blind marking a judge knows no entries, and declares against a
 * unit or a delegation only.
 * @param input.isJudge whether the person is a judge of the competition
 * @param input.targetExists whether the unit, delegation or entry is one, and of this competition
 * @param input.entryMarking how the event of the entry is marked; null where it is about no entry
 */
export function decideDeclareConflict(input: {
  readonly isJudge: boolean;
  readonly kind: ConflictKind;
  readonly targetExists: boolean;
  readonly isDeclared: boolean;
  readonly byHimself: boolean;
  readonly entryMarking: EventRules["marking"] | null;
}): Decision<null, ConflictRefusal> {
  const { isJudge, kind, targetExists, isDeclared, byHimself, entryMarking } = input;
  const refusals: Refusal<ConflictRefusal>[] = [];
  if (!isJudge) refusals.push({ code: "judge-unknown", params: { field: "judgeId" } });
  if (!targetExists) refusals.push({ code: "conflict-target-unknown", params: { field: "targetId" } });
  if (isDeclared) refusals.push({ code: "conflict-already-declared" });
  // Not even whether there is such an entry may be learnt by trying.
  if (byHimself && kind === "entry" && entryMarking !== "open") return decide([{ code: "conflict-entry-while-blind" }], null);
  return decide(refusals, null);
}

/**
 * It is withdrawn, never deleted. A judge takes back only what he declared himself, and only before judging: what judging was
 * arranged by is for the office to end.
 */
export function decideWithdrawConflict(input: {
  readonly isWithdrawn: boolean;
  readonly byHimself: boolean;
  readonly declaredByHimself: boolean;
  readonly isJudgingOpen: boolean;
}): Decision<null, ConflictRefusal> {
  const { isWithdrawn, byHimself, declaredByHimself, isJudgingOpen } = input;
  if (isWithdrawn) return decide([{ code: "conflict-withdrawn-already" }], null);
  const refusals: Refusal<ConflictRefusal>[] = [];
  if (byHimself && !declaredByHimself) refusals.push({ code: "conflict-not-own" });
  if (byHimself && isJudgingOpen) refusals.push({ code: "conflict-in-force" });
  return decide(refusals, null);
}
