/** What policy officers, and of a team's reward treasurers, do with entitlements, the same in the policy office and in a competition's: within the address's scope. */
import {
  ApplyEntitlementsSchema,
  DivideEntitlementSchema,
  EntitlementReasonSchema,
  PubliciseEntitlementsSchema,
  ReviewEntitlementSchema,
} from "#app/forms/entitlements.ts";
import { defineIntent } from "#app/platform/access/define.server.ts";
import { divideEntitlement } from "#app/services/money/divide-entitlement.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { closeEntitlement } from "#app/services/policy/close-entitlement.server.ts";
import { keepEntitlement } from "#app/services/policy/keep-entitlement.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reopenEntitlement } from "#app/services/policy/reopen-entitlement.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";

const access = { roles: ["policy-officer"], within: "scope" } as const;

export const OFFICE_DIVIDERS = ["policy-officer"] as const;
/** In the policy office the treasurer divides a team's reward, too: he makes the payment lists that wait for it. */
export const POLICY_DIVIDERS = ["policy-officer", "treasurer"] as const;

export const LEDGER_INTENTS = {
  "apply-entitlements": defineIntent({
    access,
    form: ApplyEntitlementsSchema,
    run: ({ runtime, actor, scope, input }) =>
      applyEntitlements(runtime, actor, { ...input, competitionId: scope.competitionId }),
  }),
  "publicise-entitlements": defineIntent({
    access,
    form: PubliciseEntitlementsSchema,
    run: ({ runtime, actor, scope, input }) =>
      publiciseEntitlements(runtime, actor, { ...input, competitionId: scope.competitionId }),
  }),
} as const;

export const ENTITLEMENT_INTENTS = {
  apply: defineIntent({
    access,
    form: EntitlementReasonSchema.partial(),
    run: ({ runtime, actor, scope, params }) =>
      applyEntitlements(runtime, actor, {
        entitlementIds: [String(params.owed)],
        competitionId: scope.competitionId,
      }),
  }),
  publicise: defineIntent({
    access,
    form: PubliciseEntitlementsSchema.omit({ entitlementIds: true }),
    run: ({ runtime, actor, scope, params, input }) =>
      publiciseEntitlements(runtime, actor, {
        ...input,
        entitlementIds: [String(params.owed)],
        competitionId: scope.competitionId,
      }),
  }),
  review: defineIntent({
    access,
    form: ReviewEntitlementSchema,
    run: ({ runtime, actor, scope, params, input }) =>
      reviewEntitlement(runtime, actor, {
        ...input,
        entitlementId: String(params.owed),
        competitionId: scope.competitionId,
      }),
  }),
  divide: divideBy(OFFICE_DIVIDERS),
  refuse: forReason(refuseEntitlement),
  reopen: forReason(reopenEntitlement),
  close: forReason(closeEntitlement),
  keep: forReason(keepEntitlement),
} as const;

export const POLICY_ENTITLEMENT_INTENTS = { ...ENTITLEMENT_INTENTS, divide: divideBy(POLICY_DIVIDERS) } as const;

function forReason(act: typeof refuseEntitlement) {
  return defineIntent({
    access,
    form: EntitlementReasonSchema,
    run: ({ runtime, actor, scope, params, input }) =>
      act(runtime, actor, { ...input, entitlementId: String(params.owed), competitionId: scope.competitionId }),
  });
}

function divideBy(roles: readonly ("policy-officer" | "treasurer")[]) {
  return defineIntent({
    access: { roles, within: "scope" },
    form: DivideEntitlementSchema,
    run: ({ runtime, actor, scope, params, input }) =>
      divideEntitlement(runtime, actor, {
        ...input,
        entitlementId: String(params.owed),
        competitionId: scope.competitionId,
      }),
  });
}
