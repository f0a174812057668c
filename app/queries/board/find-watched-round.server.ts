/** The round that codes in a message or an address stand for. */
import type { Runtime } from "#app/platform/runtime.server.ts";

/**
 * The id of the event's first round; null when there is none.
 * @param isPublic leaves out competitions that were not announced yet
 */
export async function findWatchedRound(
  { database }: Runtime,
  { competition, event }: { readonly competition: string; readonly event: string },
  { isPublic }: { readonly isPublic: boolean },
): Promise<string | null> {
  const round = await database.read.round.findFirst({
    where: { event: { code: event, competition: { code: competition, ...(isPublic ? { phase: { not: "draft" } } : {}) } } },
    orderBy: { number: "asc" },
    select: { id: true },
  });
  return round?.id ?? null;
}
