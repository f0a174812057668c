/** The rounds of an event in their order: what a page that belongs to one of them can switch between. */
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type EventRound = {
  readonly roundId: string;
  readonly number: number;
  readonly kind: RoundKind;
  readonly phase: RoundPhase;
};

export async function listEventRounds({ database }: Runtime, eventId: string): Promise<readonly EventRound[]> {
  const rounds = await database.read.round.findMany({
    where: { eventId },
    orderBy: { number: "asc" },
    select: { id: true, number: true, kind: true, phase: true },
  });
  return rounds.map(({ id, number, kind, phase }) => {
    return { roundId: id, number, kind: kind as RoundKind, phase: phase as RoundPhase };
  });
}
