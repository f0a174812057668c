/** 在场人员: who was present at the unblinding, written down from the first request until results are made public. */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

export const PRESENCE_REFUSALS = ["presence-before-request", "presence-closed", "presence-unknown", "presence-twice"] as const;
export type PresenceRefusal = (typeof PRESENCE_REFUSALS)[number];

/** Whether the list of those present may be written in, or a line of it struck out. */
export function decidePresence(input: {
  readonly phase: RoundPhase;
  /** Whether a layer was asked for. */
  readonly isRequested: boolean;
}): Decision<null, PresenceRefusal> {
  const { phase, isRequested } = input;
  const refusals: Refusal<PresenceRefusal>[] = [];
  if (phase === "published" || phase === "settled") refusals.push({ code: "presence-closed", params: { phase } });
  else if (!isRequested) refusals.push({ code: "presence-before-request" });
  return decide(refusals, null);
}
