/** What was paid of one entitlement and what came back: its entries, its net, and how much can still be clawed back. */
import { computeClawBackLimit, type LedgerSums, sumEntries } from "#app/domain/money/ledger.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { DocumentStatus, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type LedgerProposal, type LedgerRow, listLedgerRows, listProposals } from "#app/queries/money/get-ledger.server.ts";
import { getCompetitionNames } from "#app/queries/money/get-payments-page.server.ts";
import { listPayables } from "#app/queries/money/list-payables.server.ts";
import { listPayees, type PayeeView } from "#app/queries/money/list-payees.server.ts";

export type EntitlementLedgerPage = {
  readonly entitlementId: string;
  readonly state: EntitlementState;
  readonly payee: PayeeView | null;
  readonly row: Pick<PolicyRow, "clause" | "summary" | "summaryEn" | "kind">;
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  readonly sums: LedgerSums;
  readonly limitFen: number;
  readonly entries: readonly LedgerRow[];
  readonly proposals: readonly LedgerProposal[];
};

/** Null when there is no such entitlement. */
export async function findEntitlementLedger(
  runtime: Runtime,
  actor: Actor,
  entitlementId: string,
): Promise<EntitlementLedgerPage | null> {
  const { read } = runtime.database;
  const [payable] = await listPayables(read, [entitlementId]);
  if (!payable) return null;
  const rows = await listLedgerRows(runtime, { entitlementId });
  const [[payee], competitions] = await Promise.all([
    listPayees(runtime, [payable.payee]),
    getCompetitionNames(runtime, [payable.competitionId]),
  ]);
  return {
    entitlementId,
    state: payable.state,
    payee: payee ?? null,
    row: payable.row,
    document: payable.document,
    competition: competitions.get(payable.competitionId ?? "") ?? null,
    sums: sumEntries(rows),
    limitFen: computeClawBackLimit(rows),
    entries: rows.filter(({ status }) => status === "counts"),
    proposals: await listProposals(read, actor, rows),
  };
}
