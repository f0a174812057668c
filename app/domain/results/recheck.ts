/** 复核: which codes the supervision side checks, who may check, and when the sample becomes everything (DOMAIN 5). */

import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { divideDown } from "#app/domain/shared/units.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

export const RECHECK_BASES = ["top", "random", "risen", "everything"] as const;
/**
 * Why a code is in the sample. `top`: it stood in the top places at the draw; `random`: drawn among the rest; `risen`: a
 * correction brought it into the top places later; `everything`: too many errors were found.
 */
export type RecheckBasis = (typeof RECHECK_BASES)[number];

export const RECHECK_OUTCOMES = ["agrees", "error"] as const;
export type RecheckOutcome = (typeof RECHECK_OUTCOMES)[number];

export const RECHECK_REFUSALS = [
  "recheck-not-ruled",
  "recheck-drawn-already",
  "recheck-not-drawn",
  "recheck-item-unknown",
  "recheck-item-checked",
  "recheck-error-stands",
  "recheck-form-open",
  "recheck-form-missing",
  "rechecker-submitted",
  "rechecker-marked",
  "rechecker-confirmed",
  "correction-unblinding-begun",
  "round-phase-wrong",
] as const;
export type RecheckRefusal = (typeof RECHECK_REFUSALS)[number];

/** A blind code with its place among the codes; null where it has none. */
export type PlacedCode = { readonly code: string; readonly place: number | null };

export type SampledCode = { readonly code: string; readonly basis: RecheckBasis };

/** A rule of no places and no percent asks for no recheck. */
export function isRecheckRuled({ topPlaces, percent }: RecheckRule): boolean {
  return topPlaces > 0 || percent > 0;
}

/**
 * Draws the sample: all codes of the top places, and of the rest at least the percentage, rounded up. The rest stands in the order
 * of SHA-256 over the JSON text ["recheck", seed, code], and the first ones are taken: anyone who has the codes, the places and the
 * seed draws the same. The order of the input does not matter.
 * 20 codes, top 3 and 15 percent: 3 and 15% of 17 = 2.55, so 3; 6 in all.
 * @returns the top codes by code, then those drawn in their order
 */
export function drawRecheck(
  codes: readonly PlacedCode[],
  rule: RecheckRule,
  seed: string,
  sha256: Sha256,
): readonly SampledCode[] {
  const isTop = ({ place }: PlacedCode) => place !== null && place <= rule.topPlaces;
  const top = codes.filter(isTop).sort((left, right) => compareText(left.code, right.code));
  const rest = codes
    .filter((code) => !isTop(code))
    .map(({ code }) => ({ code, lot: sha256(JSON.stringify(["recheck", seed, code])) }));
  rest.sort((left, right) => compareText(left.lot, right.lot) || compareText(left.code, right.code));
  return [
    ...top.map(({ code }): SampledCode => ({ code, basis: "top" })),
    ...rest.slice(0, countShare(rest.length, rule.percent)).map(({ code }): SampledCode => ({ code, basis: "random" })),
  ];
}

/** The codes that stand in the top places now and are not in the sample. */
export function listRisen(codes: readonly PlacedCode[], sampled: ReadonlySet<string>, rule: RecheckRule): readonly SampledCode[] {
  return codes
    .filter(({ code, place }) => place !== null && place <= rule.topPlaces && !sampled.has(code))
    .map(({ code }): SampledCode => ({ code, basis: "risen" }))
    .sort((left, right) => compareText(left.code, right.code));
}

/** Whether more of the checked codes had errors than the rule bears: 1 of 6 is above 5%, 1 of 20 is not. */
export function hasTooManyErrors(counts: { readonly errors: number; readonly checked: number }, rule: RecheckRule): boolean {
  return counts.errors * 100 > rule.errorPercent * counts.checked;
}

/** What someone did in the round before: who marked, confirmed or submitted does not check his own work. */
export type Rechecker = { readonly hasSubmitted: boolean; readonly hasMarked: boolean; readonly hasConfirmed: boolean };

export function decideDrawRecheck(input: {
  readonly phase: RoundPhase;
  readonly rule: RecheckRule;
  readonly isDrawn: boolean;
  readonly rechecker: Rechecker;
}): Decision<null, RecheckRefusal> {
  const refusals = [...checkPhase(input.phase), ...checkRechecker(input.rechecker)];
  if (!isRecheckRuled(input.rule)) refusals.push({ code: "recheck-not-ruled" });
  if (input.isDrawn) refusals.push({ code: "recheck-drawn-already" });
  return decide(refusals, null);
}

/**
 * Whether a code may be marked as agreeing or as having an error. An error that was found stands until its correction was refused:
 * then the code is checked once more.
 * @param input.isUnblindingBegun whether a layer of the blinding is open: no correction can be asked for any more
 * @param input.correction of the code's forms since it was checked: under way, brought to its end, or none that still counts
 * @param input.formId the form in which the error is
 */
export function decideCheckItem(input: {
  readonly phase: RoundPhase;
  readonly isUnblindingBegun: boolean;
  readonly rechecker: Rechecker;
  readonly standing: RecheckOutcome | null;
  readonly correction: "open" | "corrected" | "none";
  readonly outcome: RecheckOutcome;
  readonly formId: string | null;
  /** Of the code's forms. */
  readonly formIds: readonly string[];
}): Decision<null, RecheckRefusal> {
  const { standing, correction, outcome, formId, formIds } = input;
  const refusals = [...checkPhase(input.phase), ...checkRechecker(input.rechecker)];
  if (standing === "error" && correction !== "none") refusals.push({ code: "recheck-error-stands" });
  else if (outcome === "agrees" && correction === "open") refusals.push({ code: "recheck-form-open" });
  if (standing === "agrees" && outcome === "agrees") refusals.push({ code: "recheck-item-checked" });
  if (outcome === "error" && input.isUnblindingBegun) refusals.push({ code: "correction-unblinding-begun" });
  if (outcome === "error" && (formId === null || !formIds.includes(formId))) refusals.push({ code: "recheck-form-missing" });
  return decide(refusals, null);
}

function checkPhase(phase: RoundPhase): Refusal<RecheckRefusal>[] {
  return phase === "recheck" ? [] : [{ code: "round-phase-wrong", params: { phase, needed: "recheck" } }];
}

function checkRechecker({ hasSubmitted, hasMarked, hasConfirmed }: Rechecker): Refusal<RecheckRefusal>[] {
  const refusals: Refusal<RecheckRefusal>[] = [];
  if (hasSubmitted) refusals.push({ code: "rechecker-submitted" });
  if (hasMarked) refusals.push({ code: "rechecker-marked" });
  if (hasConfirmed) refusals.push({ code: "rechecker-confirmed" });
  return refusals;
}

/** The percentage of a number, rounded up. */
function countShare(of: number, percent: number): number {
  return divideDown(of * percent + 99, 100);
}
