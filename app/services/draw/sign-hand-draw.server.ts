/** A team leader signs the lines of his delegation in the record of a draw by hand, with his own account (DOMAIN 4). */
import { decideSign, listSeenLines } from "#app/domain/draw/hand.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

/** @param input.seen the lines as the page showed them: what was written down meanwhile is not signed */
export async function signHandDraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly drawId: string; readonly seen: string },
): Promise<Decision<{ readonly signed: number }>> {
  const { drawId, delegationId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const draw = await tables.draw.findUnique({ where: { id: drawId }, select: { roundId: true } });
    if (!draw) return refuse({ code: "not-found" });
    const { roundId } = draw;
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    const where = { drawId, entry: { delegationId } };
    const lines = await tables.drawLine.findMany({
      where,
      select: { entryId: true, place: true, drawnForById: true, recordedById: true, signedById: true },
    });
    if (!found || lines.length === 0) return refuse({ code: "not-found" });
    const decision = decideSign(found.state, lines, { actorId: actor.userId });
    if (!decision.ok) return decision;
    if (listSeenLines(lines) !== input.seen) return refuse({ code: "changed-meanwhile" });
    const { count } = await tables.drawLine.updateMany({
      where: { ...where, signedById: null },
      data: { signedById: actor.userId, signedAt: runtime.clock.now() },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "sign-hand-draw",
      objectKind: "draw",
      objectId: drawId,
      payload: {
        round: roundId,
        lines: lines
          .map(({ entryId, place, drawnForById }) => [entryId, place ?? "", drawnForById ?? ""].join(" ").trimEnd())
          .sort(),
      },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ signed: count });
  });
}
