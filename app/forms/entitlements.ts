/** What policy officers submit about entitlements. */
import { z } from "zod";
import { type AskedDivision, DIVISION_METHODS } from "#app/domain/money/division.ts";
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

/** How a team's reward is divided: each method reads its own fields, an empty amount is nothing. */
export const DivideEntitlementSchema = z
  .object({
    method: choice(DIVISION_METHODS),
    personId: optionalId,
    members: z.array(text()).default([]),
    /** In yuan, in the order of `members`. */
    amounts: z.array(z.string().trim()).default([]),
    reference: z
      .string("division-reference-missing")
      .trim()
      .min(1, "division-reference-missing")
      .max(200, "division-reference-too-long"),
  })
  .transform(({ method, personId, members, amounts, reference }, context): { asked: AskedDivision; reference: string } => {
    if (method === "on-behalf") return { asked: { method, personId: personId ?? "" }, reference };
    if (method === "equal") return { asked: { method }, reference };
    const stated = members.map((member, index) => {
      const typed = (amounts[index] ?? "").replace(/[,，\s]/g, "");
      const amountFen = typed === "" ? null : parseHundredths(typed);
      const isWrong = typed !== "" && (amountFen === null || amountFen < 0);
      if (isWrong) context.addIssue({ code: "custom", message: "money-unreadable", path: ["amounts"] });
      return { personId: member, amountFen };
    });
    return { asked: { method, amounts: stated }, reference };
  });
