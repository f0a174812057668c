/** What the clauses of an event's rules say of the people of its entries: who may not enter, and what a person has to look at. */
import { findBirthDate } from "#app/domain/registration/birth-date.ts";
import { computeEligibility, type Eligibility, type EligibilityFinding } from "#app/domain/registration/eligibility.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Award, OrganisationKind, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listOutsideResults } from "#app/queries/banks/list-outside-results.server.ts";

/** A person who would stand in a member's place, with what was typed of him. */
export type Substitute = {
  readonly personId: string;
  readonly levelHeld: string | null;
  readonly yearsOfService: number | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

const FIRSTS: readonly Award[] = ["first", "gold"];

/**
 * By member id; each refusal and note carries the person's name as `who`.
 * @param substitutes by the id of the member in whose place each would stand
 */
export async function listEligibility(
  tables: Tables,
  keys: Keys,
  entryIds: readonly string[],
  substitutes: ReadonlyMap<string, Substitute> = new Map(),
): Promise<ReadonlyMap<string, EligibilityFinding>> {
  const members = await replaceMembers(tables, await loadMembers(tables, entryIds), substitutes);
  const formerFirsts = await countFormerFirsts(tables, members);
  const organisations = await loadOrganisations(tables, members);
  const findings = new Map<string, EligibilityFinding>();
  for (const { id, person, personId, levelHeld, yearsOfService, employerId, schoolId, entry } of members) {
    const { event, delegation } = entry;
    const data = openPerson(keys, person);
    const { refusals, notes } = computeEligibility(
      toEventRules(event.rules[0]?.content).eligibility,
      {
        birthDate: data && findBirthDate(data),
        levelHeld: levelHeld as SkillLevel | null,
        yearsOfService,
        employer: organisations.get(employerId ?? "") ?? null,
        school: organisations.get(schoolId ?? "") ?? null,
        delegationRegion: delegation.regionCode,
        hostRegions: event.competition.hosts.map(({ regionCode }) => regionCode),
        formerFirsts: formerFirsts.get(`${personId} ${event.competition.id}`) ?? 0,
      },
      shanghaiDay(event.competition.startsOn),
    );
    const who = data?.name ?? entry.rosterNumber;
    findings.set(id, {
      refusals: refusals.map(({ code, params }) => ({ code, params: { ...params, who } })),
      notes: notes.map(({ code, params }) => ({ code, params: { ...params, who } })),
    });
  }
  return findings;
}

/** What each event says of people who enter another one as well: the words of its clause, or null where it lets them. */
export async function listOneEventClauses(
  tables: Tables,
  competitionId: string,
): Promise<ReadonlyMap<string, Eligibility["oneEvent"]>> {
  const events = await tables.event.findMany({
    where: { competitionId },
    select: { id: true, rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } } },
  });
  return new Map(events.map(({ id, rules }) => [id, toEventRules(rules[0]?.content).eligibility.oneEvent]));
}

type LoadedMember = Awaited<ReturnType<typeof loadMembers>>[number];

async function loadMembers(tables: Tables, entryIds: readonly string[]) {
  const members = [];
  for (const part of chunk(entryIds)) {
    members.push(
      ...(await tables.entryMember.findMany({
        where: { entryId: { in: part } },
        select: {
          id: true,
          personId: true,
          levelHeld: true,
          yearsOfService: true,
          employerId: true,
          schoolId: true,
          person: { select: { sealed: true, key: { select: { wrapped: true } } } },
          entry: {
            select: {
              rosterNumber: true,
              delegation: { select: { regionCode: true } },
              event: {
                select: {
                  rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
                  competition: {
                    select: {
                      id: true,
                      startsOn: true,
                      hosts: { where: { relation: "host-authority" }, select: { regionCode: true } },
                    },
                  },
                },
              },
            },
          },
        },
      })),
    );
  }
  return members;
}

async function replaceMembers(
  tables: Tables,
  members: readonly LoadedMember[],
  substitutes: ReadonlyMap<string, Substitute>,
): Promise<readonly LoadedMember[]> {
  const replaced = [];
  for (const member of members) {
    const substitute = substitutes.get(member.id);
    const person =
      substitute &&
      (await tables.person.findUniqueOrThrow({
        where: { id: substitute.personId },
        select: { sealed: true, key: { select: { wrapped: true } } },
      }));
    replaced.push(substitute && person ? { ...member, ...substitute, person } : member);
  }
  return replaced;
}

/** First prizes and golds elsewhere, here and outside the system, by person and the competition that asks. */
async function countFormerFirsts(tables: Tables, members: readonly LoadedMember[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const asked = members.filter(({ entry }) => toEventRules(entry.event.rules[0]?.content).eligibility.formerWinners !== null);
  for (const part of chunk([...new Set(asked.map(({ personId }) => personId))])) {
    const certificates = await tables.certificate.findMany({
      where: {
        kind: "prize",
        member: { personId: { in: part } },
        award: { in: [...FIRSTS] },
        inForceAt: { not: null },
        revokedAt: null,
      },
      select: { competitionId: true, member: { select: { personId: true } } },
    });
    const outside = (await listOutsideResults(tables, part)).filter(({ known }) => FIRSTS.some((award) => award === known.award));
    for (const { personId, entry } of asked) {
      const { id } = entry.event.competition;
      const earlier = certificates.filter((one) => one.member?.personId === personId && one.competitionId !== id);
      const count = earlier.length + outside.filter((one) => one.personId === personId).length;
      if (count > 0) counts.set(`${personId} ${id}`, count);
    }
  }
  return counts;
}

async function loadOrganisations(
  tables: Tables,
  members: readonly LoadedMember[],
): Promise<ReadonlyMap<string, { readonly kind: OrganisationKind; readonly regionCode: string }>> {
  const ids = members.flatMap(({ employerId, schoolId }) => [employerId, schoolId].filter((id) => id !== null));
  const organisations = new Map<string, { kind: OrganisationKind; regionCode: string }>();
  for (const part of chunk([...new Set(ids)])) {
    const found = await tables.organisation.findMany({
      where: { id: { in: part } },
      select: { id: true, kind: true, regionCode: true },
    });
    for (const { id, kind, regionCode } of found) organisations.set(id, { kind: kind as OrganisationKind, regionCode });
  }
  return organisations;
}
