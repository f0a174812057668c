/** Whether the results of a competition that something rests on are public again and not final (重新公示). */
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export async function isCompetitionReopened(tables: Tables, competitionId: string): Promise<boolean> {
  const { phase } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { phase: true } });
  return isReopened(phase as CompetitionPhase);
}
