/** What 获奖名单公示 holds: the winners of each event whose list was published, as published, with who they are; no documents. */
import type { PublishedResult } from "#app/domain/results/published-result.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listPaperEntries, type PaperEntry } from "#app/queries/papers/list-paper-entries.server.ts";

export type Winner = Pick<PaperEntry, "delegation" | "members" | "coach"> & {
  readonly entryId: string;
  readonly place: number | null;
  readonly award: Award | null;
};

export type WinnersOfEvent = {
  readonly eventCode: string;
  /** From 1; a higher one stands in place of the earlier ones. */
  readonly version: number;
  /** ISO: from when until when anyone may object. */
  readonly publishedAt: string;
  readonly closesAt: string;
  readonly resultsHash: string;
  /** In the order of places. */
  readonly winners: readonly Winner[];
};

export type Winners = {
  /** Where to object by telephone; null while none was given. */
  readonly supervisionTelephone: string | null;
  /** By event code; an event whose list was not published yet is left out. */
  readonly events: readonly WinnersOfEvent[];
};

/** @throws Error when there is no such competition. */
export async function getWinners(runtime: Runtime, competitionId: string): Promise<Winners> {
  const { read } = runtime.database;
  const { supervisionTelephone } = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { supervisionTelephone: true },
  });
  const publications = await read.publication.findMany({
    where: { kind: "winners", round: { event: { competitionId, cancelledAt: null } } },
    orderBy: { version: "asc" },
    include: { round: { select: { event: { select: { code: true } } } } },
  });
  // The latest of each round, which is the last of its event.
  const latest = new Map(publications.map((publication) => [publication.roundId, publication]));
  const entries = await listPaperEntries(runtime, { competitionId, statuses: ["accepted", "withdrawn"] });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const events = [...latest.values()].map(({ round, version, publishedAt, closesAt, resultsHash, results }) => ({
    eventCode: round.event.code,
    version,
    publishedAt: publishedAt.toISOString(),
    closesAt: closesAt.toISOString(),
    resultsHash,
    winners: (results as unknown as PublishedResult[]).map(({ entryId, place, award }) => {
      const entry = entryOf.get(entryId);
      return {
        ...{ entryId, place, award },
        delegation: entry?.delegation ?? { name: "", nameEn: "" },
        members: entry?.members ?? [],
        coach: entry?.coach ?? "",
      };
    }),
  }));
  return { supervisionTelephone, events: events.sort((left, right) => compareText(left.eventCode, right.eventCode)) };
}
