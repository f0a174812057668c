/** Somebody of the hall asks for a confirmed form to be opened again, with his reason (DOMAIN 5: 申请更正). */
import { hasRole } from "#app/domain/access/access.ts";
import { decideRequestCorrection } from "#app/domain/marking/correction.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { hasOpenCorrection } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

/** Opens nothing by itself. @returns the correction's id, or every reason of `decideRequestCorrection`. */
export function requestCorrection(
  runtime: Runtime,
  actor: Actor,
  { formId, reason }: { readonly formId: string; readonly reason: string },
): Promise<Decision<{ readonly correctionId: string }>> {
  return runtime.database.write<{ correctionId: string }, string>(async ({ tables, audit, announce }) => {
    const form = await getFormAsFound(tables, formId);
    const { round, status, team, revision, state } = form;
    const scope = { competitionId: round.competitionId, eventId: round.eventId, delegationId: null };
    const decided = decideRequestCorrection({
      phase: round.phase,
      status,
      isUnblindingBegun: round.isUnblindingBegun,
      hasOpenCorrection: await hasOpenCorrection(tables, formId),
      mayAsk: team.includes(actor.userId) || hasRole(actor.grants, ["tally-clerk", "chief-judge"], scope),
    });
    if (!decided.ok) return decided;
    const correctionId = newId();
    await tables.correction.create({
      data: {
        id: correctionId,
        formId,
        requestedById: actor.userId,
        requestedAt: runtime.clock.now(),
        reason,
        revisionBefore: revision,
        markBefore: state.mark,
      },
    });
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "request-correction",
      objectKind: "form",
      objectId: formId,
      payload: { correction: correctionId, revision, mark: state.mark },
    });
    announce({ kind: "form-changed", formId, roundId: round.roundId });
    announce({ kind: "round-changed", roundId: round.roundId });
    return allow({ correctionId });
  });
}
