/** Whether a judge may sign a marking form: complete, settled, and his to sign (DOMAIN 5). */

import { FORM_UNMET, type FormState } from "#app/domain/marking/form.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

export const SIGN_OFF_REFUSALS = [
  "form-not-open",
  "not-in-team",
  "judge-recused",
  "already-signed",
  "mark-conflict-open",
  ...FORM_UNMET,
] as const;
export type SignOffRefusal = (typeof SIGN_OFF_REFUSALS)[number];

export type SignOff = {
  readonly state: FormState;
  readonly status: FormStatus;
  /** Judges whose signature stands for the present content. */
  readonly signedBy: readonly string[];
  readonly judgeId: string;
  /** Judges of the team who must not mark it, because they are not neutral and nobody has taken their place yet. */
  readonly recused: readonly string[];
  /** Ids of the aspects of open conflicts between values: both are kept, and nobody has settled which one stands. */
  readonly conflicts: readonly string[];
};

/** Answers the status of the form after this signature, "signed" with the last of the team, or every reason why not. */
export function decideSignOff(signOff: SignOff): Decision<{ readonly status: "open" | "signed" }, SignOffRefusal> {
  const { state, status, signedBy, judgeId, recused, conflicts } = signOff;
  const refusals: Refusal<SignOffRefusal>[] = [];
  if (status !== "open") refusals.push({ code: "form-not-open" });
  if (!state.team.includes(judgeId)) refusals.push({ code: "not-in-team" });
  if (recused.includes(judgeId)) refusals.push({ code: "judge-recused" });
  if (signedBy.includes(judgeId)) refusals.push({ code: "already-signed" });
  if (conflicts.length > 0) {
    const aspects = [...new Set(conflicts)].sort(compareText).join(", ");
    refusals.push({ code: "mark-conflict-open", params: { count: conflicts.length, aspects } });
  }
  refusals.push(...state.unmet);
  const isLast = state.team.every((member) => member === judgeId || signedBy.includes(member));
  return decide(refusals, { status: isLast ? "signed" : "open" });
}
