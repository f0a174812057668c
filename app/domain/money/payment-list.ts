/** 奖励发放表: prepared by one person, approved by a second, paid with the number of a voucher, or dropped with a reason (DOMAIN 14: two people approve a payment). */
import { type BudgetRefusal, listBudgetReasons, type NamedBudget } from "#app/domain/money/budget.ts";
import {
  isTeam,
  listPayableReasons,
  listPaymentParts,
  type Payable,
  type PayableRefusal,
  toInstalment,
} from "#app/domain/money/payable.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Fen, fen } from "#app/domain/shared/units.ts";

export const PAYMENT_LIST_STATES = ["prepared", "approved", "paid", "dropped"] as const;
export type PaymentListState = (typeof PAYMENT_LIST_STATES)[number];

/** One line with what is true of it now. */
export type PaymentLineCase = {
  readonly position: number;
  readonly amountFen: number;
  readonly instalment: string;
  /** Of a team's reward: the division that it follows, and the member whose share it is. */
  readonly divisionId: string | null;
  readonly personId: string | null;
  readonly competitionId: string | null;
  /** `taken` is without this line. */
  readonly payable: Payable;
  /** Who reviewed the entitlement, divided it, or kept it beside a computation that says otherwise. */
  readonly reviewerIds: readonly string[];
  /** When the account that stands was recorded; null: none is. */
  readonly accountRecordedAt: number | null;
};

export type PaymentCase = {
  readonly state: PaymentListState;
  readonly payerId: string;
  readonly year: number;
  readonly preparedById: string;
  readonly approvedAt: number | null;
  readonly lines: readonly PaymentLineCase[];
  readonly budget: NamedBudget | null;
};

export const PAYMENT_LIST_REFUSALS = [
  "nothing-chosen",
  "entitlement-unknown",
  "payer-unknown",
  "list-unknown",
  "list-not-prepared",
  "list-not-approved",
  "list-over",
  "approver-prepared",
  "approver-reviewed",
  "accounts-missing",
  "accounts-changed",
  "lines-not-payable",
  "paid-already",
] as const;
export type PaymentListRefusal = (typeof PAYMENT_LIST_REFUSALS)[number] | BudgetRefusal;

export type LineRefusal = PayableRefusal | "amount-changed" | "division-changed";

/** The sum of lines in fen. */
export function sumLines(lines: readonly { readonly amountFen: number }[]): Fen {
  let sum = 0;
  for (const { amountFen } of lines) sum += amountFen;
  return fen(sum);
}

/** What stands against one line now. */
export function listLineReasons(
  line: PaymentLineCase,
  asked: { readonly payerId: string; readonly now: number; readonly month: string },
): readonly Refusal<LineRefusal>[] {
  const { payable, instalment, amountFen, divisionId, personId } = line;
  const divided = isTeam(payable.payee) ? (payable.division?.divisionId ?? null) : null;
  const part = listPaymentParts(payable).find((one) => one.personId === personId);
  const isAmountKnown = part !== undefined && part.amountFen > 0;
  return [
    ...listPayableReasons(payable, { ...asked, instalment }),
    ...(divided !== divisionId ? [{ code: "division-changed" as const }] : []),
    ...(isAmountKnown && part.amountFen !== amountFen ? [{ code: "amount-changed" as const }] : []),
    // A row that became monthly, or ceased to be, pays by other instalments.
    ...(toInstalment(payable.payment, instalment) !== instalment ? [{ code: "amount-changed" as const }] : []),
  ];
}

/** Every reason against the approval by this person at this moment. */
export function listApprovalReasons(
  list: PaymentCase,
  { actorId, now, month }: { readonly actorId: string; readonly now: number; readonly month: string },
): Refusal<PaymentListRefusal>[] {
  const refusals: Refusal<PaymentListRefusal>[] = [];
  if (list.state !== "prepared") refusals.push({ code: "list-not-prepared" });
  if (list.preparedById === actorId) refusals.push({ code: "approver-prepared" });
  const reviewed = list.lines.filter(({ reviewerIds }) => reviewerIds.includes(actorId));
  if (reviewed.length > 0) refusals.push({ code: "approver-reviewed", params: { lines: toPositions(reviewed) } });
  if (list.state !== "prepared") return refusals;
  return [...refusals, ...listLinesReasons(list, now, month), ...listListBudgetReasons(list)];
}

/** Every reason against paying an approved list. */
export function listTransferReasons(
  list: PaymentCase,
  { now, month }: { readonly now: number; readonly month: string },
): Refusal<PaymentListRefusal>[] {
  if (list.state !== "approved") return [{ code: "list-not-approved" }];
  const { approvedAt } = list;
  const changed = list.lines.filter(
    ({ accountRecordedAt }) => accountRecordedAt !== null && approvedAt !== null && accountRecordedAt > approvedAt,
  );
  return [
    ...listLinesReasons(list, now, month),
    ...(changed.length > 0 ? [{ code: "accounts-changed" as const, params: { lines: toPositions(changed) } }] : []),
  ];
}

/** A list that was paid or dropped stays so. */
export function listDropReasons(list: Pick<PaymentCase, "state">): Refusal<PaymentListRefusal>[] {
  return list.state === "prepared" || list.state === "approved" ? [] : [{ code: "list-over" }];
}

function listLinesReasons(list: PaymentCase, now: number, month: string): Refusal<PaymentListRefusal>[] {
  const broken = list.lines.filter((line) => listLineReasons(line, { payerId: list.payerId, now, month }).length > 0);
  const without = list.lines.filter(({ accountRecordedAt }) => accountRecordedAt === null);
  return [
    ...(broken.length > 0 ? [{ code: "lines-not-payable" as const, params: { lines: toPositions(broken) } }] : []),
    ...(without.length > 0 ? [{ code: "accounts-missing" as const, params: { lines: toPositions(without) } }] : []),
  ];
}

function listListBudgetReasons({ budget, lines, year }: PaymentCase): Refusal<BudgetRefusal>[] {
  if (budget === null) return [];
  const competitionIds = lines.map(({ competitionId }) => competitionId);
  return listBudgetReasons(budget, { purpose: "rewards", year, competitionIds, fen: sumLines(lines) });
}

function toPositions(lines: readonly PaymentLineCase[]): string {
  return lines.map(({ position }) => position).join(", ");
}
