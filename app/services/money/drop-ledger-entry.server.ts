/** Drops a proposed claw-back or expense; what counts already stays. */
import type { LedgerRefusal } from "#app/domain/money/ledger.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { loadProposal } from "#app/queries/money/load-proposal.server.ts";

/** @param input.entryId any entry of what was proposed together */
export function dropLedgerEntry(
  runtime: Runtime,
  actor: Actor,
  { entryId }: { readonly entryId: string },
): Promise<Decision<null, LedgerRefusal>> {
  return runtime.database.write<null, LedgerRefusal>(async ({ tables, audit }) => {
    const proposal = await loadProposal(tables, entryId);
    const [entry] = proposal;
    if (!entry) return refuse({ code: "entry-unknown" });
    const { count } = await tables.ledgerEntry.updateMany({
      where: { id: { in: proposal.map(({ id }) => id) }, approvedAt: null, droppedAt: null },
      data: { droppedById: actor.userId, droppedAt: runtime.clock.now() },
    });
    if (count !== proposal.length) return refuse({ code: "entry-settled" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "drop-ledger-entry",
      objectKind: "ledger-entry",
      objectId: entry.proposalId ?? entryId,
      payload: { kind: entry.kind },
    });
    return allow(null);
  });
}
