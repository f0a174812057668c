/** 申请更正: a locked form is opened again for a reason, when the chief judge and a supervisor, two of them, grant it (DOMAIN 5 and 14). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export const CORRECTION_STATES = ["requested", "opened", "corrected", "refused"] as const;
/** `requested`: a grant is missing; `opened`: granted, the form is marked, signed and confirmed again; `corrected`: it was. */
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** Whose two grants open a form. */
export const CORRECTION_GRANTORS = ["chief-judge", "supervisor"] as const;
export type CorrectionGrantor = (typeof CORRECTION_GRANTORS)[number];

export const CORRECTION_REFUSALS = [
  "correction-phase-over",
  "correction-unblinding-begun",
  "correction-not-confirmed",
  "correction-already-open",
  "not-in-team",
  "correction-settled",
  "correction-granted-already",
  "correction-same-user",
  "correction-unknown",
] as const;
export type CorrectionRefusal = (typeof CORRECTION_REFUSALS)[number];

/** A correction as it stands; user ids. */
export type CorrectionFacts = {
  readonly chiefJudgeId: string | null;
  readonly supervisorId: string | null;
  readonly isRefused: boolean;
  readonly isClosed: boolean;
};

export function findCorrectionState({ chiefJudgeId, supervisorId, isRefused, isClosed }: CorrectionFacts): CorrectionState {
  if (isRefused) return "refused";
  if (isClosed) return "corrected";
  return chiefJudgeId !== null && supervisorId !== null ? "opened" : "requested";
}

/** Whether nothing has ended it yet: neither a refusal nor the new confirmation. */
export function isCorrectionOpen(facts: CorrectionFacts): boolean {
  return !facts.isRefused && !facts.isClosed;
}

/** Marks are put right from judging until unblinding; after that only a ruling changes them. */
export function isCorrectionPhase(phase: RoundPhase): boolean {
  return phase === "judging" || phase === "recheck";
}

/**
 * Whether a correction may be asked for.
 * @param input.mayAsk a judge of the form's panel, the tally clerk, the chief judge, or who rechecks
 */
export function decideRequestCorrection(input: {
  readonly phase: RoundPhase;
  readonly status: FormStatus;
  readonly hasOpenCorrection: boolean;
  readonly mayAsk: boolean;
  /** Whether a layer of the blinding is open: whoever asks may know more than the code. */
  readonly isUnblindingBegun: boolean;
}): Decision<null, CorrectionRefusal> {
  const refusals: Refusal<CorrectionRefusal>[] = [...checkPhase(input.phase)];
  if (isCorrectionPhase(input.phase) && input.isUnblindingBegun) refusals.push({ code: "correction-unblinding-begun" });
  // An open form under correction says by that alone why it is not confirmed.
  if (input.hasOpenCorrection) refusals.push({ code: "correction-already-open" });
  else if (input.status !== "confirmed") refusals.push({ code: "correction-not-confirmed" });
  if (!input.mayAsk) refusals.push({ code: "not-in-team" });
  return decide(refusals, null);
}

/** Whether this grant may be given, and whether it is the second one, which opens the form. */
export function decideGrantCorrection(input: {
  readonly phase: RoundPhase;
  readonly correction: CorrectionFacts;
  readonly as: CorrectionGrantor;
  readonly userId: string;
}): Decision<{ readonly opens: boolean }, CorrectionRefusal> {
  const { correction, as, userId } = input;
  const [own, other] =
    as === "chief-judge"
      ? [correction.chiefJudgeId, correction.supervisorId]
      : [correction.supervisorId, correction.chiefJudgeId];
  const refusals: Refusal<CorrectionRefusal>[] = [...checkPhase(input.phase)];
  if (findCorrectionState(correction) !== "requested") refusals.push({ code: "correction-settled" });
  else if (own !== null) refusals.push({ code: "correction-granted-already" });
  if (other === userId) refusals.push({ code: "correction-same-user" });
  return decide(refusals, { opens: other !== null });
}

/** Either of the two may refuse until the form is open. */
export function decideRefuseCorrection(input: {
  readonly phase: RoundPhase;
  readonly correction: CorrectionFacts;
}): Decision<null, CorrectionRefusal> {
  const refusals: Refusal<CorrectionRefusal>[] = [...checkPhase(input.phase)];
  if (findCorrectionState(input.correction) !== "requested") refusals.push({ code: "correction-settled" });
  return decide(refusals, null);
}

function checkPhase(phase: RoundPhase): readonly Refusal<CorrectionRefusal>[] {
  return isCorrectionPhase(phase) ? [] : [{ code: "correction-phase-over", params: { phase } }];
}
