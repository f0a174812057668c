/** 异议 to the list of winners: by anyone, under a real name, while the list is public (DOMAIN 8). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

/** Who objects, under his real name; sealed wherever it is kept. */
export type Objector = { readonly name: string; readonly telephone: string };

export const OBJECTION_REFUSALS = ["publicity-not-running", "publicity-over"] as const;
export type ObjectionRefusal = (typeof OBJECTION_REFUSALS)[number];

/**
 * Whether an objection is heard now. The period ends with its last millisecond before `publicityEndsAt`, the midnight from
 * which the decision may be made.
 */
export function decideObjection(facts: {
  readonly now: number;
  readonly phase: CompetitionPhase;
  readonly publicityEndsAt: number | null;
}): Decision<null, ObjectionRefusal> {
  const { now, phase, publicityEndsAt: until } = facts;
  if (phase !== "publicity" || until === null) return decide([{ code: "publicity-not-running" }], null);
  const refusals: Refusal<ObjectionRefusal>[] = now < until ? [] : [{ code: "publicity-over", params: { until } }];
  return decide(refusals, null);
}
