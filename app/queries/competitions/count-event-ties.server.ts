/** What hangs on an event, in numbers: whether it can be taken out of its competition again. */
import type { EventTies } from "#app/domain/ladder/event-removal.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export async function countEventTies(tables: Tables, eventId: string): Promise<EventTies> {
  const begun = {
    OR: [{ phase: { not: "draw" } }, { draws: { some: {} } }, { entries: { some: {} } }, { panels: { some: {} } }],
  };
  return {
    entries: await tables.entry.count({ where: { eventId } }),
    roundsBegun: await tables.round.count({ where: { eventId, ...begun } }),
    people: await tables.roleGrant.count({ where: { eventId, revokedAt: null } }),
    lowerEvents: await tables.event.count({ where: { upperEventId: eventId } }),
    notices: (await tables.notice.count({ where: { eventId } })) + (await tables.meeting.count({ where: { eventId } })),
  };
}
