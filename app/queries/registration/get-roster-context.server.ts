/** What a delegation's roster file is checked against: events, units, and where its people stand already. */
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import {
  DEFAULT_MINIMUM_AGE,
  type ExistingMember,
  listDocuments,
  type RosterContext,
  type RosterRow,
} from "#app/domain/registration/roster.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type {
  CompetitionPhase,
  EntryKind,
  Group,
  OrganisationKind,
  RegistrationStatus,
  SkillLevel,
} from "#app/domain/shared/vocabulary.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Entries in these states take part in nothing any more. */
const OVER: readonly string[] = ["rejected", "withdrawn"] satisfies RegistrationStatus[];
/** Entries in these states may be changed by importing again. */
export const OPEN_STATUSES = ["draft", "submitted", "returned"] as const satisfies readonly RegistrationStatus[];

/** A person of the file who is known already. */
export type KnownPerson = {
  readonly id: string;
  /** Null when his key was erased. */
  readonly key: { readonly wrapped: Uint8Array } | null;
  readonly name: string;
  readonly telephone: string;
  /** As stated beside a document that tells none. */
  readonly birthDate: string | null;
};

export type RosterLookup = {
  readonly context: RosterContext;
  readonly competitionId: string;
  readonly phase: CompetitionPhase;
  readonly registrationClosesAt: Date;
  readonly delegationRegion: string;
  readonly eventNames: ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>;
  /** The people of the file who are known, by the keyed hash of their document. */
  readonly people: ReadonlyMap<string, KnownPerson>;
};

const PERSON = {
  id: true,
  documentHash: true,
  sealed: true,
  key: { select: { wrapped: true } },
  members: {
    select: {
      levelHeld: true,
      employerId: true,
      schoolId: true,
      trainingOrganisationId: true,
      entry: {
        select: {
          id: true,
          eventId: true,
          delegationId: true,
          status: true,
          coach: true,
          event: { select: { competitionId: true } },
        },
      },
    },
  },
} as const;

/** @throws Error when there is no such delegation. */
export async function getRosterContext(
  tables: Tables,
  keys: Keys,
  input: { readonly delegationId: string; readonly rows: readonly RosterRow[] },
): Promise<RosterLookup> {
  const { delegationId } = input;
  const delegation = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: {
      regionCode: true,
      competition: {
        select: {
          id: true,
          phase: true,
          startsOn: true,
          registrationClosesAt: true,
          events: {
            orderBy: { code: "asc" },
            select: {
              id: true,
              name: true,
              nameEn: true,
              group: true,
              entryKind: true,
              teamSize: true,
              rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
            },
          },
        },
      },
    },
  });
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true, kind: true, regionCode: true } });
  const hash = (document: IdentityDocument) => keys.hashDocument(document.kind, document.text);
  const hashes = [...new Set(listDocuments(input.rows).map(hash))];
  const rows = [];
  for (const part of chunk(hashes)) {
    rows.push(...(await tables.person.findMany({ where: { documentHash: { in: part } }, select: PERSON })));
  }
  const { competition } = delegation;
  const people = new Map(
    rows.map((row) => {
      const data = openPerson(keys, row);
      const standing = row.members.filter(({ entry }) => !OVER.includes(entry.status));
      return [row.documentHash, { row, data, standing }] as const;
    }),
  );
  const context: RosterContext = {
    delegationId,
    events: competition.events.map(({ teamSize, rules, ...event }) => ({
      ...event,
      allowsOthers: toEventRules(rules[0]?.content).eligibility.oneEvent === null,
      group: event.group as Group,
      entryKind: event.entryKind as EntryKind,
      size: teamSize,
    })),
    organisations: organisations.map((organisation) => ({ ...organisation, kind: organisation.kind as OrganisationKind })),
    onDate: shanghaiDay(competition.startsOn),
    minimumAge: DEFAULT_MINIMUM_AGE,
    oneEventPerPerson: true,
    findExisting: (document) => {
      const person = people.get(hash(document));
      const here = person?.standing.filter(({ entry }) => entry.event.competitionId === competition.id) ?? [];
      return here.map(
        ({ entry, ...member }): ExistingMember => ({
          entryId: entry.id,
          eventId: entry.eventId,
          delegationId: entry.delegationId,
          status: entry.status as RegistrationStatus,
          member: {
            name: person?.data?.name ?? "",
            documentKind: document.kind,
            documentNumber: document.text,
            birthDate: document.birthDate,
            sex: document.sex,
            employerId: member.employerId,
            schoolId: member.schoolId,
            trainingOrganisationId: member.trainingOrganisationId,
            level: member.levelHeld as SkillLevel | null,
            phone: person?.data?.telephone || null,
            coach: entry.coach || null,
          },
        }),
      );
    },
    findFixedName: (document) => {
      const person = people.get(hash(document));
      const isFixed = person?.standing.some(({ entry }) => entry.delegationId !== delegationId || !isOpen(entry.status));
      return isFixed ? (person?.data?.name ?? null) : null;
    },
  };
  return {
    context,
    competitionId: competition.id,
    phase: competition.phase as CompetitionPhase,
    registrationClosesAt: competition.registrationClosesAt,
    delegationRegion: delegation.regionCode,
    eventNames: new Map(competition.events.map(({ id, name, nameEn }) => [id, { name, nameEn }])),
    people: new Map(
      [...people].map(([documentHash, { row, data }]) => [
        documentHash,
        {
          id: row.id,
          key: row.key,
          name: data?.name ?? "",
          telephone: data?.telephone ?? "",
          birthDate: data?.birthDate ?? null,
        },
      ]),
    ),
  };
}

function isOpen(status: string): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}
