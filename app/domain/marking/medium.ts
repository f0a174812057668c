/** Whether a round may go to paper, or back to tablets, now (DOMAIN 5: in the middle of a day). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Medium, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** Why a value from a tablet is refused now; what was acknowledged before stays, and what is refused stays on the device. */
export function listTabletUnmet(medium: Medium): readonly Refusal<"round-on-paper">[] {
  return medium === "paper" ? [{ code: "round-on-paper" }] : [];
}

export const MEDIUM_REFUSALS = ["marking-over", "medium-already"] as const;
export type MediumRefusal = (typeof MEDIUM_REFUSALS)[number];

/** Before judging and while it lasts; afterwards nothing is filled in any more. */
export function decideMediumChange(input: {
  readonly phase: RoundPhase;
  readonly medium: Medium;
  readonly to: Medium;
}): Decision<Medium, MediumRefusal> {
  const refusals: Refusal<MediumRefusal>[] = [];
  if (input.phase !== "draw" && input.phase !== "judging") refusals.push({ code: "marking-over" });
  if (input.medium === input.to) refusals.push({ code: "medium-already", params: { medium: input.to } });
  return decide(refusals, input.to);
}
