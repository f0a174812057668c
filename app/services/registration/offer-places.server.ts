/** The step that offers free places of an event to the next of its waiting list; takes the write of its caller. */
import { sharePlaces } from "#app/domain/registration/acceptance.ts";
import { areOffersOpen, compareWaiting, computeOfferEnd } from "#app/domain/registration/waiting-list.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import { countPlaces } from "#app/queries/registration/count-places.server.ts";

/**
 * Every place that is free goes to the next whose delegation may have one, with the end of the offer as a job of the same
 * transaction. Nothing is offered once the roster of the draw is frozen.
 * @param by.actorId whose act made the place free; null: an offer that lapsed
 * @returns how many were offered
 */
export async function offerPlaces(
  write: Write,
  eventId: string,
  { actorId, now }: { readonly actorId: string | null; readonly now: Date },
): Promise<number> {
  const { tables, audit, enqueue } = write;
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      competition: { select: { id: true, phase: true, offerHours: true, startsOn: true } },
      rounds: { where: { draws: { some: {} } }, select: { id: true } },
      entries: {
        where: { status: "waiting", offeredAt: null },
        select: { id: true, delegationId: true, waitingSince: true },
      },
    },
  });
  const { competition, rounds, entries } = event;
  if (!areOffersOpen(competition.phase as CompetitionPhase, rounds.length > 0)) return 0;
  const queue = entries
    .map(({ waitingSince, ...entry }) => ({ ...entry, waitingSince: waitingSince?.getTime() ?? 0, offerEndsAt: null }))
    .sort(compareWaiting);
  const offerEndsAt = new Date(
    computeOfferEnd({ now: now.getTime(), offerHours: competition.offerHours, startsOn: competition.startsOn.getTime() }),
  );
  const offered = sharePlaces(await countPlaces(tables, eventId), queue);
  for (const { id, delegationId } of offered) {
    await tables.entry.update({ where: { id }, data: { offeredAt: now, offerEndsAt, updatedAt: now } });
    await enqueue({
      kind: "lapse-offer",
      payload: { entryId: id, offerEndsAt: offerEndsAt.toISOString() },
      competitionId: competition.id,
      runAfter: offerEndsAt,
    });
    await audit({
      chain: competition.id,
      actorId,
      act: "offer-place",
      objectKind: "entry",
      objectId: id,
      payload: { until: offerEndsAt.toISOString() },
    });
    await sendMessage(write, {
      competitionId: competition.id,
      kind: "place-offered",
      params: { event: event.code, until: offerEndsAt.getTime() },
      path: `/delegations/${delegationId}`,
      sentById: null,
      at: now,
      to: {
        userIds: await listAudience(tables, {
          competitionId: competition.id,
          roles: ["team-leader"],
          delegationIds: [delegationId],
        }),
      },
    });
  }
  return offered.length;
}
