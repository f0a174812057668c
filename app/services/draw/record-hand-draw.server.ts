/** Writes down what was drawn by hand, line by line or all at once; a later record replaces an earlier one, and a leader's signature on it, until a witness has signed. */
import { decideRecord } from "#app/domain/draw/hand.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";
import { listDrawProxies } from "#app/queries/draw/list-draw-proxies.server.ts";

/** @param input.places by entry, with who drew for it where it was absent; an entry that is not named keeps what was written, null takes it away */
export async function recordHandDraw(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    readonly drawId: string;
    readonly places: readonly {
      readonly entryId: string;
      readonly place: number | null;
      readonly drawnForById: string | null;
    }[];
  },
): Promise<Decision<{ readonly recorded: number }>> {
  const { roundId, drawId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { slots, competitionId, eventId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const lines = await tables.drawLine.findMany({
      where: { drawId },
      select: { entryId: true, place: true, drawnForById: true, entry: { select: { delegationId: true } } },
    });
    const told = new Map(input.places.map((line) => [line.entryId, line]));
    if (input.places.some(({ entryId }) => !lines.some((line) => line.entryId === entryId))) return refuse({ code: "not-found" });
    const after = lines.map(({ entry, ...line }) => {
      const { entryId, place, drawnForById } = told.get(line.entryId) ?? line;
      // Nobody has drawn for an entry for which nothing was drawn.
      const { delegationId } = entry;
      return {
        entryId,
        place,
        drawnForById: place === null ? null : drawnForById,
        stoodForById: line.drawnForById,
        delegationId,
      };
    });
    const proxies = await listDrawProxies(tables, { roundId, eventId, competitionId });
    const decision = decideRecord(found.state, after, { sessions: found.sessions, proxies });
    if (!decision.ok) return decision;
    const before = new Map(lines.map((line) => [line.entryId, line]));
    const changed = after.filter(({ entryId, place, drawnForById }) => {
      const line = before.get(entryId);
      return line?.place !== place || line.drawnForById !== drawnForById;
    });
    for (const { entryId, place, drawnForById } of changed) {
      await tables.drawLine.update({
        where: { drawId_entryId: { drawId, entryId } },
        data: {
          place,
          drawnForById,
          recordedById: actor.userId,
          recordedAt: runtime.clock.now(),
          signedById: null,
          signedAt: null,
        },
      });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "record-hand-draw",
      objectKind: "draw",
      objectId: drawId,
      payload: {
        round: roundId,
        lines: changed.map(({ entryId, place, drawnForById }) => [entryId, place ?? "", drawnForById ?? ""].join(" ").trimEnd()),
      },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ recorded: changed.length });
  });
}
