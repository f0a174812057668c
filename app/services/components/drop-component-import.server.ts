/** Takes a file of component marks out, confirmed or not; the row stays as a trail, and nothing of an earlier file comes back. */
import { type ComponentImportRefusal, decideComponentAct } from "#app/domain/results/component-file.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getComponentRound } from "#app/queries/components/get-component-round.server.ts";

export function dropComponentImport(
  runtime: Runtime,
  actor: Actor,
  { roundId, importId }: { readonly roundId: string; readonly importId: string },
): Promise<Decision<null, ComponentImportRefusal | "not-found">> {
  return runtime.database.write<null, ComponentImportRefusal | "not-found">(async ({ tables, audit, announce }) => {
    const found = await tables.componentImport.findFirst({ where: { id: importId, roundId } });
    if (!found) return refuse({ code: "not-found" });
    const { phase, competitionId } = await getComponentRound(tables, roundId);
    const decided = decideComponentAct({ phase, isKnown: true });
    if (!decided.ok) return decided;
    const dropped = await tables.componentImport.updateMany({
      where: { id: importId, droppedAt: null },
      data: { droppedById: actor.userId, droppedAt: runtime.clock.now() },
    });
    if (dropped.count === 0) return refuse({ code: "import-settled" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "drop-component-import",
      objectKind: "round",
      objectId: roundId,
      payload: { import: importId, component: found.component, wasConfirmed: found.confirmedAt !== null },
    });
    announce({ kind: "round-changed", roundId });
    return allow(null);
  });
}
