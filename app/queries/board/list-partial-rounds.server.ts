/** Which rounds that are judged wait for a session (场次) still: their boards show no codes. */
import { isAwaited } from "#app/domain/draw/session-standing.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { SESSION_COLUMNS, toStandings } from "#app/queries/check-in/list-standings.server.ts";

/** Ids of those among the rounds that are given. */
export async function listPartialRounds(tables: Tables, roundIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rounds = await tables.round.findMany({
    where: { id: { in: [...roundIds] }, phase: "judging", sessions: { some: { entries: { some: {} } } } },
    select: { id: true, ...SESSION_COLUMNS },
  });
  return new Set(rounds.filter((round) => toStandings(round).some(isAwaited)).map(({ id }) => id));
}
