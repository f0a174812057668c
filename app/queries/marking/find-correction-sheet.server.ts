/** What a 更正单 says: one correction with what it changed, its competition and event. Codes only. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { CorrectionView } from "#app/domain/results/correction-view.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { describeCorrections } from "#app/queries/marking/describe-corrections.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type CorrectionSheet = CorrectionView & {
  /** In how many the works of the round are blinded: which word its codes go by. */
  readonly blindLayers: BlindLayer;
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
  const { layers: blindLayers } = await getBlindRound(read, roundId);
  return { ...correction, blindLayers, competition, event, at: clock.now() };
}
