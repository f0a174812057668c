/** Takes back a proposed map of grades, by whoever proposed it or another officer; what was confirmed stays. */
import type { GradeMappingRefusal } from "#app/domain/policy/award-grade.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function dropGradeMapping(
  runtime: Runtime,
  actor: Actor,
  { competitionId, mappingId }: { readonly competitionId: string; readonly mappingId: string },
): Promise<Decision<null, GradeMappingRefusal>> {
  return runtime.database.write<null, GradeMappingRefusal>(async ({ tables, audit }) => {
    const mapping = await tables.gradeMapping.findFirst({ where: { id: mappingId, competitionId }, select: { version: true } });
    if (!mapping) return refuse({ code: "grade-mapping-unknown" });
    const { count } = await tables.gradeMapping.updateMany({
      where: { id: mappingId, confirmedAt: null, droppedAt: null },
      data: { droppedById: actor.userId, droppedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "grade-mapping-settled" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "drop-grade-mapping",
      objectKind: "grade-mapping",
      objectId: mappingId,
      payload: { version: mapping.version },
    });
    return allow(null);
  });
}
