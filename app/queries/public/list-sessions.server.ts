/** The sessions of all rounds of a competition, for its schedule: when and where, never who. */
import type { SessionView } from "#app/domain/programme/schedule.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** In the order of time. */
export async function listSessions(tables: Tables, competitionId: string): Promise<readonly SessionView[]> {
  const sessions = await tables.roundSession.findMany({
    where: { round: { event: { competitionId } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      number: true,
      place: true,
      startsAt: true,
      endsAt: true,
      checkInOpensAt: true,
      checkInClosesAt: true,
      round: { select: { event: { select: { name: true, nameEn: true, cancelledAt: true } } } },
    },
  });
  return sessions.map(({ round, startsAt, endsAt, checkInOpensAt, checkInClosesAt, ...session }) => ({
    ...session,
    event: { name: round.event.name, nameEn: round.event.nameEn },
    isCancelled: round.event.cancelledAt !== null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    checkInOpensAt: checkInOpensAt?.toISOString() ?? null,
    checkInClosesAt: checkInClosesAt?.toISOString() ?? null,
  }));
}
