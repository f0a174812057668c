/** Adds a session (场次) to a round, before a roster of it is frozen; to one that draws no sessions only one, for everyone. */
import { decideSession, type SessionPlan } from "#app/domain/draw/sessions.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots, toSessionsState } from "#app/queries/draw/get-draw-slots.server.ts";

export async function addSession(
  runtime: Runtime,
  actor: Actor,
  { roundId, plan }: { readonly roundId: string; readonly plan: SessionPlan },
): Promise<Decision<{ readonly number: number }>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const round = await getDrawSlots(tables, roundId);
    const { sessions, competitionId } = round;
    const decision = decideSession(toSessionsState(round), plan);
    if (!decision.ok) return decision;
    const number = Math.max(0, ...sessions.map((session) => session.number)) + 1;
    const sessionId = newId();
    await tables.roundSession.create({ data: { ...plan, id: sessionId, roundId, number } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "add-session",
      objectKind: "round",
      objectId: roundId,
      payload: { session: sessionId, number },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ number });
  });
}
