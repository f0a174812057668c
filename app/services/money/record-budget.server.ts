/** Records money that a party set aside for a year, with the paper that says so. */
import type { BudgetParty, BudgetPurpose } from "#app/domain/money/budget.ts";
import type { LedgerRefusal } from "#app/domain/money/ledger.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type RecordBudget = {
  readonly organisationId: string;
  readonly party: BudgetParty;
  readonly year: number;
  readonly purpose: BudgetPurpose;
  readonly competitionId: string | null;
  /** Positive, in fen. */
  readonly amountFen: number;
  readonly reference: string;
};
type RecordBudgetRefusal = Extract<LedgerRefusal, "amount-not-positive" | "competition-unknown"> | "payer-unknown";

export function recordBudget(
  runtime: Runtime,
  actor: Actor,
  input: RecordBudget,
): Promise<Decision<{ readonly budgetId: string }, RecordBudgetRefusal>> {
  return runtime.database.write<{ budgetId: string }, RecordBudgetRefusal>(async ({ tables, audit }) => {
    const { organisationId, competitionId, amountFen, party, purpose, year } = input;
    const refusals: Refusal<RecordBudgetRefusal>[] = [];
    if ((await tables.organisation.count({ where: { id: organisationId } })) === 0) {
      refusals.push({ code: "payer-unknown", params: { field: "organisationId" } });
    }
    if (competitionId !== null && (await tables.competition.count({ where: { id: competitionId } })) === 0) {
      refusals.push({ code: "competition-unknown", params: { field: "competitionId" } });
    }
    if (amountFen <= 0) refusals.push({ code: "amount-not-positive", params: { field: "amount" } });
    if (refusals.length > 0) return refuse(...refusals);
    const budgetId = newId();
    const recorded = { recordedById: actor.userId, recordedAt: runtime.clock.now() };
    await tables.budget.create({ data: { ...input, id: budgetId, ...recorded } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "record-budget",
      objectKind: "budget",
      objectId: budgetId,
      payload: { organisation: organisationId, party, purpose, year, competition: competitionId, fen: amountFen },
    });
    return allow({ budgetId });
  });
}
