/** Records the inspection (考察) of a recommendation by another person than the one who made it; what did not pass ends the case. */
import { decideInspection } from "#app/domain/honours/honour-acts.ts";
import type { InspectionOutcome } from "#app/domain/honours/honour-case.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";

/** @returns null, or every reason of `decideInspection`. */
export function inspectHonour(
  runtime: Runtime,
  actor: Actor,
  { caseId, text, outcome }: { readonly caseId: string; readonly text: string; readonly outcome: InspectionOutcome },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit }) => {
    const found = await getHonourCaseFacts(tables, caseId);
    if (!found) return refuse({ code: "honour-case-unknown" });
    const decided = decideInspection(found.facts, actor.userId, { text, outcome });
    if (!decided.ok) return decided;
    const [by, at, inspection] = [actor.userId, runtime.clock.now(), text.trim()];
    const isRefused = decided.value === "refused";
    const { count } = await tables.honourCase.updateMany({
      where: { id: caseId, state: "recommended" },
      data: {
        state: decided.value,
        inspection,
        inspectedById: by,
        inspectedAt: at,
        ...(isRefused ? { refusedById: by, refusedAt: at, refusalReason: inspection } : {}),
      },
    });
    const dropped = isRefused
      ? await tables.recordedFact.updateMany({
          where: { id: found.factId, confirmedAt: null, droppedAt: null },
          data: { droppedById: by, droppedAt: at, dropReason: inspection },
        })
      : null;
    if (count === 0 || dropped?.count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: by,
      act: "inspect-honour",
      objectKind: "honour-case",
      objectId: caseId,
      payload: { outcome, recommendedBy: found.facts.recommendedById },
    });
    return allow(null);
  });
}
