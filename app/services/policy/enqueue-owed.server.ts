/** What documents owe the winners of a competition whose results are final is computed anew: money and honours, and skill levels. */
import type { Write } from "#app/platform/db/database.server.ts";

const JOB_KINDS = ["compute-entitlements", "propose-promotions"] as const;

export async function enqueueOwed(enqueue: Write["enqueue"], competitionId: string): Promise<void> {
  for (const kind of JOB_KINDS) await enqueue({ kind, payload: { competitionId }, competitionId });
}
