/** Why a competition cannot leave as a document now. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listBlindRounds } from "#app/queries/interchange/list-blind-rounds.server.ts";

/** @returns the same refusals that the export itself gives; none when it can */
export function findExportObstacles(runtime: Runtime, competitionId: string): Promise<readonly Refusal<"round-still-blind">[]> {
  return listBlindRounds(runtime.database.read, competitionId);
}
