/** Grants a re-draw that another person asked for: the old draw stays on record and published, and what it gave is taken back (DOMAIN 4). */
import { decideGrantRedraw } from "#app/domain/draw/redraw.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

export async function grantRedraw(
  runtime: Runtime,
  actor: Actor,
  { roundId, drawId }: { readonly roundId: string; readonly drawId: string },
): Promise<Decision<{ readonly granted: true }>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { slots, competitionId } = await getDrawSlots(tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found) return refuse({ code: "not-found" });
    const { state, slot, entries } = found;
    const decision = decideGrantRedraw(state, { actorId: actor.userId });
    if (!decision.ok) return decision;
    const granted = await tables.draw.updateMany({
      where: { id: drawId, supersededAt: null },
      data: { supersededAt: runtime.clock.now(), redrawGrantedById: actor.userId },
    });
    if (granted.count === 0) return refuse({ code: "redraw-not-requested" });
    for (const part of chunk(entries.map(({ entryId }) => entryId))) {
      const where = { roundId, entryId: { in: [...part] } };
      // Of the draw of sessions, or of seats in the one session of everyone.
      if (slot.kind === "session" || (slot.isMain && slot.session === null)) {
        await tables.roundEntry.updateMany({ where, data: { sessionId: null } });
      }
      if (slot.isMain) await tables.roundEntry.updateMany({ where, data: { seatCode: null } });
      if (slot.module !== null) await tables.roundSeat.deleteMany({ where: { ...where, moduleId: slot.module } });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "grant-redraw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId, slot: slot.key },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ granted: true });
  });
}
