/** 仲裁结论: who may rule on an appeal or an objection, and when a case is over (DOMAIN 8). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const RULING_OUTCOMES = ["upheld", "partly-upheld", "dismissed"] as const;
export type RulingOutcome = (typeof RULING_OUTCOMES)[number];

export const CASE_KINDS = ["appeal", "objection"] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATES = ["open", "ruled", "withdrawn"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const RULING_REFUSALS = [
  "case-withdrawn",
  "case-ruled",
  "arbitrator-of-concerned-unit",
  "arbitrator-of-concerned-delegation",
  "arbitrator-with-conflict",
  "arbitrator-of-first-instance",
] as const;
export type RulingRefusal = (typeof RULING_REFUSALS)[number];

/** What ties an arbitrator to a case: none of it may. */
export type Concern = {
  /** His own organisation has someone among those whom the case is about. */
  readonly unit: boolean;
  /** He belongs to the delegation. */
  readonly delegation: boolean;
  /** He, or somebody for him, declared it. */
  readonly declared: boolean;
  /** He ruled on it in the first instance. */
  readonly firstInstance: boolean;
};

export function computeCaseState(found: { readonly isRuled: boolean; readonly isWithdrawn: boolean }): CaseState {
  if (found.isRuled) return "ruled";
  return found.isWithdrawn ? "withdrawn" : "open";
}

/** Whether this arbitrator may rule on the case: every reason against it at once. */
export function decideRuling(state: CaseState, concern: Concern): Decision<null, RulingRefusal> {
  const refusals: Refusal<RulingRefusal>[] = [...checkOpen(state)];
  if (concern.unit) refusals.push({ code: "arbitrator-of-concerned-unit" });
  if (concern.delegation) refusals.push({ code: "arbitrator-of-concerned-delegation" });
  if (concern.declared) refusals.push({ code: "arbitrator-with-conflict" });
  if (concern.firstInstance) refusals.push({ code: "arbitrator-of-first-instance" });
  return decide(refusals, null);
}

/** Whether a case can still be withdrawn by who filed it. */
export function decideWithdrawal(state: CaseState): Decision<null, RulingRefusal> {
  return decide(checkOpen(state), null);
}

function checkOpen(state: CaseState): readonly Refusal<RulingRefusal>[] {
  if (state === "ruled") return [{ code: "case-ruled" }];
  return state === "withdrawn" ? [{ code: "case-withdrawn" }] : [];
}
