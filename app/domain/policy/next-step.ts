/** What happens next with something that a clause says of a person: for the officer who does it, and for the person who waits. */

import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";

export const NEXT_STEPS = [
  "results-reopened",
  "in-force",
  "settle-difference",
  "apply",
  "review",
  "publicise",
  "publicity",
  "list",
  "approve-list",
  "pay-list",
  "next-instalment",
  "paid",
  "refused",
] as const;

/** `at`, ISO: the end of the publicity, or the day of the last payment; null of the other steps. */
export type NextStep = { readonly kind: (typeof NEXT_STEPS)[number]; readonly at: string | null };

/** How far an entitlement is. */
export type EntitlementStanding = {
  readonly state: Exclude<EntitlementState, "withdrawn">;
  readonly draft: boolean;
  readonly hasOpenDifference: boolean;
  /** The results that it rests on are public again and not final. */
  readonly isReopened: boolean;
  readonly publicityEndsAt: Date | null;
  /** The payment list that it stands on and that is not paid yet. */
  readonly list: "prepared" | "approved" | null;
  /** When it was paid last; of an allowance there may be more to come. */
  readonly paidAt: Date | null;
};

/**
 * The next step on the way 申报 → 审核 → 公示 → 拨付 (DOMAIN 9). Under a draft nothing moves before the document is in force; what a
 * later computation says differently is settled before anything else.
 */
export function findNextStep(standing: EntitlementStanding, now: Date): NextStep {
  const { state, publicityEndsAt, list, paidAt } = standing;
  if (state === "refused") return { kind: "refused", at: null };
  if (state === "paid") return { kind: "paid", at: paidAt?.toISOString() ?? null };
  if (standing.isReopened) return { kind: "results-reopened", at: null };
  if (standing.hasOpenDifference) return { kind: "settle-difference", at: null };
  if (standing.draft) return { kind: "in-force", at: null };
  if (state === "computed") return { kind: "apply", at: null };
  if (state === "applied") return { kind: "review", at: null };
  if (state === "reviewed") return { kind: "publicise", at: null };
  if (publicityEndsAt === null || publicityEndsAt.getTime() > now.getTime()) {
    return { kind: "publicity", at: publicityEndsAt?.toISOString() ?? null };
  }
  if (list !== null) return { kind: list === "prepared" ? "approve-list" : "pay-list", at: null };
  return paidAt === null ? { kind: "list", at: null } : { kind: "next-instalment", at: paidAt.toISOString() };
}
