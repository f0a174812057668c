/** The small decisions of preparation: the filing number, where to object by telephone, and which gates a competition has. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const PREPARING_REFUSALS = [
  "filing-number-required",
  "supervision-telephone-malformed",
  "preparation-archived",
  "gates-passed",
] as const;
export type PreparingRefusal = (typeof PREPARING_REFUSALS)[number];

/** The number that the authority gave; it may be put right until the results are final. */
export function decideFilingNumber(number: string, phase: CompetitionPhase): Decision<string, PreparingRefusal> {
  const refusals: Refusal<PreparingRefusal>[] = [];
  if (phase === "final" || phase === "archived") refusals.push({ code: "preparation-archived" });
  if (number.trim() === "") refusals.push({ code: "filing-number-required", params: { field: "filingNumber" } });
  return decide(refusals, number.trim());
}

/** 监督电话, which stands on the list of winners; digits, blanks and hyphens, perhaps with an extension. */
export function decideSupervisionTelephone(telephone: string, phase: CompetitionPhase): Decision<string, PreparingRefusal> {
  const refusals: Refusal<PreparingRefusal>[] = [];
  if (phase === "final" || phase === "archived") refusals.push({ code: "preparation-archived" });
  if (!/^\+?[\d\s-]{7,24}$/.test(telephone.trim())) {
    refusals.push({ code: "supervision-telephone-malformed", params: { field: "supervisionTelephone" } });
  }
  return decide(refusals, telephone.trim());
}

/** A gate is switched before the start, which it stands before. */
export function decideGates(phase: CompetitionPhase): Decision<null, PreparingRefusal> {
  const isBefore = phase === "draft" || phase === "announced" || phase === "registration";
  return decide(isBefore ? [] : [{ code: "gates-passed" }], null);
}
