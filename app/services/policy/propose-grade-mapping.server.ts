/** An officer proposes which award counts as which grade in a competition, with the paper that says so; nothing changes before a second confirms. */
import { decideGradeProposal, type GradeMap, type GradeMappingRefusal } from "#app/domain/policy/award-grade.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findGradeMap } from "#app/queries/policy/find-grade-map.server.ts";

/** @returns the proposal's id, or every reason of `decideGradeProposal` */
export function proposeGradeMapping(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly map: GradeMap; readonly reference: string },
): Promise<Decision<{ readonly mappingId: string }, GradeMappingRefusal>> {
  return runtime.database.write<{ mappingId: string }, GradeMappingRefusal>(async ({ tables, audit }) => {
    const { competitionId, map, reference } = input;
    const last = await tables.gradeMapping.findFirst({ where: { competitionId }, orderBy: { version: "desc" } });
    const open = await tables.gradeMapping.count({ where: { competitionId, confirmedAt: null, droppedAt: null } });
    const confirmed = await findGradeMap(tables, competitionId);
    const decided = decideGradeProposal({ map, confirmed: confirmed?.map ?? null, hasOpen: open > 0 });
    if (!decided.ok) return decided;
    const mappingId = newId();
    const version = (last?.version ?? 0) + 1;
    const proposed = { proposedById: actor.userId, proposedAt: runtime.clock.now() };
    await tables.gradeMapping.create({
      data: { id: mappingId, competitionId, version, content: map as object, reference, ...proposed },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "propose-grade-mapping",
      objectKind: "grade-mapping",
      objectId: mappingId,
      payload: { version, by: map.by },
    });
    return allow({ mappingId });
  });
}
