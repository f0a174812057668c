/** What a round is marked and ranked by: the rules, the scheme and the marking team that it pinned when judging opened. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { Disclosure, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type PinnedRound = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
  /** User ids of the marking team, sorted. */
  readonly team: readonly string[];
};

/** Null when there is no such round, or when it has not opened judging yet. */
export async function findPinnedRound(tables: Tables, roundId: string): Promise<PinnedRound | null> {
  const round = await tables.round.findUnique({
    where: { id: roundId },
    select: {
      id: true,
      eventId: true,
      phase: true,
      disclosure: true,
      event: { select: { competitionId: true } },
      rules: { select: { content: true } },
      scheme: { select: { content: true } },
      judges: { select: { judgeId: true }, orderBy: { judgeId: "asc" } },
    },
  });
  if (!round?.rules || !round.scheme) return null;
  return {
    roundId: round.id,
    eventId: round.eventId,
    competitionId: round.event.competitionId,
    phase: round.phase as RoundPhase,
    disclosure: round.disclosure as Disclosure,
    rules: round.rules.content as unknown as EventRules,
    scheme: round.scheme.content as unknown as MarkingScheme,
    team: round.judges.map(({ judgeId }) => judgeId),
  };
}

/** @throws Error when there is no such round, or when it has not opened judging yet. */
export async function getPinnedRound(tables: Tables, roundId: string): Promise<PinnedRound> {
  const round = await findPinnedRound(tables, roundId);
  if (!round) throw new Error(`Round ${roundId} has pinned no rules and no scheme.`);
  return round;
}
