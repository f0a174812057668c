/** A second person confirms the marks of a file: from now on they are the component's marks, and an earlier file's are not. */
import { type ComponentImportRefusal, decideComponentConfirmation } from "#app/domain/results/component-file.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getComponentRound } from "#app/queries/components/get-component-round.server.ts";

export function confirmComponentImport(
  runtime: Runtime,
  actor: Actor,
  { roundId, importId }: { readonly roundId: string; readonly importId: string },
): Promise<Decision<null, ComponentImportRefusal | "not-found" | "changed-meanwhile">> {
  return runtime.database.write<null, ComponentImportRefusal | "not-found" | "changed-meanwhile">(
    async ({ tables, audit, announce }) => {
      const now = runtime.clock.now();
      const found = await tables.componentImport.findFirst({ where: { id: importId, roundId } });
      if (!found) return refuse({ code: "not-found" });
      const { components, phase, competitionId } = await getComponentRound(tables, roundId);
      const { component, importedById } = found;
      const decided = decideComponentConfirmation({
        phase,
        isKnown: components.some(({ key }) => key === component),
        isOpen: found.confirmedAt === null && found.droppedAt === null,
        importedById,
        actorId: actor.userId,
      });
      if (!decided.ok) return decided;
      // What was confirmed before is dropped with it, so that dropping this one later brings nothing back.
      const replaced = await tables.componentImport.findMany({
        where: { roundId, component, confirmedAt: { not: null }, droppedAt: null },
        select: { id: true },
      });
      await tables.componentImport.updateMany({
        where: { id: { in: replaced.map(({ id }) => id) } },
        data: { droppedById: actor.userId, droppedAt: now },
      });
      const confirmed = await tables.componentImport.updateMany({
        where: { id: importId, confirmedAt: null, droppedAt: null },
        data: { confirmedById: actor.userId, confirmedAt: now },
      });
      if (confirmed.count === 0) return refuse({ code: "changed-meanwhile" });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "confirm-component-import",
        objectKind: "round",
        objectId: roundId,
        payload: { import: importId, component, importedBy: importedById, replaced: replaced.map(({ id }) => id) },
      });
      announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
