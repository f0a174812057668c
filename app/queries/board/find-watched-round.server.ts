/** The round that codes in a message or an address stand for. */
import { findCurrentRound, findShownRound } from "#app/domain/phases/event-rounds.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/**
 * The id of the round with that number; without one, of the round that the public is shown or at which the work stands. Null when
 * there is none.
 * @param isPublic leaves out competitions that were not announced yet
 */
export async function findWatchedRound(
  { database }: Runtime,
  {
    competition,
    event,
    round: number,
  }: { readonly competition: string; readonly event: string; readonly round?: number | undefined },
  { isPublic }: { readonly isPublic: boolean },
): Promise<string | null> {
  const rounds = await database.read.round.findMany({
    where: { event: { code: event, competition: { code: competition, ...(isPublic ? { phase: { not: "draft" } } : {}) } } },
    select: { id: true, number: true, phase: true },
  });
  const meant = isPublic ? findShownRound(rounds) : findCurrentRound(rounds);
  return (number === undefined ? meant : rounds.find((round) => round.number === number))?.id ?? null;
}
