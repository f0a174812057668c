/** Which papers of each event can be printed now. */
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type EventPapers = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Accepted entries: there are badges. */
  readonly accepted: number;
  /** Entries in the current round: there is a check-in sheet and a draw sheet. */
  readonly expected: number;
  /** Of those, with a seat: there are seat cards. */
  readonly seated: number;
  /** The sessions of the current round that have entries: the papers of each can be printed by themselves. */
  readonly sessions: readonly number[];
  /** Draws by hand of the current round that are in force: there is a record of them. */
  readonly handDraws: number;
  /** Of the current round: its results are printed by name. */
  readonly isUnblinded: boolean;
  /** Whether its list of winners was published. */
  readonly hasWinners: boolean;
  readonly certificates: number;
};

/** By code. */
export async function listEventPapers(runtime: Runtime, competitionId: string): Promise<readonly EventPapers[]> {
  const { read } = runtime.database;
  const events = await read.event.findMany({
    where: { competitionId, cancelledAt: null },
    orderBy: { code: "asc" },
    select: {
      code: true,
      name: true,
      nameEn: true,
      _count: { select: { entries: { where: { status: "accepted" } }, certificates: true } },
      rounds: {
        orderBy: { number: "asc" },
        select: {
          id: true,
          number: true,
          phase: true,
          entries: { select: { seatCode: true, session: { select: { number: true } } } },
          _count: {
            select: {
              draws: { where: { way: "hand", supersededAt: null } },
              publications: { where: { kind: "winners" } },
            },
          },
        },
      },
    },
  });
  return events.map(({ _count, rounds, ...event }) => {
    const current = findCurrentRound(rounds.map((round) => ({ ...round, phase: round.phase as RoundPhase })));
    const round = rounds.find(({ id }) => id === current?.id);
    const entries = round?.entries ?? [];
    return {
      ...event,
      accepted: _count.entries,
      expected: entries.length,
      seated: entries.filter(({ seatCode }) => seatCode !== null).length,
      sessions: [...new Set(entries.flatMap(({ session }) => session?.number ?? []))].sort((one, other) => one - other),
      handDraws: round?._count.draws ?? 0,
      isUnblinded: round !== undefined && isUnblinded(round.phase as RoundPhase),
      hasWinners: rounds.some((one) => one._count.publications > 0),
      certificates: _count.certificates,
    };
  });
}
