/** The round that follows another of its event, with who takes part in it. */
import type { RoundKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type NextRound = {
  readonly roundId: string;
  readonly number: number;
  readonly kind: RoundKind;
  /** Entry ids, in no order; empty before the round before it was settled. */
  readonly entries: readonly string[];
  /** Whether its roster stands: from then on nobody joins or leaves it by a result. */
  readonly isFrozen: boolean;
};

/** Null for the last round. @throws Error when there is no such round. */
export async function findNextRound(tables: Tables, roundId: string): Promise<NextRound | null> {
  const { eventId, number } = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { eventId: true, number: true },
  });
  const next = await tables.round.findUnique({
    where: { eventId_number: { eventId, number: number + 1 } },
    select: {
      id: true,
      number: true,
      kind: true,
      draws: { take: 1, select: { id: true } },
      entries: { select: { entryId: true } },
    },
  });
  return (
    next && {
      roundId: next.id,
      number: next.number,
      kind: next.kind as RoundKind,
      entries: next.entries.map(({ entryId }) => entryId),
      isFrozen: next.draws.length > 0,
    }
  );
}
