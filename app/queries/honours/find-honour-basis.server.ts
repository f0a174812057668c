/** The result that an honour rests on, as it stands now: of an entry with its certificate in force, or as officers recorded it. */
import type { HonourBasis } from "#app/domain/honours/honour-case.ts";
import { findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** Which result: of the two, one is null. */
export type HonourBasisReference = { readonly entryId: string | null; readonly factId: string | null };

/** With the relations of the result's time. */
export type BasisMember = HonourBasis["members"][number] & {
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

export type FoundBasis = Omit<HonourBasis, "members"> &
  HonourBasisReference & {
    readonly competitionId: string | null;
    readonly competition: Named;
    readonly event: Named;
    readonly members: readonly BasisMember[];
  };

/** Members in the order of positions; null where there is no such entry or recorded result. */
export function findHonourBasis(tables: Tables, { entryId, factId }: HonourBasisReference): Promise<FoundBasis | null> {
  if (entryId !== null) return findEntry(tables, entryId);
  return factId === null ? Promise.resolve(null) : findResultFact(tables, factId);
}

async function findEntry(tables: Tables, entryId: string): Promise<FoundBasis | null> {
  const entry = await tables.entry.findUnique({
    where: { id: entryId },
    select: {
      event: {
        select: {
          name: true,
          nameEn: true,
          competition: { select: { id: true, name: true, nameEn: true, finalisedAt: true } },
        },
      },
      certificates: {
        where: { kind: "prize", revokedAt: null, inForceAt: { not: null } },
        orderBy: { id: "asc" },
        select: { award: true, place: true },
      },
      members: { orderBy: { position: "asc" } },
    },
  });
  if (!entry) return null;
  const { competition, ...event } = entry.event;
  const [certificate] = entry.certificates;
  return {
    kind: "entry",
    entryId,
    factId: null,
    competitionId: competition.id,
    competition: { name: competition.name, nameEn: competition.nameEn },
    event,
    isFinal: competition.finalisedAt !== null,
    award: (certificate?.award as Award | undefined) ?? null,
    place: certificate?.place ?? null,
    members: entry.members.map(({ id, personId, residenceRegion, employerId, schoolId, trainingOrganisationId }) => {
      return { memberId: id, personId, residenceRegion, employerId, schoolId, trainingOrganisationId };
    }),
  };
}

async function findResultFact(tables: Tables, factId: string): Promise<FoundBasis | null> {
  const fact = await tables.recordedFact.findUnique({
    where: { id: factId },
    select: { content: true, confirmedAt: true, droppedAt: true, members: { orderBy: { position: "asc" } } },
  });
  const content = fact?.content as unknown as RecordedContent | undefined;
  if (!fact || content?.kind !== "result") return null;
  return {
    kind: "fact",
    entryId: null,
    factId,
    competitionId: null,
    competition: { name: content.competition, nameEn: content.competition },
    event: { name: content.event, nameEn: content.event },
    isFinal: findFactState(fact) === "confirmed",
    award: content.award,
    place: content.place,
    members: fact.members.map(({ id, personId, residenceRegion, employerId, schoolId, trainingOrganisationId }) => {
      return { memberId: id, personId, residenceRegion, employerId, schoolId, trainingOrganisationId };
    }),
  };
}
