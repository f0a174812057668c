/** A second officer confirms which award counts as which grade; where results are final, what they are owed is computed anew. */
import { decideGradeConfirmation, type GradeMappingRefusal } from "#app/domain/policy/award-grade.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { enqueueOwed } from "#app/services/policy/enqueue-owed.server.ts";

/** @returns null, or every reason of `decideGradeConfirmation` */
export function confirmGradeMapping(
  runtime: Runtime,
  actor: Actor,
  { competitionId, mappingId }: { readonly competitionId: string; readonly mappingId: string },
): Promise<Decision<null, GradeMappingRefusal>> {
  return runtime.database.write<null, GradeMappingRefusal>(async ({ tables, audit, enqueue }) => {
    const mapping = await tables.gradeMapping.findFirst({
      where: { id: mappingId, competitionId },
      include: { competition: { select: { finalisedAt: true } } },
    });
    if (!mapping) return refuse({ code: "grade-mapping-unknown" });
    const { version, proposedById, confirmedAt, droppedAt, competition } = mapping;
    const isOpen = confirmedAt === null && droppedAt === null;
    const decided = decideGradeConfirmation({ isOpen, proposedById, actorId: actor.userId });
    if (!decided.ok) return decided;
    const { count } = await tables.gradeMapping.updateMany({
      where: { id: mappingId, confirmedAt: null, droppedAt: null },
      data: { confirmedById: actor.userId, confirmedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    if (competition.finalisedAt !== null) await enqueueOwed(enqueue, competitionId);
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "confirm-grade-mapping",
      objectKind: "grade-mapping",
      objectId: mappingId,
      payload: { version, proposedBy: proposedById },
    });
    return allow(null);
  });
}
