/** What of an entitlement a payment list may take up, to whom it goes, and every reason why not (DOMAIN 9: computed → 申报 → 审核 → 公示 → 拨付). */
import { decidePayment, type EntitlementFacts, type EntitlementRefusal } from "#app/domain/policy/entitlement-acts.ts";
import type { Payment, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Fen, fen } from "#app/domain/shared/units.ts";

/** Who gets the money: one organisation, or the people named; several are a team, which gets one amount together. */
export type Payee =
  | { readonly kind: "organisation"; readonly organisationId: string }
  | { readonly kind: "people"; readonly personIds: readonly string[] };

export type Payable = Omit<EntitlementFacts, "appliedById"> & {
  readonly entitlementId: string;
  readonly publicityEndsAt: Date | null;
  /** What the review settled, of an allowance for each month; null while it has not. */
  readonly settledFen: number | null;
  readonly payment: Payment;
  /** The payer recorded for the row; the lead unit of a clause is not the payer. */
  readonly payerId: string | null;
  readonly payee: Payee | null;
  /** The instalments that stand in a list or were paid; the empty text is "all of it at once". */
  readonly taken: readonly string[];
};

/** What a payment asks beside `decidePayment`. */
export const PAYABLE_REFUSALS = [
  "payee-unknown",
  "payer-missing",
  "payer-differs",
  "in-list-already",
  "instalments-complete",
  "instalment-not-due",
] as const;
export type PayableRefusal = (typeof PAYABLE_REFUSALS)[number] | EntitlementRefusal;

/** What an instalment is called: empty for all at once, else its month (YYYY-MM). */
export function toInstalment(payment: Payment, month: string): string {
  return payment.every === "month" ? month : "";
}

/** What one instalment pays; null while the review settled nothing. Unknown is not zero. */
export function computeInstalmentFen({ settledFen }: Pick<Payable, "settledFen">): Fen | null {
  return settledFen === null || settledFen <= 0 ? null : fen(settledFen);
}

/**
 * Every reason against one instalment in a list of `payerId` (FIGURES: drafts are never paid out, the payer of a row is recorded and
 * not assumed). `month` is the present one, YYYY-MM in Shanghai: a month that has not begun is not due.
 * @returns none when it may be paid.
 */
export function listPayableReasons(
  payable: Payable,
  asked: { readonly payerId: string; readonly instalment: string; readonly now: number; readonly month: string },
): Refusal<PayableRefusal>[] {
  const { payment, taken } = payable;
  const decided = decidePayment({ ...payable, appliedById: null }, new Date(asked.now));
  const refusals: Refusal<PayableRefusal>[] = decided.ok ? [] : [...decided.refusals];
  if (payable.payee === null) refusals.push({ code: "payee-unknown" });
  if (payable.payerId === null) refusals.push({ code: "payer-missing" });
  else if (payable.payerId !== asked.payerId) refusals.push({ code: "payer-differs" });
  if (taken.includes(asked.instalment)) refusals.push({ code: "in-list-already" });
  else if (payment.every === "month") {
    if (payment.months !== null && taken.length >= payment.months) refusals.push({ code: "instalments-complete" });
    if (asked.instalment > asked.month) refusals.push({ code: "instalment-not-due" });
  }
  return refusals;
}

/** Whether nothing is left of an entitlement once so many instalments were paid; never where the document does not say how many months. */
export function isPaidInFull(payment: Payment, paidInstalments: number): boolean {
  return payment.every === "once" || (payment.months !== null && paidInstalments >= payment.months);
}

/** The row's beneficiaries that are organisations: without one nobody is paid in its place. */
const ORGANISATIONS: readonly PolicyRow["beneficiary"][] = ["training-organisation", "employer-or-school", "organisation"];

/**
 * Who is paid: the organisation that the review settled, else what the row names. A person about whom an organisation is paid gets nothing.
 * @returns null while it is not known.
 */
export function findPayee(
  beneficiary: PolicyRow["beneficiary"],
  found: {
    readonly settledOrganisationId: string | null;
    readonly organisationId: string | null;
    /** The one person, or all members of a team in their order. */
    readonly personIds: readonly string[];
  },
): Payee | null {
  if (found.settledOrganisationId !== null) return { kind: "organisation", organisationId: found.settledOrganisationId };
  if (ORGANISATIONS.includes(beneficiary)) {
    return found.organisationId === null ? null : { kind: "organisation", organisationId: found.organisationId };
  }
  if (beneficiary === "competition" || found.personIds.length === 0) return null;
  return { kind: "people", personIds: found.personIds };
}
