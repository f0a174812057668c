/** Writes down what was drawn by hand, line by line or all at once; a later record replaces an earlier one, and a leader's signature on it, until a witness has signed. */
import { decideRecord } from "#app/domain/draw/hand.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

/** @param input.places by entry; an entry that is not named keeps what was written, null takes it away */
export async function recordHandDraw(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    readonly drawId: string;
    readonly places: readonly { readonly entryId: string; readonly place: number | null }[];
  },
): Promise<Decision<{ readonly recorded: number }>> {
  const { roundId, drawId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const lines = await tables.drawLine.findMany({ where: { drawId }, select: { entryId: true, place: true } });
    const told = new Map(input.places.map(({ entryId, place }) => [entryId, place]));
    if (input.places.some(({ entryId }) => !lines.some((line) => line.entryId === entryId))) return refuse({ code: "not-found" });
    const after = lines.map(({ entryId, place }) => ({
      entryId,
      place: told.has(entryId) ? (told.get(entryId) ?? null) : place,
    }));
    const decision = decideRecord(found.state, after, found.sessions);
    if (!decision.ok) return decision;
    const changed = after.filter(({ entryId, place }) => lines.find((line) => line.entryId === entryId)?.place !== place);
    for (const { entryId, place } of changed) {
      await tables.drawLine.update({
        where: { drawId_entryId: { drawId, entryId } },
        data: { place, recordedById: actor.userId, recordedAt: runtime.clock.now(), signedById: null, signedAt: null },
      });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "record-hand-draw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId, lines: changed.map(({ entryId, place }) => `${entryId} ${place ?? ""}`) },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ recorded: changed.length });
  });
}
