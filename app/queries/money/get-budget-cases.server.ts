/** Budgets with what is spent and committed of them: the same for the page, for lists and for expenses. */
import { type BudgetParty, type BudgetPurpose, computeBudgetUse, type NamedBudget } from "#app/domain/money/budget.ts";
import { sumLines } from "#app/domain/money/payment-list.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type BudgetCase = NamedBudget & {
  readonly budgetId: string;
  readonly organisationId: string;
  readonly party: BudgetParty;
  readonly amountFen: number;
};

/** @param ids null: all */
export async function getBudgetCases(tables: Tables, ids: readonly string[] | null): Promise<ReadonlyMap<string, BudgetCase>> {
  const budgets = await tables.budget.findMany({
    ...(ids === null ? {} : { where: { id: { in: [...ids] } } }),
    select: {
      id: true,
      organisationId: true,
      party: true,
      year: true,
      purpose: true,
      competitionId: true,
      amountFen: true,
      voidedAt: true,
      ledger: { where: { approvedAt: { not: null }, droppedAt: null }, select: { amountFen: true } },
      paymentLists: { where: { state: "approved" }, select: { lines: { select: { amountFen: true } } } },
    },
  });
  return new Map(
    budgets.map((budget) => [
      budget.id,
      {
        budgetId: budget.id,
        organisationId: budget.organisationId,
        party: budget.party as BudgetParty,
        year: budget.year,
        purpose: budget.purpose as BudgetPurpose,
        competitionId: budget.competitionId,
        amountFen: budget.amountFen,
        isVoid: budget.voidedAt !== null,
        use: computeBudgetUse(
          budget.amountFen,
          budget.ledger.map(({ amountFen }) => amountFen),
          budget.paymentLists.map(({ lines }) => sumLines(lines)),
        ),
      },
    ]),
  );
}
