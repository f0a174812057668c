/** The chief judge or a supervisor refuses a correction with a reason: the form stays as it was confirmed. */
import { decideRefuseCorrection } from "#app/domain/marking/correction.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCorrection } from "#app/queries/marking/find-correction.server.ts";

export type RefuseCorrectionInput = { readonly roundId: string; readonly correctionId: string; readonly reason: string };

/** @returns null, or every reason of `decideRefuseCorrection`. */
export function refuseCorrection(
  runtime: Runtime,
  actor: Actor,
  { roundId, correctionId, reason }: RefuseCorrectionInput,
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, announce }) => {
    const correction = await findCorrection(tables, { roundId, correctionId });
    if (!correction) return refuse({ code: "correction-unknown" });
    const decided = decideRefuseCorrection({ phase: correction.phase, correction });
    if (!decided.ok) return decided;
    const refused = await tables.correction.updateMany({
      where: { id: correctionId, refusedAt: null, closedAt: null },
      data: { refusedById: actor.userId, refusedAt: runtime.clock.now(), refusalReason: reason },
    });
    if (refused.count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: correction.competitionId,
      actorId: actor.userId,
      act: "refuse-correction",
      objectKind: "form",
      objectId: correction.formId,
      payload: { correction: correctionId },
    });
    announce({ kind: "form-changed", formId: correction.formId, roundId });
    announce({ kind: "round-changed", roundId });
    return allow(null);
  });
}
