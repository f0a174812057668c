/** Takes the contribution of the supervisor or a team leader to a draw whose roster is frozen: one a person, and for good (DOMAIN 4). */
import { decideContribute } from "#app/domain/draw/acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";
import { takeContribution } from "#app/services/draw/take-contribution.server.ts";

/**
 * @param input.eventId of the supervisor's page; null for a team leader
 * @param input.delegationId of the team leader who contributes: it has an entry in the draw; null for the supervisor
 */
export async function contributeToDraw(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly drawId: string;
    readonly contribution: string;
    readonly eventId: string | null;
    readonly delegationId: string | null;
  },
): Promise<Decision<{ readonly contributed: true }>> {
  const { drawId, delegationId } = input;
  const text = input.contribution.trim();
  return runtime.database.write(async (write) => {
    const draw = await write.tables.draw.findUnique({ where: { id: drawId }, select: { roundId: true } });
    if (!draw) return refuse({ code: "not-found" });
    const { roundId } = draw;
    const { slots, competitionId, eventId } = await getDrawSlots(write.tables, roundId);
    const found = slots.find((candidate) => candidate.drawId === drawId);
    if (!found || (input.eventId !== null && input.eventId !== eventId)) return refuse({ code: "not-found" });
    if (delegationId !== null && !found.entries.some((entry) => entry.delegationId === delegationId)) {
      return refuse({ code: "not-found" });
    }
    const decision = decideContribute(found.state, { actorId: actor.userId, text });
    if (!decision.ok) return decision;
    const as = delegationId === null ? "supervisor" : "leader";
    await takeContribution(write, { drawId, userId: actor.userId, as, text, at: runtime.clock.now() });
    await write.audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "contribute-to-draw",
      objectKind: "draw",
      objectId: drawId,
      payload: { round: roundId, as },
    });
    write.announce({ kind: "round-changed", roundId });
    return allow({ contributed: true });
  });
}
