/** The boards that the public sees: one with its event and its publications, or all of a competition for the big screen. */
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { findShownRound } from "#app/domain/phases/event-rounds.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getKeptBoards } from "#app/queries/board/kept-boards.server.ts";
import { listPublications, type PublicationView } from "#app/queries/public/list-publications.server.ts";
import { type EventRound, listEventRounds } from "#app/queries/rounds/list-event-rounds.server.ts";

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };

export type BoardPage = {
  readonly competition: Named;
  readonly event: Named;
  /** It is not held. */
  readonly isCancelled: boolean;
  readonly board: BoardSnapshot;
  /** All of the event's. */
  readonly rounds: readonly Omit<EventRound, "roundId">[];
  readonly publications: readonly PublicationView[];
};

/**
 * Null for an event without a round, and for a competition that was not announced.
 * @param number of the round that is asked for; null: the one that is shown by default
 */
export async function findBoardPage(runtime: Runtime, eventId: string, number: number | null = null): Promise<BoardPage | null> {
  const { read } = runtime.database;
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      cancelledAt: true,
      competition: { select: { code: true, name: true, nameEn: true, phase: true } },
    },
  });
  const rounds = await listEventRounds(runtime, eventId);
  const round = number === null ? findShownRound(rounds) : rounds.find((candidate) => candidate.number === number);
  const { competition, cancelledAt, ...named } = event;
  const { phase, ...ofCompetition } = competition;
  if (phase === "draft" || !round) return null;
  return {
    competition: ofCompetition,
    event: named,
    isCancelled: cancelledAt !== null,
    board: (await getKeptBoards(runtime).get(round.roundId)).snapshot,
    rounds: rounds.map(({ roundId: _roundId, ...shown }) => shown),
    publications: await listPublications(read, { roundId: round.roundId }),
  };
}

export type ScreenPage = {
  readonly competition: Named;
  /** In the order of event codes; closed ones too, because they may open while the screen stands. */
  readonly boards: readonly { readonly event: Named; readonly board: BoardSnapshot }[];
};

/** Null for a competition that was not announced. */
export async function findScreenPage(runtime: Runtime, competitionId: string): Promise<ScreenPage | null> {
  const competition = await runtime.database.read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      phase: true,
      events: {
        where: { cancelledAt: null },
        orderBy: { code: "asc" },
        select: {
          code: true,
          name: true,
          nameEn: true,
          rounds: { select: { id: true, number: true, phase: true } },
        },
      },
    },
  });
  const { phase, events, ...named } = competition;
  if (phase === "draft") return null;
  const boards: { event: Named; board: BoardSnapshot }[] = [];
  for (const { rounds, ...event } of events) {
    const round = findShownRound(rounds);
    if (round) boards.push({ event, board: (await getKeptBoards(runtime).get(round.id)).snapshot });
  }
  return { competition: named, boards };
}
