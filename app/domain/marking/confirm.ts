/** Whether someone may confirm a signed marking form: only one who neither entered nor signed it (DOMAIN 5 and 14). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

export const CONFIRM_REFUSALS = [
  "form-not-signed",
  "form-already-confirmed",
  "confirmer-entered",
  "confirmer-signed",
  "confirmer-keyed",
  "confirmer-in-panel",
  "panel-not-neutral",
] as const;
export type ConfirmRefusal = (typeof CONFIRM_REFUSALS)[number];

export type Confirmation = {
  readonly status: FormStatus;
  /** User ids of everyone who ever entered a value on the form, and of everyone who ever signed it. */
  readonly enteredBy: readonly string[];
  readonly signedBy: readonly string[];
  /** User ids of everyone who ever keyed it from paper, or settled what two keyings say differently. */
  readonly keyedBy: readonly string[];
  /** Of the panel that the form has now. */
  readonly team: readonly string[];
  /** Judges of the team who must not mark it; until someone takes their place nothing of it counts. */
  readonly recused: readonly string[];
  readonly userId: string;
};

/** Answers the status after confirmation, or every reason why not. A confirmed form is locked. */
export function decideConfirm(confirmation: Confirmation): Decision<{ readonly status: "confirmed" }, ConfirmRefusal> {
  const { status, enteredBy, signedBy, keyedBy, team, recused, userId } = confirmation;
  const refusals: Refusal<ConfirmRefusal>[] = [];
  if (status === "open") refusals.push({ code: "form-not-signed" });
  if (status === "confirmed") refusals.push({ code: "form-already-confirmed" });
  if (enteredBy.includes(userId)) refusals.push({ code: "confirmer-entered" });
  if (signedBy.includes(userId)) refusals.push({ code: "confirmer-signed" });
  if (keyedBy.includes(userId)) refusals.push({ code: "confirmer-keyed" });
  const isOutside = !enteredBy.includes(userId) && !signedBy.includes(userId);
  if (isOutside && team.includes(userId)) refusals.push({ code: "confirmer-in-panel" });
  if (recused.length > 0) refusals.push({ code: "panel-not-neutral" });
  return decide(refusals, { status: "confirmed" });
}
