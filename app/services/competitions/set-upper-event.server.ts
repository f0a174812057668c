/** Says where the first places of an event advance to, until somebody was offered a place there; what final results give is offered at once. */
import { decideUpperEvent, type UpperEventRefusal } from "#app/domain/ladder/event-setup.ts";
import { isReopened } from "#app/domain/phases/reopening.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, EntryKind, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findUpperEvent } from "#app/queries/competitions/list-upper-events.server.ts";
import { offerPlaces } from "#app/services/ladder/offer-places.server.ts";

/** @returns how many places the results, being final, gave at once; or every reason of `decideUpperEvent` */
export function setUpperEvent(
  runtime: Runtime,
  actor: Actor,
  { eventId, upperEventId }: { readonly eventId: string; readonly upperEventId: string | null },
): Promise<Decision<{ readonly upperOffered: number }, UpperEventRefusal | "changed-meanwhile">> {
  return runtime.database.write<{ readonly upperOffered: number }, UpperEventRefusal | "changed-meanwhile">(async (write) => {
    const { tables, audit } = write;
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: {
        competitionId: true,
        upperEventId: true,
        cancelledAt: true,
        entryKind: true,
        teamSize: true,
        competition: { select: { phase: true, tier: true } },
        rounds: { select: { id: true, kind: true, _count: { select: { advancements: true } } } },
      },
    });
    const { competitionId, competition, rounds } = event;
    const upper = upperEventId === null ? null : await findUpperEvent(tables, actor, upperEventId);
    const decision = decideUpperEvent({
      event: { entryKind: event.entryKind as EntryKind, teamSize: event.teamSize, isCancelled: event.cancelledAt !== null },
      tier: competition.tier as Tier,
      phase: competition.phase as CompetitionPhase,
      offered: rounds.reduce((sum, { _count }) => sum + _count.advancements, 0),
      isSame: upperEventId === event.upperEventId,
      upper: upperEventId === null ? null : (upper ?? "unknown"),
    });
    if (!decision.ok) return decision;
    // Whoever offers places at the same moment is first or second, never unseen.
    const { count } = await tables.event.updateMany({
      where: { id: eventId, upperEventId: event.upperEventId, rounds: { none: { advancements: { some: {} } } } },
      data: { upperEventId },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    let upperOffered = 0;
    // Before the results are final their job offers the places.
    if (!isReopened(competition.phase as CompetitionPhase)) {
      const by = { actorId: actor.userId, now: runtime.clock.now() };
      for (const { id, kind } of rounds) if (kind === "final") upperOffered += await offerPlaces(write, id, by);
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-upper-event",
      objectKind: "event",
      objectId: eventId,
      payload: { from: event.upperEventId, to: upperEventId, offered: upperOffered },
    });
    return allow({ upperOffered });
  });
}
