/** Which judges must not mark a form although they are still in its panel: they declared a conflict, and nobody has taken their place. */
import { isAbout } from "#app/domain/panels/partiality.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listEnteredEntries, listStandingConflicts } from "#app/queries/panels/list-event-judges.server.ts";

/** Ids of the judges of the round who must not mark the form of this subject. */
export type Recusals = (subjectId: string) => readonly string[];

/**
 * In blind marking the answer is the same for every subject, whichever entry a conflict is about: nothing else could keep it from
 * the judges. In open marking it is about the very entry.
 */
export async function getRecusals(tables: Tables, round: PinnedRound): Promise<Recusals> {
  const { competitionId, eventId, roundId, team, rules } = round;
  const conflicts = await listStandingConflicts(tables, { competitionId, judgeIds: team });
  if (conflicts.size === 0) return () => [];
  const entries = (await listEnteredEntries(tables, [eventId])).get(eventId) ?? [];
  const isPartialToAny = (judgeId: string, among: typeof entries) =>
    (conflicts.get(judgeId) ?? []).some((conflict) => among.some((entry) => isAbout(conflict, entry)));
  if (rules.marking === "blind") {
    const recused = team.filter((judgeId) => isPartialToAny(judgeId, entries));
    return () => recused;
  }
  const mappings = await tables.blindMapping.findMany({ where: { roundId }, select: { subjectId: true, entryId: true } });
  const entryOf = new Map(mappings.map(({ subjectId, entryId }) => [subjectId, entryId]));
  return (subjectId) => {
    const own = entries.filter(({ entryId }) => entryId === entryOf.get(subjectId));
    return team.filter((judgeId) => isPartialToAny(judgeId, own));
  };
}
