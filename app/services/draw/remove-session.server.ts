/** Removes a session of a round, before the draw of sessions is frozen; those after it move up. */
import { decideSession } from "#app/domain/draw/sessions.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots, toSessionsState } from "#app/queries/draw/get-draw-slots.server.ts";

export async function removeSession(
  runtime: Runtime,
  actor: Actor,
  { roundId, sessionId }: { readonly roundId: string; readonly sessionId: string },
): Promise<Decision<{ readonly removed: true }>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const round = await getDrawSlots(tables, roundId);
    const { sessions, competitionId } = round;
    if (!sessions.some(({ id }) => id === sessionId)) return refuse({ code: "not-found" });
    const decision = decideSession(toSessionsState(round), null);
    if (!decision.ok) return decision;
    const used =
      (await tables.draw.count({ where: { sessionId } })) + (await tables.roundEntry.count({ where: { roundId, sessionId } }));
    if (used > 0) return refuse({ code: "session-in-use" });
    await tables.roundSession.delete({ where: { id: sessionId } });
    const left = sessions.filter(({ id }) => id !== sessionId);
    for (const [index, { id, number }] of left.entries()) {
      if (number !== index + 1) await tables.roundSession.update({ where: { id }, data: { number: index + 1 } });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "remove-session",
      objectKind: "round",
      objectId: roundId,
      payload: { session: sessionId },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ removed: true });
  });
}
