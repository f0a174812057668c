/** The places of an event as they are taken at this moment: by accepted entries, and by those to whom one is offered. */
import type { Places } from "#app/domain/registration/acceptance.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Which entries take a place, as a condition on the table. */
export const TAKES_A_PLACE = { OR: [{ status: "accepted" }, { status: "waiting", offeredAt: { not: null } }] };

/** @throws Error when there is no such event. */
export async function countPlaces(tables: Tables, eventId: string): Promise<Places> {
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { name: true, quota: true, delegationQuota: true },
  });
  const groups = await tables.entry.groupBy({
    by: ["delegationId"],
    where: { eventId, ...TAKES_A_PLACE },
    _count: { _all: true },
  });
  return {
    event: event.name,
    quota: event.quota,
    delegationQuota: event.delegationQuota,
    taken: new Map(groups.map(({ delegationId, _count }) => [delegationId, _count._all])),
  };
}
