/** The budgets of each year with what is spent, committed and free, and whom and what a new one can name. */
import { type BudgetRefusal, type BudgetUse, listVoidReasons } from "#app/domain/money/budget.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { type BudgetCase, getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";

export type BudgetRow = Pick<BudgetCase, "budgetId" | "party" | "year" | "purpose" | "amountFen" | "isVoid"> & {
  readonly organisation: string;
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  readonly reference: string;
  readonly recordedBy: string;
  /** ISO. */
  readonly recordedAt: string;
  readonly voidReason: string | null;
  readonly use: BudgetUse;
  readonly unmetVoid: readonly Refusal<BudgetRefusal>[];
};

export type MoneyChoices = {
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly competitions: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
};

export type BudgetsPage = MoneyChoices & { readonly budgets: readonly BudgetRow[]; readonly year: number };

/** The newest year first. */
export async function listBudgets(runtime: Runtime): Promise<BudgetsPage> {
  const { read } = runtime.database;
  const [cases, budgets, choices] = await Promise.all([
    getBudgetCases(read, null),
    read.budget.findMany({
      orderBy: [{ year: "desc" }, { recordedAt: "asc" }, { id: "asc" }],
      include: { competition: { select: { name: true, nameEn: true } } },
    }),
    listMoneyChoices(runtime),
  ]);
  const users = await getUserNames(
    runtime,
    budgets.map(({ recordedById }) => recordedById),
  );
  const names = new Map(choices.organisations.map(({ id, name }) => [id, name]));
  return {
    ...choices,
    year: shanghaiYear(runtime.clock.now()),
    budgets: budgets.flatMap((budget): BudgetRow[] => {
      const one = cases.get(budget.id);
      if (!one) return [];
      const { budgetId, party, year, purpose, amountFen, isVoid, use } = one;
      return [
        {
          ...{ budgetId, party, year, purpose, amountFen, isVoid, use },
          organisation: names.get(budget.organisationId) ?? "",
          competition: budget.competition,
          reference: budget.reference,
          recordedBy: users.get(budget.recordedById) ?? "",
          recordedAt: budget.recordedAt.toISOString(),
          voidReason: budget.voidReason,
          unmetVoid: listVoidReasons(one),
        },
      ];
    }),
  };
}

/** Organisations and competitions by name. */
export async function listMoneyChoices(runtime: Runtime): Promise<MoneyChoices> {
  const { read } = runtime.database;
  const [organisations, competitions] = await Promise.all([
    read.organisation.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } }),
    read.competition.findMany({ orderBy: { createdAt: "desc" }, select: { id: true, name: true, nameEn: true } }),
  ]);
  return { organisations, competitions };
}
