/** Names the plan of panels that stands now, so that nobody replaces one that he has not seen. */
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Changes with every storing of the plan; the same text while nothing is assigned. */
export async function getPlanVersion(tables: Tables, roundId: string): Promise<string> {
  const panels = await tables.panel.findMany({
    where: { roundId },
    orderBy: { id: "asc" },
    select: { id: true, judges: { orderBy: { judgeId: "asc" }, select: { judgeId: true } } },
  });
  return sha256(JSON.stringify(panels.map(({ id, judges }) => [id, judges.map(({ judgeId }) => judgeId)])));
}
