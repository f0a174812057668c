/** Voids a budget that nothing was taken from, with a reason; it stays on record. */
import { type BudgetRefusal, listVoidReasons } from "#app/domain/money/budget.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";

type VoidRefusal = BudgetRefusal | "changed-meanwhile";

export function voidBudget(
  runtime: Runtime,
  actor: Actor,
  { budgetId, reason }: { readonly budgetId: string; readonly reason: string },
): Promise<Decision<null, VoidRefusal>> {
  return runtime.database.write<null, VoidRefusal>(async ({ tables, audit }) => {
    const budget = (await getBudgetCases(tables, [budgetId])).get(budgetId);
    if (!budget) return refuse({ code: "budget-unknown" });
    const refusals = listVoidReasons(budget);
    if (refusals.length > 0) return refuse(...refusals);
    const { count } = await tables.budget.updateMany({
      where: { id: budgetId, voidedAt: null },
      data: { voidedById: actor.userId, voidedAt: runtime.clock.now(), voidReason: reason },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "void-budget",
      objectKind: "budget",
      objectId: budgetId,
    });
    return allow(null);
  });
}
