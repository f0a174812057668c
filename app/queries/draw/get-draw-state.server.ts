/** Where a round stands between registration and marking: what the acts of draw, check-in and blinding are decided by. */
import type { RoundState } from "#app/domain/draw/acts.ts";
import { type EventRules, toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** A round with the names that a page and an audit record need. */
export type RoundBeforeMarking = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  /** Whether it takes the accepted entries, and not those that went on from a round before it. */
  readonly isFirst: boolean;
  readonly state: Omit<RoundState, "session" | "isTakenIn">;
  /** The latest of the event. */
  readonly rules: EventRules;
};

/** @throws Error when there is no such round. */
export async function getDrawState(tables: Tables, roundId: string): Promise<RoundBeforeMarking> {
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      id: true,
      phase: true,
      number: true,
      event: {
        select: {
          id: true,
          competitionId: true,
          competition: { select: { phase: true } },
          rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
          rounds: { select: { number: true, phase: true } },
        },
      },
    },
  });
  const previous = round.event.rounds.find(({ number }) => number === round.number - 1);
  return {
    roundId: round.id,
    eventId: round.event.id,
    competitionId: round.event.competitionId,
    isFirst: previous === undefined,
    rules: toEventRules(round.event.rules[0]?.content),
    state: {
      competitionPhase: round.event.competition.phase as CompetitionPhase,
      roundPhase: round.phase as RoundPhase,
      previousPhase: (previous?.phase ?? null) as RoundPhase | null,
    },
  };
}
