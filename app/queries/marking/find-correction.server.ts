/** One correction of a round as the acts on it find it. */
import type { CorrectionFacts } from "#app/domain/marking/correction.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type CorrectionAsFound = CorrectionFacts & {
  readonly correctionId: string;
  readonly formId: string;
  readonly revisionBefore: number;
  readonly competitionId: string;
  readonly phase: RoundPhase;
};

/** Null when the round has no such correction. */
export async function findCorrection(
  tables: Tables,
  { roundId, correctionId }: { readonly roundId: string; readonly correctionId: string },
): Promise<CorrectionAsFound | null> {
  const found = await tables.correction.findFirst({
    where: { id: correctionId, form: { roundId } },
    select: {
      id: true,
      formId: true,
      chiefJudgeId: true,
      supervisorId: true,
      refusedAt: true,
      closedAt: true,
      revisionBefore: true,
      form: { select: { round: { select: { phase: true, event: { select: { competitionId: true } } } } } },
    },
  });
  if (!found) return null;
  const { id, form, refusedAt, closedAt, ...facts } = found;
  return {
    ...facts,
    correctionId: id,
    isRefused: refusedAt !== null,
    isClosed: closedAt !== null,
    competitionId: form.round.event.competitionId,
    phase: form.round.phase as RoundPhase,
  };
}
