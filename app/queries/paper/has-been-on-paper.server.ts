/** Whether a round is on paper, or was: only then are there papers to key. */

import type { Tables } from "#app/platform/db/database.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export async function hasBeenOnPaper(
  tables: Tables,
  { roundId, medium }: Pick<PinnedRound, "roundId" | "medium">,
): Promise<boolean> {
  return medium === "paper" || (await tables.mediumChange.count({ where: { roundId, medium: "paper" } })) > 0;
}
