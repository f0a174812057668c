/** Whose requests about data somebody decides: an administrator everyone's, an organiser those of people in his competitions. */
import { type Grant, hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Null: all of them. */
export function listReachedCompetitions(grants: readonly Grant[]): readonly string[] | null {
  if (hasRole(grants, ["administrator", "organiser"], NO_SCOPE)) return null;
  return grants.flatMap(({ role, competitionId }) => (role === "organiser" && competitionId !== null ? [competitionId] : []));
}

/** What a person must be part of to be within reach. */
export function whereWithinReach(grants: readonly Grant[]) {
  const competitions = listReachedCompetitions(grants);
  if (competitions === null) return {};
  const own = { some: { entry: { event: { competitionId: { in: [...competitions] } } } } };
  return { OR: [{ members: own }, { coached: own }] };
}

export async function isPersonWithinReach(tables: Tables, grants: readonly Grant[], personId: string): Promise<boolean> {
  return (await tables.person.count({ where: { id: personId, ...whereWithinReach(grants) } })) > 0;
}
