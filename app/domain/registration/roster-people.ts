/** What a roster is checked against, made of plain data: the competition's frame, and the people of the file who are known already. */
import { makeRegionIndex } from "#app/domain/organisations/region-label.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import type { RosterCoach } from "#app/domain/registration/roster-coaches.ts";
import type {
  ExistingMember,
  RosterContext,
  RosterDelegation,
  RosterEvent,
  RosterOrganisation,
} from "#app/domain/registration/roster-facts.ts";
import { isOver, type RegistrationStatus, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

/** Entries in these states may be changed by importing again. */
export const OPEN_STATUSES = ["draft", "submitted", "returned"] as const satisfies readonly RegistrationStatus[];

export type RosterFrame = {
  readonly competitionId: string;
  /** Null: a file of several delegations. */
  readonly delegationId: string | null;
  readonly delegations: readonly (RosterDelegation & { readonly regionCode: string })[];
  readonly events: readonly RosterEvent[];
  readonly organisations: readonly RosterOrganisation[];
  /** Of the whole nation: people come from anywhere. */
  readonly regions: readonly RegionOption[];
  /** YYYY-MM-DD: the day on which ages are counted. */
  readonly onDate: string;
};

/** One place of a known person in an entry, of any competition. */
export type RosterStanding = {
  readonly competitionId: string;
  readonly entryId: string;
  readonly eventId: string;
  readonly delegationId: string;
  readonly status: RegistrationStatus;
  readonly coach: string;
  readonly coaches: readonly RosterCoach[];
  readonly levelHeld: SkillLevel | null;
  readonly yearsOfService: number | null;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

export type RosterPerson = {
  readonly id: string;
  /** Empty when the person's data were erased. */
  readonly name: string;
  readonly telephone: string;
  /** As stated beside a document that tells none; null: not stated. */
  readonly birthDate: string | null;
  readonly standings: readonly RosterStanding[];
  /** The entries that the person coaches. */
  readonly coached: readonly { readonly delegationId: string; readonly status: RegistrationStatus }[];
};

/** @param findPerson the known person of a document; null for one whom nobody registered */
export function makeRosterContext(
  frame: RosterFrame,
  findPerson: (document: IdentityDocument) => RosterPerson | null,
): RosterContext {
  return {
    delegationId: frame.delegationId,
    delegations: frame.delegations,
    events: frame.events,
    organisations: frame.organisations,
    regions: makeRegionIndex(frame.regions),
    onDate: frame.onDate,
    oneEventPerPerson: true,
    findExisting: (document) => {
      const person = findPerson(document);
      if (person === null) return [];
      return person.standings
        .filter(({ competitionId, status }) => competitionId === frame.competitionId && !isOver(status))
        .map((standing) => toExisting(person, standing, document));
    },
    findFixedName: (document, delegationId) => {
      const person = findPerson(document);
      const isFixed = [...(person?.standings ?? []), ...(person?.coached ?? [])].some(
        (standing) => !isOver(standing.status) && (standing.delegationId !== delegationId || !isOpenStatus(standing.status)),
      );
      return isFixed ? (person?.name ?? null) : null;
    },
  };
}

export function isOpenStatus(status: string): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}

function toExisting(person: RosterPerson, standing: RosterStanding, document: IdentityDocument): ExistingMember {
  return {
    entryId: standing.entryId,
    eventId: standing.eventId,
    delegationId: standing.delegationId,
    status: standing.status,
    member: {
      name: person.name,
      documentKind: document.kind,
      documentNumber: document.text,
      birthDate: document.birthDate ?? person.birthDate,
      sex: document.sex,
      residenceRegion: standing.residenceRegion,
      employerId: standing.employerId,
      schoolId: standing.schoolId,
      trainingOrganisationId: standing.trainingOrganisationId,
      level: standing.levelHeld,
      yearsOfService: standing.yearsOfService,
      phone: person.telephone || null,
      coach: standing.coach || null,
      coaches: standing.coaches,
    },
  };
}
