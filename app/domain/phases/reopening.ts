/**
 * 重新公示: results that are final are looked at again when a reason is found later. Nothing is un-happened (DOMAIN 2): the decision stays
 * on record, the winners' lists are public once more, what a ruling changes goes through a re-score set, and another person than
 * the one who reopened makes the results final by a decision of its own. Meanwhile nothing that rests on them is granted or paid.
 */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const REOPENING_REFUSALS = ["results-not-final", "reopening-reason-missing", "reopening-reference-missing"] as const;
export type ReopeningRefusal = (typeof REOPENING_REFUSALS)[number];

/** One time that final results were published again, as pages show it. Moments are ISO. */
export type ReopeningOnRecord = {
  readonly id: string;
  readonly reason: string;
  readonly reference: string;
  /** Of the decision before it. */
  readonly decisionNumber: string;
  readonly finalisedAt: string;
  /** A name. */
  readonly reopenedBy: string;
  readonly reopenedAt: string;
};

/** @returns the phase that follows, or every reason against it at once. An archived competition is closed for good. */
export function decideReopening(input: {
  readonly phase: CompetitionPhase;
  readonly reason: string;
  /** The paper that orders it (文号). */
  readonly reference: string;
}): Decision<CompetitionPhase, ReopeningRefusal> {
  const refusals: Refusal<ReopeningRefusal>[] = input.phase === "final" ? [] : [{ code: "results-not-final" }];
  if (input.reason.trim() === "") refusals.push({ code: "reopening-reason-missing", params: { field: "reason" } });
  if (input.reference.trim() === "") refusals.push({ code: "reopening-reference-missing", params: { field: "reference" } });
  return decide(refusals, "publicity");
}

/** Whether results that entitlements rest on are open again: they were final once, or nothing would be owed. */
export function isReopened(phase: CompetitionPhase): boolean {
  return phase !== "final" && phase !== "archived";
}

/**
 * 文号 of the decision by which something took force: the one that stood then, whatever was decided later.
 * @param earlier decisions with the moment at which their results were published again @param current null while none stands
 */
export function findDecisionNumber(
  inForceAt: Date,
  earlier: readonly { readonly decisionNumber: string; readonly reopenedAt: Date }[],
  current: string | null,
): string | null {
  const after = earlier.filter(({ reopenedAt }) => reopenedAt.getTime() >= inForceAt.getTime());
  const first = after.reduce<(typeof after)[number] | null>(
    (soonest, one) => (soonest === null || one.reopenedAt < soonest.reopenedAt ? one : soonest),
    null,
  );
  return first === null ? current : first.decisionNumber;
}

/**
 * The day whose clauses count: of the first decision that made the results final. A later decision about some of them does not
 * move the others into another year's policy.
 * @param earlier of the reopenings @param finalisedAt null while no decision stands
 */
export function findDecisionMoment(earlier: readonly Date[], finalisedAt: Date | null): Date | null {
  const moments = [...earlier, ...(finalisedAt === null ? [] : [finalisedAt])];
  return moments.reduce<Date | null>((first, moment) => (first === null || moment < first ? moment : first), null);
}
