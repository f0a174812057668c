/** Approves a proposed claw-back or expense: by a second person; from then on it counts, and settles the difference that it makes good. */
import { type BudgetRefusal, listBudgetReasons } from "#app/domain/money/budget.ts";
import {
  type LedgerKind,
  type LedgerRefusal,
  listEntryApprovalReasons,
  sumEntries,
  toEntryStatus,
} from "#app/domain/money/ledger.ts";
import { countInstalments } from "#app/domain/money/payable.ts";
import { type EntitlementDifference, settleByClawBack } from "#app/domain/policy/reconcile.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";
import { loadProposal } from "#app/queries/money/load-proposal.server.ts";

type ApproveRefusal = LedgerRefusal | BudgetRefusal | "changed-meanwhile";

/** @param input.entryId any entry of what was proposed together */
export function approveLedgerEntry(
  runtime: Runtime,
  actor: Actor,
  { entryId }: { readonly entryId: string },
): Promise<Decision<null, ApproveRefusal>> {
  return runtime.database.write<null, ApproveRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const proposal = await loadProposal(tables, entryId);
    const [entry] = proposal;
    if (!entry) return refuse({ code: "entry-unknown" });
    const ids = proposal.map(({ id }) => id);
    const { entitlementId, budgetId } = entry;
    const amountFen = proposal.reduce((sum, one) => sum + one.amountFen, 0);
    const others =
      entitlementId === null ? [] : await tables.ledgerEntry.findMany({ where: { entitlementId, id: { notIn: ids } } });
    const toEntry = (one: { kind: string; amountFen: number; approvedAt: Date | null; droppedAt: Date | null }) => ({
      kind: one.kind as LedgerKind,
      amountFen: one.amountFen,
      status: toEntryStatus(one),
    });
    const refusals: Refusal<ApproveRefusal>[] = listEntryApprovalReasons(
      { ...toEntry(entry), amountFen, recordedById: entry.recordedById },
      { actorId: actor.userId, others: others.map(toEntry) },
    );
    if (entry.kind === "expense" && budgetId !== null) {
      const budget = (await getBudgetCases(tables, [budgetId])).get(budgetId);
      const asked = { purpose: "holding", year: entry.year, competitionIds: [entry.competitionId], fen: amountFen } as const;
      refusals.push(...(budget ? listBudgetReasons(budget, asked) : [{ code: "budget-unknown" as const }]));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const { count } = await tables.ledgerEntry.updateMany({
      where: { id: { in: ids }, approvedAt: null, droppedAt: null },
      data: { approvedById: actor.userId, approvedAt: now },
    });
    if (count !== ids.length) return refuse({ code: "changed-meanwhile" });
    if (entry.kind === "claw-back" && entitlementId !== null && entry.entitlement) {
      const { state, difference } = entry.entitlement;
      const { reason, reference } = entry;
      const counting = others.filter((one) => toEntryStatus(one) === "counts");
      const beforeFen = sumEntries(counting.map(toEntry)).netFen;
      const settled = settleByClawBack(difference as EntitlementDifference | null, {
        beforeFen,
        afterFen: beforeFen + amountFen,
        instalments: countInstalments(counting.map(({ payKey }) => payKey)),
      });
      if (settled !== null) {
        await tables.entitlement.update({ where: { id: entitlementId }, data: { difference: settled } });
      }
      await tables.entitlementAct.create({
        data: {
          id: newId(),
          entitlementId,
          act: "claw-back",
          fromState: state,
          toState: state,
          reason,
          reference,
          actorId: actor.userId,
          at: now,
        },
      });
    }
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "approve-ledger-entry",
      objectKind: "ledger-entry",
      objectId: entry.proposalId ?? entryId,
      payload: { kind: entry.kind, fen: amountFen },
    });
    return allow(null);
  });
}
