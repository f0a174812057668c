/** Asks for a re-draw, with a reason that is published; another person grants it (DOMAIN 4). */
import { decideRequestRedraw } from "#app/domain/draw/redraw.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

export async function requestRedraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly drawId: string; readonly reason: string },
): Promise<Decision<{ readonly requested: true }>> {
  const { roundId, drawId } = input;
  const reason = input.reason.trim();
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const decision = decideRequestRedraw(found.state, { reason });
    if (!decision.ok) return decision;
    const asked = await tables.draw.updateMany({
      where: { id: drawId, redrawRequestedById: null, supersededAt: null },
      data: { redrawReason: reason, redrawRequestedById: actor.userId, redrawRequestedAt: runtime.clock.now() },
    });
    if (asked.count === 0) return refuse({ code: "redraw-requested-already" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "request-redraw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ requested: true });
  });
}
