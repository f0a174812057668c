/** Holds a round's draw: takes the supervisor's contribution, opens the secret, and gives each entry its seat (DOMAIN 4). */
import { computeSeatCodes, decideHold } from "#app/domain/draw/acts.ts";
import { computeDraw, computeSeed, type DrawEntry } from "#app/domain/draw/draw.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

/** Once for a round. @returns the seed, from which anyone computes the same seats. */
export async function holdDraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly contribution: string },
): Promise<Decision<{ readonly seed: string }>> {
  const { roundId } = input;
  const contribution = input.contribution.trim();
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, competitionId } = await getDrawState(tables, roundId);
    const decision = decideHold(state, { contribution, actorId: actor.userId });
    if (!decision.ok) return decision;
    const draw = await tables.draw.findUniqueOrThrow({ where: { roundId } });
    const roster = draw.roster as unknown as readonly DrawEntry[];
    const seed = computeSeed(
      { secret: draw.secret, rosterHash: draw.rosterHash, contributions: [{ by: actor.userId, text: contribution }] },
      sha256,
    );
    const { order, neighbours } = computeDraw({ roster, seed, sha256, avoidNeighbours: true });
    const held = await tables.draw.updateMany({
      where: { roundId, drawnAt: null },
      data: { contribution, contributorId: actor.userId, seed, drawnAt: runtime.clock.now() },
    });
    if (held.count === 0) return refuse({ code: "draw-already-held" });
    const seats = computeSeatCodes(order.length);
    for (const [index, entryId] of order.entries()) {
      await tables.roundEntry.update({
        where: { roundId_entryId: { roundId, entryId } },
        data: { seatCode: seats[index] ?? null },
      });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "hold-draw",
      objectKind: "round",
      objectId: roundId,
      payload: { seed, entries: order.length, neighbours },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ seed });
  });
}
