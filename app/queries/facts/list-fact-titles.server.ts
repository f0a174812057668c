/** The titles that a confirmed record lets its people apply for directly: of a result outside the system, of an honour conferred elsewhere. */
import { findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type FactTitle, listFactFindings } from "#app/queries/facts/list-fact-findings.server.ts";

/** None before a second person confirmed it, once it was dropped, and of an honour's own procedure, whose page says it. */
export async function listFactTitles(runtime: Runtime, factId: string): Promise<readonly FactTitle[]> {
  const fact = await runtime.database.read.recordedFact.findUnique({
    where: { id: factId },
    select: { confirmedAt: true, droppedAt: true, honour: { select: { id: true } } },
  });
  if (!fact || findFactState(fact) !== "confirmed" || fact.honour !== null) return [];
  return (await listFactFindings(runtime, factId))?.titles ?? [];
}
