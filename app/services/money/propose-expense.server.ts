/** Proposes an expense of holding a competition; it counts nowhere until a second person approves it. */
import { type BudgetRefusal, listBudgetReasons } from "#app/domain/money/budget.ts";
import type { LedgerRefusal } from "#app/domain/money/ledger.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";

export type ProposeExpense = {
  readonly organisationId: string;
  readonly competitionId: string;
  readonly budgetId: string | null;
  readonly year: number;
  /** Positive, in fen. */
  readonly amountFen: number;
  readonly reason: string;
  readonly reference: string;
};
type ExpenseRefusal = LedgerRefusal | BudgetRefusal | "payer-unknown";

/** @returns null, or every reason why not; over-spending a named budget is one. */
export function proposeExpense(runtime: Runtime, actor: Actor, input: ProposeExpense): Promise<Decision<null, ExpenseRefusal>> {
  return runtime.database.write<null, ExpenseRefusal>(async ({ tables, audit }) => {
    const { organisationId, competitionId, budgetId, year, amountFen } = input;
    const refusals: Refusal<ExpenseRefusal>[] = [];
    if ((await tables.organisation.count({ where: { id: organisationId } })) === 0) {
      refusals.push({ code: "payer-unknown", params: { field: "organisationId" } });
    }
    if ((await tables.competition.count({ where: { id: competitionId } })) === 0) {
      refusals.push({ code: "competition-unknown", params: { field: "competitionId" } });
    }
    if (amountFen <= 0) refusals.push({ code: "amount-not-positive", params: { field: "amount" } });
    if (budgetId !== null) {
      const budget = (await getBudgetCases(tables, [budgetId])).get(budgetId);
      const asked = { purpose: "holding", year, competitionIds: [competitionId], fen: amountFen } as const;
      refusals.push(...(budget ? listBudgetReasons(budget, asked) : [{ code: "budget-unknown" as const }]));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const id = newId();
    const recorded = { recordedById: actor.userId, recordedAt: runtime.clock.now() };
    await tables.ledgerEntry.create({ data: { id, kind: "expense", ...input, ...recorded } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "propose-expense",
      objectKind: "ledger-entry",
      objectId: id,
      payload: { payer: organisationId, competition: competitionId, budget: budgetId, fen: amountFen },
    });
    return allow(null);
  });
}
