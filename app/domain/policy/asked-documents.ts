/** Which policy documents a competition asks: likely ones by where it is held, and those asked too after it was founded (DOMAIN 9). */

import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Tier } from "#app/domain/shared/vocabulary.ts";

/**
 * Whether a document of this region probably pays for a competition held there: documents of the hosts' regions and of those above
 * pay their own winners, those within send competitors; to a national or world competition everywhere does.
 */
export function isDocumentLikely(
  regionCode: string,
  plan: { readonly tier: Tier | null; readonly hostRegionCodes: readonly string[] },
): boolean {
  if (plan.tier === "nation" || plan.tier === "world") return true;
  return plan.hostRegionCodes.some((host) => isRegionWithin(host, regionCode) || isRegionWithin(regionCode, host));
}

/** Whether one of the regions that were frozen for somebody lies in the document's: a clause of it may test that region. */
export function concernsRegions(regionCode: string, frozen: readonly (string | null)[]): boolean {
  return frozen.some((code) => code !== null && isRegionWithin(code, regionCode));
}

export const DOCUMENT_REFUSALS = ["pack-asked-already", "pack-asking-archived", "pack-reason-missing"] as const;
export type DocumentRefusal = (typeof DOCUMENT_REFUSALS)[number];

/** Whether the competition may ask one more document, whatever its phase: results that are final are asked anew. */
export function decideAskedDocument(input: {
  readonly phase: CompetitionPhase;
  readonly isAsked: boolean;
  readonly reason: string;
}): Decision<null, DocumentRefusal> {
  const refusals: Refusal<DocumentRefusal>[] = [];
  if (input.isAsked) refusals.push({ code: "pack-asked-already" });
  if (input.phase === "archived") refusals.push({ code: "pack-asking-archived" });
  if (input.reason.trim() === "") refusals.push({ code: "pack-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}
