/** What calling off an event is decided by: the same facts for the button and for the act. */
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** @throws Error when there is no such event */
export async function getCancellationFacts(tables: Tables, eventId: string) {
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { competitionId: true, cancelledAt: true, competition: { select: { phase: true } } },
  });
  const begun = { OR: [{ phase: { not: "draw" } }, { draws: { some: {} } }] };
  return {
    phase: event.competition.phase as CompetitionPhase,
    isCancelled: event.cancelledAt !== null,
    roundsBegun: await tables.round.count({ where: { eventId, ...begun } }),
    otherEvents: await tables.event.count({
      where: { competitionId: event.competitionId, cancelledAt: null, id: { not: eventId } },
    }),
  };
}
