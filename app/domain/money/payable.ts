/** What of an entitlement a payment list may take up, to whom it goes, and every reason why not (DOMAIN 9: computed → 申报 → 审核 → 公示 → 拨付). */
import { type Division, doesDivisionHold } from "#app/domain/money/division.ts";
import { decidePayment, type EntitlementFacts, type EntitlementRefusal } from "#app/domain/policy/entitlement-acts.ts";
import type { Payment, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Fen, fen } from "#app/domain/shared/units.ts";

/** Who gets the money: one organisation, or the people named; several are a team, which gets one amount together until it is divided. */
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
  /** Of a team's reward how it is divided; null: nobody decided. */
  readonly division: Division | null;
  /** The instalments that stand in a list or were paid; the empty text is "all of it at once". */
  readonly taken: readonly string[];
};

/** One line of a payment: the whole beneficiary, or (`personId`) one member of a team with his share. */
export type PaymentPart = { readonly personId: string | null; readonly payee: Payee | null; readonly amountFen: number };

/** What a payment asks beside `decidePayment`. */
export const PAYABLE_REFUSALS = [
  "payee-unknown",
  "team-undivided",
  "division-outdated",
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

/** Whether several people get it together: one amount, divided only by a decision (FIGURES, design 4). */
export function isTeam(payee: Payee | null): payee is Extract<Payee, { kind: "people" }> {
  return payee?.kind === "people" && payee.personIds.length > 1;
}

/** Who is paid how much of one instalment, each by himself; nobody of a team whose reward nobody divided. */
export function listPaymentParts(payable: Pick<Payable, "payee" | "division" | "settledFen">): readonly PaymentPart[] {
  const { payee, division } = payable;
  if (!isTeam(payee)) return [{ personId: null, payee, amountFen: computeInstalmentFen(payable) ?? 0 }];
  return (division?.shares ?? []).map(({ personId, amountFen }) => {
    return { personId, payee: { kind: "people", personIds: [personId] }, amountFen };
  });
}

/**
 * What the database takes once, of a line while its list stands and of a payment in the ledger: the instalment of an entitlement, with
 * the place of a share after the first. Whatever the division, two payments of one instalment meet in the first share.
 */
export function toLineKey(line: { readonly entitlementId: string; readonly instalment: string; readonly share: number }): string {
  const { entitlementId, instalment, share } = line;
  return share === 0 ? `${entitlementId}/${instalment}` : `${entitlementId}/${instalment}/${share}`;
}

/** How many instalments these keys of payments are; the shares of one count once. */
export function countInstalments(payKeys: readonly (string | null)[]): number {
  return new Set(payKeys.flatMap((key) => (key === null ? [] : [key.split("/").slice(0, 2).join("/")]))).size;
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
  const { payment, payee, division, taken } = payable;
  const decided = decidePayment({ ...payable, appliedById: null }, new Date(asked.now));
  const refusals: Refusal<PayableRefusal>[] = decided.ok ? [] : [...decided.refusals];
  if (payee === null) refusals.push({ code: "payee-unknown" });
  if (isTeam(payee)) {
    if (division === null) refusals.push({ code: "team-undivided" });
    else if (!doesDivisionHold(division, { personIds: payee.personIds, settledFen: payable.settledFen })) {
      refusals.push({ code: "division-outdated" });
    }
  }
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
