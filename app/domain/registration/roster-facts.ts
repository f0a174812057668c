/** What a roster says and what is said of it: rows and their columns, whom it is checked against, refusals with their places, and the report. */
import type { RegionIndex, RegionLabelCode } from "#app/domain/organisations/region-label.ts";
import type { DocumentCode, DocumentKind, IdentityDocument } from "#app/domain/registration/document.ts";
import type { MinimumAge } from "#app/domain/registration/eligibility.ts";
import type { NameCode } from "#app/domain/registration/name.ts";
import type { Sex } from "#app/domain/registration/resident-id.ts";
import type { CoachCode, RosterCoach } from "#app/domain/registration/roster-coaches.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { EntryKind, Group, OrganisationKind, RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";

export const ROSTER_COLUMNS = [
  "delegation",
  "event",
  "teamNumber",
  "name",
  "documentKind",
  "documentNumber",
  "birthDate",
  "employer",
  "school",
  "trainingOrganisation",
  "residence",
  "level",
  "yearsOfService",
  "phone",
  "coach",
  "coachDocument",
] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

/** One cell as the file had it. Words of a closed list (document kind, level) arrive as their code where the word is known. */
export type RosterCell = {
  readonly text: string;
  readonly type: "text" | "number" | "boolean" | "date" | "error" | "uncalculated";
};

export type RosterRow = {
  readonly sheet: string;
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<RosterColumn, RosterCell>>>;
  /** Where each column of the sheet stands, in letters; a column that the sheet does not have changes nothing. Left out: it has all. */
  readonly letters?: Readonly<Partial<Record<RosterColumn, string>>>;
};

export type RosterEvent = {
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  /** How many people make an entry. */
  readonly size: number;
  /** Its people may stand in other such events, too; left out: they may not. */
  readonly allowsOthers?: boolean;
  /** Who is younger is not registered; left out: than the law says. */
  readonly minimumAge?: MinimumAge;
  /** It takes no entries any more; left out: it does. */
  readonly isCancelled?: boolean;
};

export type RosterDelegation = { readonly id: string; readonly name: string };

export type RosterOrganisation = {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
};

export type RosterMember = {
  readonly name: string;
  readonly documentKind: DocumentKind;
  /** Normalised, unmasked: it never leaves the import. */
  readonly documentNumber: string;
  /** As the document tells it, else as stated; null: nobody said it. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  /** Where the person lives, as a region's code: clauses may test it beside work and school. */
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
  readonly level: SkillLevel | null;
  /** Completed years of work, 0 to 60. */
  readonly yearsOfService: number | null;
  readonly phone: string | null;
  readonly coach: string | null;
  /** Of the coaches those who are known by document, in the order of their names. */
  readonly coaches: readonly RosterCoach[];
};

/** A person who already stands in an entry of this competition that counts (neither rejected nor withdrawn). */
export type ExistingMember = {
  readonly entryId: string;
  readonly eventId: string;
  readonly delegationId: string;
  readonly status: RegistrationStatus;
  readonly member: RosterMember;
};

export type RosterContext = {
  /** Whose roster it is; null: the file is of several delegations and names them in a column. */
  readonly delegationId: string | null;
  /** Those that the file may name. */
  readonly delegations: readonly RosterDelegation[];
  readonly events: readonly RosterEvent[];
  readonly organisations: readonly RosterOrganisation[];
  readonly regions: RegionIndex;
  /** Entries of this competition in which the person of this document stands already, in any delegation. */
  readonly findExisting: (document: IdentityDocument) => readonly ExistingMember[];
  /** The name under which the person stands in an entry that an import for this delegation may not change; null when there is none. */
  readonly findFixedName: (document: IdentityDocument, delegationId: string | null) => string | null;
  /** YYYY-MM-DD: the day on which ages are counted. */
  readonly onDate: string;
  /** One event per person in a competition (DOMAIN 3). */
  readonly oneEventPerPerson: boolean;
};

export type RosterCode =
  | NameCode
  | DocumentCode
  | CoachCode
  | RegionLabelCode
  | "delegation-missing"
  | "delegation-unknown"
  | "delegation-other"
  | "years-format"
  | "named-differently"
  | "event-missing"
  | "event-unknown"
  | "event-cancelled"
  | "team-number-missing"
  | "team-size"
  | "team-mate-refused"
  | "document-kind-unknown"
  | "document-missing"
  | "id-stored-as-number"
  | "duplicate-in-file"
  | "already-registered"
  | "name-differs"
  | "other-event"
  | "entry-not-editable"
  | "organisation-unknown"
  | "organisation-not-school"
  | "employer-missing"
  | "school-missing"
  | "group-mismatch"
  | "level-unknown"
  | "phone-format"
  | "birth-date-needed"
  | "birth-date-impossible"
  | "years-beyond-age"
  | "under-age"
  | "under-age-for-event"
  | "cell-error"
  | "cell-uncalculated"
  | "cell-date";

/** A refusal with its place. `column` names the roster's column, `address` the cell where there is one. */
export type RosterRefusal = Refusal<RosterCode> & {
  readonly sheet: string;
  readonly row: number;
  readonly column: RosterColumn;
  readonly address: string | null;
};

export type RosterChange = "added" | "changed" | "unchanged" | "refused";

export type CheckedRow = {
  readonly sheet: string;
  readonly row: number;
  readonly delegationId: string | null;
  readonly eventId: string | null;
  readonly teamNumber: string | null;
  /** For the preview: the name as typed, the document masked. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly change: RosterChange;
  /** Which columns an import would change; for an added row none. */
  readonly changedColumns: readonly RosterColumn[];
  readonly refusals: readonly RosterRefusal[];
};

export type CheckedEntry = {
  readonly delegationId: string | null;
  readonly eventId: string | null;
  /** As the file numbers it; null for individuals. It pairs rows of one file and is no number of the competition. */
  readonly teamNumber: string | null;
  /** The existing entry that an import would change; null for a new one. */
  readonly entryId: string | null;
  readonly change: RosterChange;
  /** Positions in `rows`. */
  readonly rowIndexes: readonly number[];
  /** Complete unless the entry is refused. */
  readonly members: readonly RosterMember[];
};

export type RosterReport = {
  readonly rows: readonly CheckedRow[];
  readonly entries: readonly CheckedEntry[];
  /** All refusals in the order of the file; an import may only be confirmed when there is none. */
  readonly refusals: readonly RosterRefusal[];
  /** Entries, not rows. */
  readonly counts: Readonly<Record<RosterChange, number>>;
};
