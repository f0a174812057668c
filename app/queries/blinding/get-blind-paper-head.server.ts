/** What stands at the head of the papers of blinding: the occasion, the event and, where it has several, the round. */
import type { RoundKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion, type PaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";

export type BlindPaperHead = {
  readonly occasion: PaperOccasion;
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundKind: RoundKind | null;
};

/** @throws Error when there is no such round. */
export async function getBlindPaperHead(runtime: Runtime, roundId: string): Promise<BlindPaperHead> {
  const { kind, event } = await runtime.database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      kind: true,
      event: { select: { competitionId: true, code: true, name: true, nameEn: true, _count: { select: { rounds: true } } } },
    },
  });
  const { competitionId, _count, ...named } = event;
  return {
    occasion: await getPaperOccasion(runtime, competitionId),
    event: named,
    roundKind: _count.rounds > 1 ? (kind as RoundKind) : null,
  };
}
