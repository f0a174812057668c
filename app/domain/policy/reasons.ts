/** Why a row does not pay, and what a person must decide, gathered row by row. */

import type { Beneficiary } from "#app/domain/policy/findings.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

/** Why a row does not pay. */
export const NOT_MET_CODES = [
  "document-expired",
  "document-not-yet-in-force",
  "document-no-longer-in-force",
  "tier-differs",
  "class-differs",
  "host-region-differs",
  "round-not-reached",
  "award-grade-none",
  "award-grade-differs",
  "award-none",
  "award-differs",
  "honour-differs",
  "honour-before-document",
  "talent-class-differs",
  "not-introduced",
  "level-differs",
  "carrier-differs",
  "not-in-post",
  "relation-unknown",
  "region-differs",
] as const;
export type NotMetCode = (typeof NOT_MET_CODES)[number];

/** What a person must decide about this case. */
export const DECISION_CODES = [
  "joint-host",
  "did-not-start",
  "team-partly-of-region",
  "several-training-organisations",
  "employer-and-school",
  "organisation-kind-not-named",
  "sphere-not-named",
  "in-post-unknown",
  "introduced-unknown",
  "by-competition",
] as const;
export type DecisionCode = (typeof DECISION_CODES)[number];

export type Reasons = { readonly notMet: Refusal<NotMetCode>[]; readonly toDecide: Refusal<DecisionCode>[] };

/** One beneficiary of a row with what the relation test says about it. */
export type Candidate = Reasons & { readonly beneficiary: Beneficiary; readonly matchedBy: string };

export function noReasons(): Reasons {
  return { notMet: [], toDecide: [] };
}

/** The reasons that lie in the fact itself stand before those that lie in the beneficiary. */
export function addReasons(candidate: Candidate, { notMet, toDecide }: Reasons): Candidate {
  return {
    ...candidate,
    notMet: [...notMet, ...candidate.notMet],
    toDecide: [...toDecide, ...candidate.toDecide],
  };
}

/** Codes for a sentence, each once, in the order met. */
export function listOnce(codes: readonly string[]): string {
  return [...new Set(codes)].join(",");
}
