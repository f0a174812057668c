/** A witness signs every line of a draw by hand with a statement; complete and without duplicates it takes effect (DOMAIN 4). */
import { decideWitness } from "#app/domain/draw/hand.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";
import { putPlaces } from "#app/services/draw/put-places.server.ts";

export async function witnessHandDraw(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly drawId: string; readonly statement: string },
): Promise<Decision<{ readonly witnessed: number }>> {
  const { roundId, drawId } = input;
  const statement = input.statement.trim();
  return runtime.database.write(async (write) => {
    const { tables, audit, announce } = write;
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const rows = await tables.drawLine.findMany({
      where: { drawId },
      select: {
        entryId: true,
        ref: true,
        place: true,
        drawnForById: true,
        recordedById: true,
        signedById: true,
        entry: { select: { delegationId: true } },
      },
    });
    const lines = rows.map(({ entry, ...line }) => ({ ...line, ...entry }));
    const decision = decideWitness(found.state, lines, { actorId: actor.userId, statement, sessions: found.sessions });
    if (!decision.ok) return decision;
    const at = runtime.clock.now();
    const held = await tables.draw.updateMany({
      where: { id: drawId, drawnAt: null, supersededAt: null },
      data: { drawnAt: at, drawnById: actor.userId, statement },
    });
    if (held.count === 0) return refuse({ code: "draw-already-held" });
    await tables.drawLine.updateMany({ where: { drawId }, data: { witnessedById: actor.userId, witnessedAt: at } });
    const places = new Map(lines.flatMap(({ ref, place }) => (place === null ? [] : [[ref, place] as const])));
    await putPlaces(write, { roundId, drawId, slot: found.slot, places });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "witness-hand-draw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId, slot: found.slot.key, entries: lines.length },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ witnessed: lines.length });
  });
}
