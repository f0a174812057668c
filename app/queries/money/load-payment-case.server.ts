/** A payment list with everything that its approval and its payment look at: the same for the button and for the act. */
import type { Payee } from "#app/domain/money/payable.ts";
import type { PaymentCase, PaymentLineCase, PaymentListState } from "#app/domain/money/payment-list.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";
import { type FoundPayable, listPayables } from "#app/queries/money/list-payables.server.ts";
import { findStandingAccount, getStandingAccounts, listHolderIds } from "#app/queries/money/list-payees.server.ts";

export type LoadedLine = PaymentLineCase & {
  readonly lineId: string;
  readonly entitlementId: string;
  readonly payable: FoundPayable;
  /** Who this line pays: of a team's reward one member. */
  readonly payee: Payee | null;
  /** Its place among the lines of its instalment of the entitlement, from 0. */
  readonly share: number;
};
export type LoadedList = Omit<PaymentCase, "lines"> & {
  readonly listId: string;
  readonly number: string;
  readonly budgetId: string | null;
  readonly approvedById: string | null;
  readonly lines: readonly LoadedLine[];
};

/** Null when there is no such list. */
export async function loadPaymentCase(tables: Tables, listId: string): Promise<LoadedList | null> {
  const list = await tables.paymentList.findUnique({
    where: { id: listId },
    include: {
      lines: {
        orderBy: { position: "asc" },
        include: {
          entitlement: {
            select: {
              competitionId: true,
              acts: { where: { act: { in: ["review", "divide", "keep"] } }, select: { actorId: true } },
            },
          },
        },
      },
    },
  });
  if (!list) return null;
  const payables = new Map(
    (
      await listPayables(
        tables,
        list.lines.map(({ entitlementId }) => entitlementId),
        listId,
      )
    ).map((payable) => [payable.entitlementId, payable]),
  );
  const payees = new Map(
    list.lines.map(({ id, entitlementId, personId }): [string, Payee | null] => [
      id,
      personId === null ? (payables.get(entitlementId)?.payee ?? null) : { kind: "people", personIds: [personId] },
    ]),
  );
  const accounts = await getStandingAccounts(tables, [...payees.values()].flatMap(listHolderIds));
  const budgets = list.budgetId === null ? null : await getBudgetCases(tables, [list.budgetId]);
  return {
    listId: list.id,
    number: list.number,
    state: list.state as PaymentListState,
    payerId: list.organisationId,
    year: list.year,
    preparedById: list.preparedById,
    approvedById: list.approvedById,
    approvedAt: list.approvedAt?.getTime() ?? null,
    budgetId: list.budgetId,
    budget: (list.budgetId !== null && budgets?.get(list.budgetId)) || null,
    lines: list.lines.map(({ id, entitlementId, position, amountFen, instalment, divisionId, personId, entitlement }, index) => {
      const payable = payables.get(entitlementId);
      // A pack keeps its versions and a version its rows: what was listed once can be read.
      if (!payable) throw new Error(`entitlement ${entitlementId} has no row`);
      const payee = payees.get(id) ?? null;
      const before = list.lines.slice(0, index);
      return {
        lineId: id,
        entitlementId,
        position,
        amountFen,
        instalment,
        divisionId,
        personId,
        payee,
        share: before.filter((one) => one.entitlementId === entitlementId && one.instalment === instalment).length,
        competitionId: entitlement.competitionId,
        payable,
        reviewerIds: entitlement.acts.map(({ actorId }) => actorId),
        accountRecordedAt: findStandingAccount(payee, accounts)?.recordedAt ?? null,
      };
    }),
  };
}
