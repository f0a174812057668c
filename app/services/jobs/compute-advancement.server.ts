/** Offers the places of each event's final at the event one tier up, as its rule says (DOMAIN 9). */
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { offerPlaces } from "#app/services/ladder/offer-places.server.ts";

/** Payload: competitionId. Who is confirmed at once is copied with his members, and keeps the link to where he came from. */
export const computeAdvancement: JobHandler = async (runtime, write, payload) => {
  const competitionId = String(payload.competitionId);
  const { tables, audit } = write;
  const rounds = await tables.round.findMany({
    where: { kind: "final", event: { competitionId, upperEventId: { not: null } } },
    orderBy: { event: { code: "asc" } },
    select: { id: true },
  });
  let advanced = 0;
  for (const { id } of rounds) advanced += await offerPlaces(write, id, { actorId: null, now: runtime.clock.now() });
  await audit({
    chain: competitionId,
    actorId: null,
    act: "compute-advancement",
    objectKind: "competition",
    objectId: competitionId,
    payload: { advanced },
  });
};
