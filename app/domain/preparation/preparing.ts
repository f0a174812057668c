/** The small decisions of preparation: the filing number, and which gates a competition has. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const PREPARING_REFUSALS = ["filing-number-required", "preparation-archived", "gates-passed"] as const;
export type PreparingRefusal = (typeof PREPARING_REFUSALS)[number];

/** The number that the authority gave; it may be put right until the results are final. */
export function decideFilingNumber(number: string, phase: CompetitionPhase): Decision<string, PreparingRefusal> {
  const refusals: Refusal<PreparingRefusal>[] = [];
  if (phase === "final" || phase === "archived") refusals.push({ code: "preparation-archived" });
  if (number.trim() === "") refusals.push({ code: "filing-number-required", params: { field: "filingNumber" } });
  return decide(refusals, number.trim());
}

/** A gate is switched before the start, which it stands before. */
export function decideGates(phase: CompetitionPhase): Decision<null, PreparingRefusal> {
  const isBefore = phase === "draft" || phase === "announced" || phase === "registration";
  return decide(isBefore ? [] : [{ code: "gates-passed" }], null);
}
