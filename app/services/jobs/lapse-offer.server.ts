/** The end of an offer that nobody answered: the entry gives up its place, and the next of the waiting list is offered it. */

import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { giveUpAdvancement } from "#app/services/ladder/offer-places.server.ts";
import { offerPlaces } from "#app/services/registration/offer-places.server.ts";

/** Payload: entryId, and the end of the offer as it was made, so that an answered one is left alone. */
export const lapseOffer: JobHandler = async (runtime, write, payload) => {
  const { tables, audit } = write;
  const id = String(payload.entryId);
  const now = runtime.clock.now();
  const { count } = await tables.entry.updateMany({
    where: { id, status: "waiting", offerEndsAt: new Date(String(payload.offerEndsAt)) },
    data: { status: "withdrawn", updatedAt: now },
  });
  const { eventId, delegationId, event } = await tables.entry.findUniqueOrThrow({
    where: { id },
    select: { eventId: true, delegationId: true, event: { select: { code: true, competitionId: true } } },
  });
  await audit({
    chain: event.competitionId,
    actorId: null,
    act: "lapse-offer",
    objectKind: "entry",
    objectId: id,
    payload: { lapsed: count === 1 },
  });
  if (count === 0) return;
  const { competitionId, code } = event;
  await sendMessage(write, {
    competitionId,
    kind: "place-lapsed",
    params: { event: code },
    path: `/delegations/${delegationId}`,
    sentById: null,
    at: now,
    to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }) },
  });
  await giveUpAdvancement(write, id, { actorId: null, now });
  await offerPlaces(write, eventId, { actorId: null, now });
};
