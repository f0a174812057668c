/** The units that have someone in an event: what a judge's own unit must not be among. */
import { OVER_STATUSES } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** An entry in these states takes no part any more. */

/** By event id: the ids of the employers, schools and training organisations of all who are still entered. */
export async function listEnteredUnits(
  tables: Tables,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const members = await tables.entryMember.findMany({
    where: { entry: { eventId: { in: [...eventIds] }, status: { notIn: [...OVER_STATUSES] } } },
    select: { employerId: true, schoolId: true, trainingOrganisationId: true, entry: { select: { eventId: true } } },
  });
  const units = new Map<string, Set<string>>(eventIds.map((eventId) => [eventId, new Set()]));
  for (const { entry, employerId, schoolId, trainingOrganisationId } of members) {
    for (const id of [employerId, schoolId, trainingOrganisationId]) {
      if (id !== null) units.get(entry.eventId)?.add(id);
    }
  }
  return units;
}
