/** Money that government, enterprises and society set aside for a year, and what is spent of it (FIGURES: funding from several parties). */
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Fen, fen, formatFen } from "#app/domain/shared/units.ts";

export const BUDGET_PARTIES = ["government", "enterprise", "society"] as const;
export type BudgetParty = (typeof BUDGET_PARTIES)[number];

/** What clauses owe, or what a competition costs. */
export const BUDGET_PURPOSES = ["rewards", "holding"] as const;
export type BudgetPurpose = (typeof BUDGET_PURPOSES)[number];

/** In fen. `spent`: ledger entries that count, less what was clawed back; `committed`: approved lists that are not paid yet. */
export type BudgetUse = { readonly spentFen: Fen; readonly committedFen: Fen; readonly freeFen: Fen };

export type NamedBudget = {
  readonly year: number;
  readonly purpose: BudgetPurpose;
  /** Only for this competition; null: for any. */
  readonly competitionId: string | null;
  readonly isVoid: boolean;
  readonly use: BudgetUse;
};

export const BUDGET_REFUSALS = [
  "budget-unknown",
  "budget-void",
  "budget-year-differs",
  "budget-purpose-differs",
  "budget-competition-differs",
  "budget-exceeded",
  "budget-in-use",
] as const;
export type BudgetRefusal = (typeof BUDGET_REFUSALS)[number];

/** @param counted amounts of the ledger entries that count, claw-backs negative @param committed totals of approved lists */
export function computeBudgetUse(amountFen: number, counted: readonly number[], committed: readonly number[]): BudgetUse {
  const spent = sum(counted);
  const held = sum(committed);
  return { spentFen: fen(spent), committedFen: fen(held), freeFen: fen(amountFen - spent - held) };
}

/** Every reason against taking so much out of the budget; over-spending says by how much. */
export function listBudgetReasons(
  budget: NamedBudget,
  asked: {
    readonly purpose: BudgetPurpose;
    readonly year: number;
    readonly competitionIds: readonly (string | null)[];
    readonly fen: number;
  },
): Refusal<BudgetRefusal>[] {
  const { use } = budget;
  const refusals: Refusal<BudgetRefusal>[] = [];
  if (budget.isVoid) refusals.push({ code: "budget-void" });
  if (budget.year !== asked.year) refusals.push({ code: "budget-year-differs", params: { year: budget.year } });
  if (budget.purpose !== asked.purpose) refusals.push({ code: "budget-purpose-differs" });
  if (budget.competitionId !== null && asked.competitionIds.some((id) => id !== budget.competitionId)) {
    refusals.push({ code: "budget-competition-differs" });
  }
  if (asked.fen > use.freeFen) {
    const params = { over: formatFen(asked.fen - use.freeFen), free: formatFen(use.freeFen) };
    refusals.push({ code: "budget-exceeded", params });
  }
  return refusals;
}

/** A budget that something was spent or committed from stays. */
export function listVoidReasons(budget: Pick<NamedBudget, "isVoid" | "use">): Refusal<BudgetRefusal>[] {
  if (budget.isVoid) return [{ code: "budget-void" }];
  return budget.use.spentFen > 0 || budget.use.committedFen > 0 ? [{ code: "budget-in-use" }] : [];
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
