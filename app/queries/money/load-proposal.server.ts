/** What was proposed together in the ledger, by any of its entries: an expense, or a claw-back share by share. */
import type { Tables } from "#app/platform/db/database.server.ts";

/** In the order of the shares; none when there is no such entry. */
export async function loadProposal(tables: Tables, entryId: string) {
  const entry = await tables.ledgerEntry.findUnique({ where: { id: entryId }, select: { proposalId: true } });
  if (!entry) return [];
  return tables.ledgerEntry.findMany({
    where: entry.proposalId === null ? { id: entryId } : { proposalId: entry.proposalId },
    orderBy: { id: "asc" },
    include: { entitlement: { select: { state: true, difference: true } } },
  });
}
