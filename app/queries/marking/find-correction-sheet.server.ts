/** What a 更正单 says: one correction with what it changed, its competition and event. Codes only. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type CorrectionView, describeCorrections } from "#app/queries/marking/describe-corrections.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type CorrectionSheet = CorrectionView & {
  readonly competition: Named;
  readonly event: Named;
  /** When it was made. */
  readonly at: Date;
};

/** Null when the round has no such correction. */
export async function findCorrectionSheet(
  { database, clock }: Runtime,
  { roundId, correctionId }: { readonly roundId: string; readonly correctionId: string },
): Promise<CorrectionSheet | null> {
  const { read } = database;
  const round = await findPinnedRound(read, roundId);
  const [correction] = round ? await describeCorrections(read, round, { correctionId }) : [];
  if (!round || !correction) return null;
  const { competition, ...event } = await read.event.findUniqueOrThrow({
    where: { id: round.eventId },
    select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true } } },
  });
  return { ...correction, competition, event, at: clock.now() };
}
