/** The payment lists, and for one payer what the next could hold: each publicised entitlement with every reason against it. */
import type { DivisionShare } from "#app/domain/money/division.ts";
import {
  computeInstalmentFen,
  isTeam,
  listPayableReasons,
  type PayableRefusal,
  toInstalment,
} from "#app/domain/money/payable.ts";
import { type PaymentListState, sumLines } from "#app/domain/money/payment-list.ts";
import type { DocumentStatus, PolicyRow } from "#app/domain/policy/pack.ts";
import { shanghaiMonth, shanghaiYear } from "#app/domain/shared/day.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";
import { type FoundPayable, listPayables, listPublicisedIds } from "#app/queries/money/list-payables.server.ts";
import { getPersonNames, listPayees, type PayeeView } from "#app/queries/money/list-payees.server.ts";

export type PaymentListRow = {
  readonly listId: string;
  readonly number: string;
  readonly payer: string;
  readonly year: number;
  readonly state: PaymentListState;
  readonly lines: number;
  readonly totalFen: number;
  /** ISO. */
  readonly preparedAt: string;
};

export type Candidate = {
  readonly entitlementId: string;
  readonly payee: PayeeView | null;
  /** Names of those about whom an organisation is paid. */
  readonly about: readonly string[];
  readonly row: Pick<PolicyRow, "clause" | "summary" | "summaryEn" | "kind">;
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  readonly amountFen: number | null;
  /** Of a team's reward what each gets, where that was decided. */
  readonly shares: readonly { readonly name: string; readonly amountFen: number }[];
  /** Empty: all of it at once; YYYY-MM: that month. */
  readonly instalment: string;
  /** Why it cannot be taken up; none when it can. */
  readonly reasons: readonly Refusal<PayableRefusal>[];
};

export type PaymentsPage = {
  readonly lists: readonly PaymentListRow[];
  /** Payers of rows, with how many entitlements wait for a list of theirs. */
  readonly payers: readonly { readonly id: string; readonly name: string; readonly waiting: number }[];
  /** Entitlements in publicity whose row has no payer: they can enter no list. */
  readonly withoutPayer: number;
  readonly chosen: {
    readonly payerId: string;
    readonly payer: string;
    readonly candidates: readonly Candidate[];
    readonly budgets: readonly {
      readonly budgetId: string;
      readonly organisation: string;
      readonly year: number;
      readonly freeFen: number;
    }[];
  } | null;
  readonly month: string;
  readonly year: number;
};

/** @param asked the payer and month (YYYY-MM) in the address, as they stand there */
export async function getPaymentsPage(
  runtime: Runtime,
  asked: { readonly payerId: string | null; readonly month: string | null },
): Promise<PaymentsPage> {
  const { read } = runtime.database;
  const now = runtime.clock.now();
  const present = shanghaiMonth(now);
  const month = asked.month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked.month) ? asked.month : present;
  const [lists, payables, organisations] = await Promise.all([
    read.paymentList.findMany({ orderBy: { number: "desc" }, include: { lines: { select: { amountFen: true } } } }),
    listPublicisedIds(read).then((ids) => listPayables(read, ids)),
    read.organisation.findMany({ select: { id: true, name: true } }),
  ]);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const isWaiting = ({ payment, taken }: FoundPayable) => !taken.includes(toInstalment(payment, month));
  const payerIds = [...new Set(payables.flatMap(({ payerId }) => payerId ?? []))];
  const payerId = asked.payerId !== null && names.has(asked.payerId) ? asked.payerId : null;
  return {
    month,
    year: shanghaiYear(now),
    lists: lists.map(({ id, number, organisationId, year, state, lines, preparedAt }) => ({
      listId: id,
      number,
      payer: names.get(organisationId) ?? "",
      year,
      state: state as PaymentListState,
      lines: lines.length,
      totalFen: sumLines(lines),
      preparedAt: preparedAt.toISOString(),
    })),
    payers: payerIds
      .map((id) => ({
        id,
        name: names.get(id) ?? "",
        waiting: payables.filter((payable) => payable.payerId === id && isWaiting(payable)).length,
      }))
      .sort((left, right) => right.waiting - left.waiting || (left.name < right.name ? -1 : 1)),
    withoutPayer: payables.filter((payable) => payable.payerId === null).length,
    chosen:
      payerId === null
        ? null
        : {
            payerId,
            payer: names.get(payerId) ?? "",
            candidates: await listCandidates(
              runtime,
              payables.filter((payable) => payable.payerId === payerId && isWaiting(payable)),
              { payerId, now: now.getTime(), month: present, instalmentMonth: month },
            ),
            budgets: [...(await getBudgetCases(read, null)).values()]
              .filter(({ isVoid, purpose }) => !isVoid && purpose === "rewards")
              .map(({ budgetId, organisationId, year, use }) => {
                return { budgetId, organisation: names.get(organisationId) ?? "", year, freeFen: use.freeFen };
              }),
          },
  };
}

/** What can be taken up first. */
async function listCandidates(
  runtime: Runtime,
  payables: readonly FoundPayable[],
  asked: { payerId: string; now: number; month: string; instalmentMonth: string },
): Promise<readonly Candidate[]> {
  const [payees, about, competitions] = await Promise.all([
    listPayees(
      runtime,
      payables.map(({ payee }) => payee),
    ),
    getPersonNames(
      runtime,
      payables.flatMap((payable) => [...payable.aboutPersonIds, ...listShares(payable).map(({ personId }) => personId)]),
    ),
    getCompetitionNames(
      runtime,
      payables.map(({ competitionId }) => competitionId),
    ),
  ]);
  return payables
    .map((payable, index): Candidate => {
      const instalment = toInstalment(payable.payment, asked.instalmentMonth);
      return {
        entitlementId: payable.entitlementId,
        payee: payees[index] ?? null,
        about: payable.aboutPersonIds.map((id) => about.get(id) ?? ""),
        row: payable.row,
        document: payable.document,
        competition: competitions.get(payable.competitionId ?? "") ?? null,
        amountFen: computeInstalmentFen(payable),
        shares: listShares(payable).map(({ personId, amountFen }) => ({ name: about.get(personId) ?? "", amountFen })),
        instalment,
        reasons: listPayableReasons(payable, { ...asked, instalment }),
      };
    })
    .sort((left, right) => left.reasons.length - right.reasons.length);
}

function listShares({ payee, division }: FoundPayable): readonly DivisionShare[] {
  return isTeam(payee) ? (division?.shares ?? []) : [];
}

/** By id. */
export async function getCompetitionNames(
  runtime: Runtime,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>> {
  const found = await runtime.database.read.competition.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true, nameEn: true },
  });
  return new Map(found.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
}
