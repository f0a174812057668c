/** What policy officers submit about entitlements. */
import { z } from "zod";
import { DECISION_OUTCOMES, type ReviewAnswer } from "#app/domain/policy/entitlement-acts.ts";
import { parseHundredths } from "#app/domain/shared/units.ts";
import { choice, optionalId, text, wholeNumber } from "./fields.ts";

const LONGEST_REASON = 1_000;
const MOST_AT_ONCE = 500;

const ids = z.array(text(), "choice-missing").min(1, "choice-missing").max(MOST_AT_ONCE, "choice-missing");

export const ApplyEntitlementsSchema = z.object({ entitlementIds: ids });

export const PubliciseEntitlementsSchema = z.object({ entitlementIds: ids, workingDays: wholeNumber(1, 60) });

export const EntitlementReasonSchema = z.object({ reason: text(LONGEST_REASON) });

export const ReviewEntitlementSchema = z
  .object({
    codes: z.array(text()).default([]),
    outcomes: z.array(choice(DECISION_OUTCOMES)).default([]),
    reasons: z.array(z.string().trim().max(LONGEST_REASON, "text-too-long")).default([]),
    /** In yuan; empty: the clause's own. */
    amount: z.string().trim().default(""),
    organisationId: optionalId,
  })
  .transform(({ codes, outcomes, reasons, amount, organisationId }, context): ReviewAnswer => {
    const settledFen = amount === "" ? null : parseHundredths(amount.replaceAll(",", ""));
    if (amount !== "" && settledFen === null) {
      context.addIssue({ code: "custom", message: "money-unreadable", path: ["settledFen"] });
    }
    const decisions = codes.flatMap((code, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : [{ code, outcome, reason: reasons[index] ?? "" }];
    });
    return { decisions, settledFen, organisationId };
  });
