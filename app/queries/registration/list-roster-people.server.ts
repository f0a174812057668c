/** The people behind keyed hashes of documents, sealed as they are stored, with every place that they have in an entry. */
import type { RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { SealedPerson } from "#app/platform/roster/sealed-people.server.ts";

const SEALED = { sealed: true, key: { select: { wrapped: true } } } as const;
const PERSON = {
  id: true,
  documentHash: true,
  ...SEALED,
  members: {
    select: {
      levelHeld: true,
      yearsOfService: true,
      residenceRegion: true,
      employerId: true,
      schoolId: true,
      trainingOrganisationId: true,
      entry: {
        select: {
          id: true,
          eventId: true,
          delegationId: true,
          status: true,
          coaches: { orderBy: { position: "asc" }, select: { person: { select: SEALED } } },
          event: { select: { competitionId: true } },
        },
      },
    },
  },
  coached: { select: { entry: { select: { delegationId: true, status: true } } } },
} as const;

/** Those who are known; nothing for the other hashes. */
export async function listRosterPeople(tables: Tables, hashes: readonly string[]): Promise<readonly SealedPerson[]> {
  const people: SealedPerson[] = [];
  for (const part of chunk(hashes, 200)) {
    const rows = await tables.person.findMany({ where: { documentHash: { in: part } }, select: PERSON });
    for (const { id, documentHash, sealed, key, members, coached } of rows) {
      people.push({
        id,
        documentHash,
        sealed,
        wrapped: key?.wrapped ?? null,
        standings: members.map(({ entry, levelHeld, ...member }) => ({
          ...member,
          levelHeld: levelHeld as SkillLevel | null,
          competitionId: entry.event.competitionId,
          entryId: entry.id,
          eventId: entry.eventId,
          delegationId: entry.delegationId,
          status: entry.status as RegistrationStatus,
          coaches: entry.coaches.map(({ person }) => ({ sealed: person.sealed, wrapped: person.key?.wrapped ?? null })),
        })),
        coached: coached.map(({ entry }) => ({
          delegationId: entry.delegationId,
          status: entry.status as RegistrationStatus,
        })),
      });
    }
  }
  return people;
}
