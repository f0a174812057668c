/** What a competition awards beyond the prizes of its events, by ids, from every result that was published on site so far. */
import {
  computeSpecialAwards,
  DEFAULT_SPECIAL_AWARDS,
  type SpecialAwardEntry,
  type SpecialAwardRules,
  type SpecialAwards,
} from "#app/domain/awards/special-awards.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type EventOfAwards = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly isCancelled: boolean;
  /** Of its last round, in which awards are given; null without rounds. */
  readonly roundId: string | null;
  /** Whether that round's results were published on site. */
  readonly isPublished: boolean;
};

export type AllSpecialAwards = {
  readonly rules: SpecialAwardRules;
  /** All of the competition, by code. */
  readonly events: readonly EventOfAwards[];
  /** The results of those that were published, with their awards. */
  readonly entries: readonly SpecialAwardEntry[];
  readonly awards: SpecialAwards;
};

/** The rules that a competition states, or the defaults. */
export async function getSpecialAwardRules(tables: Tables, competitionId: string): Promise<SpecialAwardRules> {
  const { specialAwards } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { specialAwards: true },
  });
  return (specialAwards as SpecialAwardRules | null) ?? DEFAULT_SPECIAL_AWARDS;
}

export async function computeAllSpecialAwards(tables: Tables, competitionId: string): Promise<AllSpecialAwards> {
  const rules = await getSpecialAwardRules(tables, competitionId);
  const found = await tables.event.findMany({
    where: { competitionId },
    orderBy: { code: "asc" },
    select: {
      id: true,
      code: true,
      name: true,
      nameEn: true,
      cancelledAt: true,
      rounds: { orderBy: { number: "desc" }, take: 1, select: { id: true, phase: true } },
    },
  });
  const events = found.map(({ cancelledAt, rounds: [last], ...event }): EventOfAwards => {
    const isPublished = last?.phase === "published" || last?.phase === "settled";
    return { ...event, isCancelled: cancelledAt !== null, roundId: last?.id ?? null, isPublished };
  });
  const entries: SpecialAwardEntry[] = [];
  for (const { id, roundId, isPublished } of events) {
    if (roundId !== null && isPublished) entries.push(...(await listEntries(tables, id, roundId)));
  }
  return { rules, events, entries, awards: computeSpecialAwards(entries, rules) };
}

async function listEntries(tables: Tables, eventId: string, roundId: string): Promise<SpecialAwardEntry[]> {
  const { rows, maximum } = await getRoundResultsByEntry(tables, roundId);
  const entries = await tables.entry.findMany({
    where: { rounds: { some: { roundId } } },
    select: { id: true, delegationId: true },
  });
  const delegationOf = new Map(entries.map(({ id, delegationId }) => [id, delegationId]));
  return rows.map(({ entryId, eligible, place, passed, award, total, scaleScore }) => ({
    entryId,
    eventId,
    delegationId: delegationOf.get(entryId) ?? "",
    eligible,
    place,
    passed,
    award,
    total,
    maximum,
    scaleScore,
  }));
}
