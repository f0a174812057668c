/** Whether someone may confirm a signed marking form: only one who neither entered nor signed it (DOMAIN 5 and 14). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

export const CONFIRM_REFUSALS = ["form-not-signed", "form-already-confirmed", "confirmer-entered", "confirmer-signed"] as const;
export type ConfirmRefusal = (typeof CONFIRM_REFUSALS)[number];

export type Confirmation = {
  readonly status: FormStatus;
  /** User ids of everyone who ever entered a value on the form, and of everyone who ever signed it. */
  readonly enteredBy: readonly string[];
  readonly signedBy: readonly string[];
  readonly userId: string;
};

/** Answers the status after confirmation, or every reason why not. A confirmed form is locked. */
export function decideConfirm(confirmation: Confirmation): Decision<{ readonly status: "confirmed" }, ConfirmRefusal> {
  const { status, enteredBy, signedBy, userId } = confirmation;
  const refusals: Refusal<ConfirmRefusal>[] = [];
  if (status === "open") refusals.push({ code: "form-not-signed" });
  if (status === "confirmed") refusals.push({ code: "form-already-confirmed" });
  if (enteredBy.includes(userId)) refusals.push({ code: "confirmer-entered" });
  if (signedBy.includes(userId)) refusals.push({ code: "confirmer-signed" });
  return decide(refusals, { status: "confirmed" });
}
