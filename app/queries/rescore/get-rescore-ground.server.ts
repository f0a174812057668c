/** What a re-score set is prepared and decided on: its round, the competition around it, and the results as they stand. */

import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { hashResults } from "#app/queries/rescore/hash-results.server.ts";
import { getRoundResultsByEntry, type ResultByEntry, type RoundResults } from "#app/queries/results/get-round-results.server.ts";

export type RescoreGround = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly phase: RoundPhase;
  readonly competitionPhase: CompetitionPhase;
  readonly publicityEndsAt: Date | null;
  readonly publicityWorkingDays: number;
  /** Null while marks are blind. */
  readonly results: (RoundResults<ResultByEntry> & { readonly hash: string }) | null;
};

/** @param more changes that are not applied, to see what they would do @throws Error when there is no such round. */
export async function getRescoreGround(
  tables: Tables,
  roundId: string,
  more: readonly RescoreChange[] = [],
): Promise<RescoreGround> {
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      eventId: true,
      phase: true,
      event: {
        select: {
          competitionId: true,
          competition: { select: { phase: true, publicityEndsAt: true, publicityWorkingDays: true } },
        },
      },
    },
  });
  const { competition, competitionId } = round.event;
  const phase = round.phase as RoundPhase;
  const results = isUnblinded(phase) ? await getRoundResultsByEntry(tables, roundId, more.length > 0 ? [more] : []) : null;
  return {
    roundId,
    eventId: round.eventId,
    competitionId,
    phase,
    competitionPhase: competition.phase as CompetitionPhase,
    publicityEndsAt: competition.publicityEndsAt,
    publicityWorkingDays: competition.publicityWorkingDays,
    results: results && { ...results, hash: hashResults(results.rows) },
  };
}
