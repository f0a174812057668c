/** A person's request about his own data (PIPL, articles 45 and 47): export or erasure, and what stands against an erasure. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const DATA_REQUEST_KINDS = ["export", "erasure"] as const;
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number];
export const DATA_REQUEST_STATES = ["open", "done", "refused"] as const;
export type DataRequestState = (typeof DATA_REQUEST_STATES)[number];

export const ERASURE_REFUSALS = [
  "erasure-entry-running",
  "erasure-entitlement-open",
  "erasure-appeal-open",
  "erasure-promotion-open",
  "erasure-honour-open",
] as const;
export type ErasureRefusal = (typeof ERASURE_REFUSALS)[number];

/** What still needs the person's data, counted where it stands. */
export type ErasureFacts = {
  /** Names of competitions that are not final and in which the person has an entry that counts. */
  readonly running: readonly string[];
  /** Entitlements that are owed and neither paid, refused nor withdrawn. */
  readonly entitlements: number;
  /** Appeals about his entries without a ruling. */
  readonly appeals: number;
  /** Level promotions proposed or approved and not certified. */
  readonly promotions: number;
  /** Honours that he is recommended for and that were neither conferred nor refused. */
  readonly honours: number;
};

/** Whether the person's data may be erased; every reason why not, each until it is gone (PIPL, article 47: only what is needed is kept). */
export function decideErasure(facts: ErasureFacts): Decision<null, ErasureRefusal> {
  const refusals: Refusal<ErasureRefusal>[] = facts.running.map((competition) => ({
    code: "erasure-entry-running",
    params: { competition },
  }));
  const counted = [
    ["erasure-entitlement-open", facts.entitlements],
    ["erasure-appeal-open", facts.appeals],
    ["erasure-promotion-open", facts.promotions],
    ["erasure-honour-open", facts.honours],
  ] as const;
  for (const [code, count] of counted) if (count > 0) refusals.push({ code, params: { count } });
  return decide(refusals, null);
}

export type DataRequestRefusal =
  | "request-open"
  | "request-decided"
  | "request-by-own"
  | "decision-missing"
  | "person-erased"
  | "person-unknown"
  | "coach-in-several";
