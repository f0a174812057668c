/** What the gates before a start are decided by: documents, meetings and trainings that stand, event by event. */
import type { Tables } from "#app/platform/db/database.server.ts";

export type PreparationOfEvent = {
  /** Technical documents of this event. */
  readonly documents: number;
  /** Who stands in a training for this event, or for all. */
  readonly trained: ReadonlySet<string>;
};

export type PreparationOnRecord = {
  readonly leadersMeetings: number;
  readonly of: (eventId: string) => PreparationOfEvent;
};

export async function getPreparationFacts(tables: Tables, competitionId: string): Promise<PreparationOnRecord> {
  const leadersMeetings = await tables.meeting.count({
    where: { competitionId, kind: "leaders-meeting", voidedAt: null },
  });
  const documents = await tables.notice.groupBy({
    by: ["eventId"],
    // A version that was replaced is no document of its own; its successor is withdrawn with it.
    where: { competitionId, kind: "technical-document", withdrawnAt: null, version: 1 },
    _count: { _all: true },
  });
  const trainings = await tables.meeting.findMany({
    where: { competitionId, kind: "judges-training", voidedAt: null },
    select: { eventId: true, attendees: { where: { userId: { not: null } }, select: { userId: true } } },
  });
  return {
    leadersMeetings,
    of: (eventId) => ({
      documents: documents.find((group) => group.eventId === eventId)?._count._all ?? 0,
      trained: new Set(
        trainings
          .filter((training) => training.eventId === null || training.eventId === eventId)
          .flatMap(({ attendees }) => attendees.map(({ userId }) => String(userId))),
      ),
    }),
  };
}
