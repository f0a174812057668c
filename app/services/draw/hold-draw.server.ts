/** Holds a draw: takes the supervisor's contribution where it comes with it, opens the secret, and puts what it gives into effect (DOMAIN 4). */
import { decideContributeAndHold, decideHold } from "#app/domain/draw/acts.ts";
import { computePlaces, computeSeed } from "#app/domain/draw/draw.ts";
import type { DrawKind, DrawnSession } from "#app/domain/draw/roster.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findSlot, getDrawSlots, toRoster } from "#app/queries/draw/get-draw-slots.server.ts";
import { putPlaces } from "#app/services/draw/put-places.server.ts";
import { takeContribution } from "#app/services/draw/take-contribution.server.ts";

/**
 * Once for each draw.
 * @param input.contribution the supervisor's, who contributes by this act; null: all contributions were given before
 * @returns how many places were drawn. The seed, from which anyone computes the same ones, stands in what is published: not always at once.
 */
export async function holdDraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly slot?: string | null; readonly contribution: string | null },
): Promise<Decision<{ readonly drawn: number }>> {
  const { roundId } = input;
  const text = input.contribution?.trim() ?? null;
  return runtime.database.write(async (write) => {
    const { tables, audit, announce } = write;
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = findSlot(slots, input.slot ?? null);
    if (!found) return refuse({ code: "not-found" });
    const { state, slot, drawId } = found;
    const decision = text === null ? decideHold(state) : decideContributeAndHold(state, { actorId: actor.userId, text });
    if (!decision.ok) return decision;
    if (drawId === null) return refuse({ code: "draw-not-frozen" });
    const at = runtime.clock.now();
    if (text !== null) await takeContribution(write, { drawId, userId: actor.userId, as: "supervisor", text, at });
    const draw = await tables.draw.findUniqueOrThrow({
      where: { id: drawId },
      include: { contributions: { orderBy: { number: "asc" } } },
    });
    if (draw.secret === null) return refuse({ code: "draw-by-hand" });
    const seed = computeSeed({ secret: draw.secret, rosterHash: draw.rosterHash, contributions: draw.contributions }, sha256);
    const places = computePlaces({
      kind: draw.kind as DrawKind,
      roster: toRoster(draw.roster),
      sessions: draw.sessions as unknown as readonly DrawnSession[],
      avoidNeighbours: draw.avoidNeighbours,
      seed,
      sha256,
    });
    const held = await tables.draw.updateMany({
      where: { id: drawId, drawnAt: null, supersededAt: null },
      data: { seed, drawnAt: at, drawnById: actor.userId },
    });
    if (held.count === 0) return refuse({ code: "draw-already-held" });
    await putPlaces(write, { roundId, drawId, slot, places });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "hold-draw",
      objectKind: "round",
      objectId: roundId,
      payload: { draw: drawId, slot: slot.key, seed, entries: places.size },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ drawn: places.size });
  });
}
