/** Takes an event out of its competition that was created by mistake: with its rules, schemes and rounds, before anyone entered it. */
import { decideEventRemoval, type EventRemovalRefusal } from "#app/domain/ladder/event-removal.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countEventTies } from "#app/queries/competitions/count-event-ties.server.ts";

export function removeEvent(
  runtime: Runtime,
  actor: Actor,
  { eventId, reason }: { readonly eventId: string; readonly reason: string },
): Promise<Decision<null, EventRemovalRefusal>> {
  return runtime.database.write<null, EventRemovalRefusal>(async ({ tables, audit }) => {
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: { competitionId: true, code: true, competition: { select: { phase: true } } },
    });
    const decision = decideEventRemoval({
      phase: event.competition.phase as CompetitionPhase,
      ties: await countEventTies(tables, eventId),
      reason,
    });
    if (!decision.ok) return decision;
    // Roles that were taken back already are of no event any more; who held them stands in the audit.
    await tables.roleGrant.deleteMany({ where: { eventId } });
    await tables.roundSeat.deleteMany({ where: { round: { eventId } } });
    await tables.roundSession.deleteMany({ where: { round: { eventId } } });
    await tables.round.deleteMany({ where: { eventId } });
    await tables.markingScheme.deleteMany({ where: { eventId } });
    await tables.eventRules.deleteMany({ where: { eventId } });
    await tables.event.delete({ where: { id: eventId } });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "remove-event",
      objectKind: "event",
      objectId: eventId,
      payload: { code: event.code },
      reason: reason.trim(),
    });
    return allow(null);
  });
}
