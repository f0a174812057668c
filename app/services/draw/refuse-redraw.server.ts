/** Refuses a re-draw that another person asked for: the draw stands, and both reasons are kept (DOMAIN 4). */
import { decideRefuseRedraw } from "#app/domain/draw/redraw.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

export async function refuseRedraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly drawId: string; readonly refusal: string },
): Promise<Decision<{ readonly refused: true }>> {
  const { roundId, drawId } = input;
  const refusal = input.refusal.trim();
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const decision = decideRefuseRedraw(found.state, { actorId: actor.userId, reason: refusal });
    if (!decision.ok) return decision;
    const { redrawReason, redrawRequestedById, redrawRequestedAt } = await tables.draw.findUniqueOrThrow({
      where: { id: drawId },
    });
    if (redrawRequestedById === null || redrawRequestedAt === null) return refuse({ code: "redraw-not-requested" });
    const id = newId();
    const request = { reason: redrawReason ?? "", requestedById: redrawRequestedById, requestedAt: redrawRequestedAt };
    const answer = { refusedById: actor.userId, refusedAt: runtime.clock.now(), refusal };
    await tables.redrawRefusal.create({ data: { id, drawId, ...request, ...answer } });
    await tables.draw.update({
      where: { id: drawId },
      data: { redrawReason: null, redrawRequestedById: null, redrawRequestedAt: null },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "refuse-redraw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId, refusal: id },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ refused: true });
  });
}
