/** A roster read from a file: what each row says, every reason against it by row and column, and what an import would change. */

import { COACH_SEPARATOR, type CoachByName, coachByName } from "#app/domain/registration/coach-by-name.ts";
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import {
  checkDocument,
  DOCUMENT_KINDS,
  type DocumentCode,
  type DocumentKind,
  maskDocument,
} from "#app/domain/registration/document.ts";
import { checkName, type NameCode, normaliseName } from "#app/domain/registration/name.ts";
import { computeAge, normaliseDocument, type Sex } from "#app/domain/registration/resident-id.ts";
import { type CoachCode, listSharedCoaches, type RosterCoach, readCoaches } from "#app/domain/registration/roster-coaches.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import {
  type EntryKind,
  type Group,
  type OrganisationKind,
  type RegistrationStatus,
  SKILL_LEVELS,
  type SkillLevel,
} from "#app/domain/shared/vocabulary.ts";

export const ROSTER_COLUMNS = [
  "delegation",
  "event",
  "teamNumber",
  "name",
  "documentKind",
  "documentNumber",
  "employer",
  "school",
  "trainingOrganisation",
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
  readonly birthDate: string | null;
  readonly sex: Sex | null;
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
  /** Entries of this competition in which the person of this document stands already, in any delegation. */
  readonly findExisting: (document: IdentityDocument) => readonly ExistingMember[];
  /** The name under which the person stands in an entry that an import for this delegation may not change; null when there is none. */
  readonly findFixedName: (document: IdentityDocument, delegationId: string | null) => string | null;
  /** YYYY-MM-DD: the day on which ages are counted. */
  readonly onDate: string;
  readonly minimumAge: number;
  /** One event per person in a competition (DOMAIN 3). */
  readonly oneEventPerPerson: boolean;
};

export const DEFAULT_MINIMUM_AGE = 16;

export const HIGHEST_YEARS_OF_SERVICE = 60;

export type RosterCode =
  | NameCode
  | DocumentCode
  | CoachCode
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
  | "under-age"
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

/** Entries in these states still belong to the team leader; later ones changed hands and need another act. */
const EDITABLE: readonly RegistrationStatus[] = ["draft", "submitted", "returned"];

/** What may be changed by importing again, with the column in which it stands. */
const COMPARED: readonly (readonly [keyof RosterMember, RosterColumn])[] = [
  ["name", "name"],
  ["employerId", "employer"],
  ["schoolId", "school"],
  ["trainingOrganisationId", "trainingOrganisation"],
  ["level", "level"],
  ["yearsOfService", "yearsOfService"],
  ["phone", "phone"],
  ["coach", "coach"],
  ["coaches", "coachDocument"],
];

/** A row as it was read: the person where nothing stands against him, and every reason where something does. */
export type ReadRow = {
  readonly source: RosterRow;
  readonly delegationId: string | null;
  readonly event: RosterEvent | null;
  readonly teamNumber: string | null;
  readonly name: string;
  readonly maskedDocument: string;
  readonly document: IdentityDocument | null;
  readonly member: RosterMember | null;
  readonly refusals: RosterRefusal[];
};

/**
 * Checks a whole roster at once and says what an import would do.
 * Rows of one event with one team number make an entry; a row of an individual event is an entry by itself.
 * Importing a corrected file again finds its people by their documents, so that nothing is registered twice.
 */
export function checkRoster(rows: readonly RosterRow[], context: RosterContext): RosterReport {
  const events = new Map(context.events.map((event) => [normaliseLabel(event.name), event]));
  const organisations = new Map(context.organisations.map((organisation) => [normaliseLabel(organisation.name), organisation]));
  const single = rows.map((row) => readRow(row, context, events, organisations));
  const groups = groupRows(single);
  const read = shareCoaches(groups, single);
  refuseDuplicates(read, context);
  refuseOtherNames(read);
  const existing = read.map((row) => (row.document === null ? [] : context.findExisting(row.document)));
  read.forEach((row, index) => {
    refuseRegisteredElsewhere(row, existing[index] ?? [], context);
  });
  for (const group of groups) refuseTeamSize(group, read);

  const claimed = new Set<string>();
  const changes = new Map<number, { change: RosterChange; columns: RosterColumn[] }>();
  const entries = groups.map((indexes) => checkEntry(indexes, read, existing, claimed, changes));
  const checkedRows = read.map((row, index): CheckedRow => {
    const result = changes.get(index) ?? { change: "refused" as const, columns: [] };
    return {
      sheet: row.source.sheet,
      row: row.source.row,
      delegationId: row.delegationId,
      eventId: row.event?.id ?? null,
      teamNumber: row.teamNumber,
      name: row.name,
      maskedDocument: row.maskedDocument,
      change: result.change,
      changedColumns: result.columns,
      refusals: row.refusals,
    };
  });
  const counts: Record<RosterChange, number> = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const entry of entries) counts[entry.change] += 1;
  return { rows: checkedRows, entries, refusals: checkedRows.flatMap((row) => row.refusals), counts };
}

/** The coaches of whom the rows give the name only, as the delegations have them. */
export function listCoachesByName(
  rows: readonly RosterRow[],
  context: Pick<RosterContext, "delegationId" | "delegations">,
): readonly CoachByName[] {
  const ignore = (): void => {};
  return rows.flatMap((row) => {
    const broken = findBrokenCells(row, ignore);
    const text = (column: RosterColumn): string => (broken.has(column) ? "" : (row.cells[column]?.text.trim() ?? ""));
    const delegationId = readDelegation(text("delegation"), true, context, ignore);
    const isNumber = row.cells.coachDocument?.type === "number";
    const { names } = readCoaches({ names: text("coach"), documents: "", isNumber }, ignore);
    return delegationId === null ? [] : names.map((name) => coachByName(delegationId, name));
  });
}

/**
 * The documents that the rows name, of people and of coaches, as far as they can be read: what has to be looked up before the rows
 * are checked.
 */
export function listDocuments(rows: readonly RosterRow[]): readonly IdentityDocument[] {
  const ignore = (): void => {};
  return rows.flatMap((row) => {
    const broken = findBrokenCells(row, ignore);
    const text = (column: RosterColumn): string => (broken.has(column) ? "" : (row.cells[column]?.text.trim() ?? ""));
    const document = readDocument(row, text, broken, ignore);
    const isNumber = row.cells.coachDocument?.type === "number";
    const coaches = readCoaches({ names: text("coach"), documents: text("coachDocument"), isNumber }, ignore);
    return [...(document === null ? [] : [document]), ...coaches.known.map(({ document }) => document)];
  });
}

/** A name of an event or organisation for comparison: width, spaces and line breaks do not count. */
export function normaliseLabel(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

/** Checks one person by himself; what other rows and entries have against him is asked by the functions below. */
export function readRow(
  source: RosterRow,
  context: RosterContext,
  events: ReadonlyMap<string, RosterEvent>,
  organisations: ReadonlyMap<string, RosterOrganisation>,
): ReadRow {
  const refusals: RosterRefusal[] = [];
  const against = (column: RosterColumn, refusal: Refusal<RosterCode>): void => {
    refusals.push(place(source, column, refusal));
  };
  const broken = findBrokenCells(source, against);
  const text = (column: RosterColumn): string => (broken.has(column) ? "" : (source.cells[column]?.text.trim() ?? ""));

  const delegationId = readDelegation(text("delegation"), broken.has("delegation"), context, against);
  const eventName = text("event");
  const event = events.get(normaliseLabel(eventName)) ?? null;
  if (eventName === "" && !broken.has("event")) against("event", { code: "event-missing" });
  else if (eventName !== "" && event === null) against("event", { code: "event-unknown", params: { event: eventName } });
  else if (event?.isCancelled) against("event", { code: "event-cancelled", params: { event: event.name } });

  const isTeam = event !== null && event.size > 1;
  const teamNumber = isTeam ? text("teamNumber").normalize("NFKC") || null : null;
  if (isTeam && teamNumber === null && !broken.has("teamNumber")) against("teamNumber", { code: "team-number-missing" });

  const name = checkName(text("name"));
  if (!name.ok && !broken.has("name")) for (const refusal of name.refusals) against("name", refusal);

  const document = readDocument(source, text, broken, against);
  if (document !== null && document.birthDate !== null && computeAge(document.birthDate, context.onDate) < context.minimumAge) {
    against("documentNumber", { code: "under-age", params: { minimum: context.minimumAge } });
  }
  // The other name is not told: a roster must not answer who stands behind a number.
  const fixedName = document === null ? null : context.findFixedName(document, delegationId);
  if (fixedName !== null && name.ok && normaliseName(fixedName) !== name.value) against("name", { code: "name-differs" });

  const organisation = (column: "employer" | "school" | "trainingOrganisation"): RosterOrganisation | null => {
    const label = text(column);
    const found = organisations.get(normaliseLabel(label)) ?? null;
    if (label !== "" && found === null) against(column, { code: "organisation-unknown", params: { organisation: label } });
    return found;
  };
  const employer = organisation("employer");
  const school = organisation("school");
  const trainingOrganisation = organisation("trainingOrganisation");
  if (school !== null && school.kind !== "school") {
    against("school", { code: "organisation-not-school", params: { organisation: school.name } });
  }
  if (event !== null && !broken.has("employer") && !broken.has("school")) {
    const mismatch = checkGroup(event.group, {
      employer: text("employer"),
      school: text("school"),
      employerKind: employer?.kind ?? null,
    });
    if (mismatch !== null) against(mismatch.column, mismatch.refusal);
  }

  const levelText = text("level");
  const level = SKILL_LEVELS.find((known) => known === levelText) ?? null;
  if (levelText !== "" && level === null) against("level", { code: "level-unknown", params: { level: levelText } });

  const phone = text("phone").normalize("NFKC").replace(/\s+/gu, "");
  if (phone !== "" && !/^\+?\d[\d-]{6,19}$/.test(phone)) against("phone", { code: "phone-format" });

  const years = readYears(text("yearsOfService"));
  if (years === undefined) against("yearsOfService", { code: "years-format", params: { highest: HIGHEST_YEARS_OF_SERVICE } });

  const coaches = readCoaches(
    {
      names: text("coach"),
      documents: text("coachDocument"),
      isNumber: source.cells.coachDocument?.type === "number",
    },
    against,
  );
  for (const coach of coaches.known) {
    const coachName = context.findFixedName(coach.document, delegationId);
    if (coachName !== null && normaliseName(coachName) !== coach.name) against("coach", { code: "name-differs" });
    if (coach.document.text === document?.text && coach.document.kind === document.kind) {
      against("coachDocument", { code: "coach-is-competitor" });
    }
  }

  const complete = refusals.length === 0 && name.ok && document !== null && event !== null;
  return {
    source,
    delegationId,
    event,
    teamNumber,
    name: normaliseName(text("name")),
    maskedDocument: maskDocument(normaliseDocument(text("documentNumber"))),
    document,
    member: complete
      ? {
          name: name.value,
          documentKind: document.kind,
          documentNumber: document.text,
          birthDate: document.birthDate,
          sex: document.sex,
          employerId: employer?.id ?? null,
          schoolId: school?.id ?? null,
          trainingOrganisationId: trainingOrganisation?.id ?? null,
          level,
          yearsOfService: years ?? null,
          phone: phone || null,
          coach: coaches.names.length > 0 ? coaches.names.join(COACH_SEPARATOR) : null,
          coaches: coaches.known,
        }
      : null,
    refusals,
  };
}

/** Of one delegation's roster: its own, whatever the column says of it; else the one that the row names. */
function readDelegation(
  label: string,
  isBroken: boolean,
  context: Pick<RosterContext, "delegationId" | "delegations">,
  against: Against,
): string | null {
  const { delegationId, delegations } = context;
  const found = delegations.find(({ name }) => normaliseLabel(name) === normaliseLabel(label)) ?? null;
  if (delegationId !== null) {
    if (label !== "" && found === null) against("delegation", { code: "delegation-other", params: { delegation: label } });
    return delegationId;
  }
  if (label === "" && !isBroken) against("delegation", { code: "delegation-missing" });
  else if (label !== "" && found === null) against("delegation", { code: "delegation-unknown", params: { delegation: label } });
  return found?.id ?? null;
}

/** "12", "12年" and blank (null); undefined for what is no whole number of years that a person can have worked. */
function readYears(text: string): number | null | undefined {
  const digits = text
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/\u5e74$/u, "");
  if (digits === "") return null;
  const years = /^\d{1,2}$/.test(digits) ? Number(digits) : null;
  return years !== null && years <= HIGHEST_YEARS_OF_SERVICE ? years : undefined;
}

type Against = (column: RosterColumn, refusal: Refusal<RosterCode>) => void;

/** Cells whose content is no content; they are refused once, and are not reported as missing as well. */
function findBrokenCells(source: RosterRow, against: Against): ReadonlySet<RosterColumn> {
  const broken = new Set<RosterColumn>();
  for (const column of ROSTER_COLUMNS) {
    const cell = source.cells[column];
    if (cell === undefined) continue;
    if (cell.type === "error") against(column, { code: "cell-error", params: { value: cell.text } });
    else if (cell.type === "uncalculated") against(column, { code: "cell-uncalculated" });
    else if (cell.type === "date") against(column, { code: "cell-date" });
    else continue;
    broken.add(column);
  }
  return broken;
}

function readDocument(
  source: RosterRow,
  text: (column: RosterColumn) => string,
  broken: ReadonlySet<RosterColumn>,
  against: Against,
): IdentityDocument | null {
  if (broken.has("documentNumber") || broken.has("documentKind")) return null;
  const kindText = text("documentKind");
  const kind = kindText === "" ? "resident-id" : (DOCUMENT_KINDS.find((known) => known === kindText) ?? null);
  if (kind === null) against("documentKind", { code: "document-kind-unknown", params: { kind: kindText } });
  const number = text("documentNumber");
  if (number === "") {
    against("documentNumber", { code: "document-missing" });
    return null;
  }
  if (hasLostDigits(kind, number, source.cells.documentNumber?.type === "number")) {
    against("documentNumber", { code: "id-stored-as-number" });
    return null;
  }
  if (kind === null) return null;
  const checked = checkDocument(kind, number);
  if (checked.ok) return checked.value;
  for (const refusal of checked.refusals) against("documentNumber", refusal);
  return null;
}

/** A spreadsheet keeps 15 digits of a number: 18 typed as a number are gone for good, and no check can bring them back. */
function hasLostDigits(kind: DocumentKind | null, number: string, isNumber: boolean): boolean {
  if (/^\d(?:\.\d+)?e\+\d+$/i.test(number)) return true;
  return isNumber && (kind === null || kind === "resident-id" || kind === "residence-permit" || number.length > 15);
}

/** Workers compete for an employer, students for a school, teachers for a school that employs them. */
function checkGroup(
  group: Group,
  row: { employer: string; school: string; employerKind: OrganisationKind | null },
): { column: RosterColumn; refusal: Refusal<RosterCode> } | null {
  const mismatch = (column: RosterColumn) => ({ column, refusal: { code: "group-mismatch" as const, params: { group } } });
  if (group === "students") {
    if (row.school !== "") return null;
    return row.employer === "" ? { column: "school", refusal: { code: "school-missing" } } : mismatch("employer");
  }
  if (row.employer === "") {
    return row.school === "" ? { column: "employer", refusal: { code: "employer-missing" } } : mismatch("school");
  }
  return group === "teachers" && row.employerKind !== null && row.employerKind !== "school" ? mismatch("employer") : null;
}

/** One person twice in the same rows: said on the second. */
export function refuseDuplicates(read: readonly ReadRow[], context: RosterContext): void {
  const seen = new Map<string, ReadRow>();
  for (const row of read) {
    if (row.document === null) continue;
    const key = `${row.document.kind} ${row.document.text}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else if (first.event?.id === row.event?.id || !allowBoth(first.event, row.event, context)) {
      const params = { sheet: first.source.sheet, row: first.source.row };
      row.refusals.push(place(row.source, "documentNumber", { code: "duplicate-in-file", params }));
    }
  }
}

/** One document with two names: of a competitor or of a coach, the first row that names it counts. */
function refuseOtherNames(read: readonly ReadRow[]): void {
  const first = new Map<string, { name: string; row: ReadRow }>();
  const compare = (row: ReadRow, name: string, document: IdentityDocument, column: RosterColumn): void => {
    const key = `${document.kind} ${document.text}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, { name, row });
    else if (known.name !== name && !row.refusals.some(({ code }) => code === "duplicate-in-file")) {
      const { sheet, row: at } = known.row.source;
      row.refusals.push(place(row.source, column, { code: "named-differently", params: { sheet, row: at } }));
    }
  };
  for (const row of read) if (row.document !== null && row.name !== "") compare(row, row.name, row.document, "name");
  for (const row of read) for (const { name, document } of row.member?.coaches ?? []) compare(row, name, document, "coach");
}

/** What entries of other delegations and other events have against the person. */
export function refuseRegisteredElsewhere(row: ReadRow, existing: readonly ExistingMember[], context: RosterContext): void {
  for (const other of existing) {
    if (other.eventId === row.event?.id) {
      if (row.delegationId !== null && other.delegationId !== row.delegationId) {
        row.refusals.push(place(row.source, "documentNumber", { code: "already-registered" }));
      }
      continue;
    }
    const event = context.events.find((candidate) => candidate.id === other.eventId) ?? null;
    if (!allowBoth(event, row.event, context)) {
      row.refusals.push(place(row.source, "documentNumber", { code: "other-event", params: { event: event?.name ?? "" } }));
    }
  }
}

/** Whether one person may stand in both events. */
function allowBoth(one: RosterEvent | null, other: RosterEvent | null, { oneEventPerPerson }: RosterContext): boolean {
  return !oneEventPerPerson || (one?.allowsOthers === true && other?.allowsOthers === true);
}

function groupRows(read: readonly ReadRow[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  read.forEach((row, index) => {
    const key =
      row.event !== null && row.teamNumber !== null ? `${row.delegationId} ${row.event.id} ${row.teamNumber}` : `row ${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  });
  return [...groups.values()];
}

/** The coaches of a team are those of all its rows, because some write them once and some beside everyone. */
function shareCoaches(groups: readonly (readonly number[])[], read: readonly ReadRow[]): readonly ReadRow[] {
  const shared = [...read];
  for (const indexes of groups) {
    const named = indexes.flatMap((index) => read[index]?.member?.coach?.split(COACH_SEPARATOR) ?? []);
    const coach = [...new Set(named)].join(COACH_SEPARATOR) || null;
    const coaches = listSharedCoaches(indexes.map((index) => read[index]?.member?.coaches ?? []));
    for (const index of indexes) {
      const row = shared[index];
      if (row === undefined || row.member === null) continue;
      // Most rows are alone and have what they share already: a second copy of each would double the memory of a large roster.
      const isSame = row.member.coach === coach && row.member.coaches.length === coaches.length && indexes.length === 1;
      if (!isSame) shared[index] = { ...row, member: { ...row.member, coach, coaches } };
    }
  }
  return shared;
}

/** Said on every row of the team, because any of them may be the one too many. */
function refuseTeamSize(indexes: readonly number[], read: readonly ReadRow[]): void {
  for (const index of indexes) {
    const row = read[index];
    if (row === undefined || row.event === null || row.teamNumber === null || indexes.length === row.event.size) continue;
    const params = { team: row.teamNumber, expected: row.event.size, found: indexes.length };
    row.refusals.push(place(row.source, "teamNumber", { code: "team-size", params }));
  }
}

function checkEntry(
  indexes: readonly number[],
  read: readonly ReadRow[],
  existing: readonly (readonly ExistingMember[])[],
  claimed: Set<string>,
  changes: Map<number, { change: RosterChange; columns: RosterColumn[] }>,
): CheckedEntry {
  const rows = indexes.flatMap((index) => read[index] ?? []);
  const delegationId = rows[0]?.delegationId ?? null;
  const event = rows[0]?.event ?? null;
  const teamNumber = rows[0]?.teamNumber ?? null;
  const own = indexes.map(
    (index) =>
      existing[index]?.find((other) => other.eventId === event?.id && other.delegationId === read[index]?.delegationId) ?? null,
  );
  const target = own.find((match) => match !== null && !claimed.has(match.entryId)) ?? null;
  const members = rows.map((row, position) => keepUnnamed(row, own[position] ?? null));
  const columnsByRow = members.map((member, position) => listChangedColumns(member, own[position] ?? null));
  const sameMembers = target !== null && own.every((match) => match?.entryId === target.entryId);
  const isChanged = !sameMembers || columnsByRow.some((columns) => columns.length > 0);

  if (isChanged) {
    rows.forEach((row, position) => {
      const match = own[position] ?? null;
      if (match === null || EDITABLE.includes(match.status)) return;
      row.refusals.push(place(row.source, "name", { code: "entry-not-editable", params: { status: match.status } }));
    });
  }
  const isRefused = rows.some((row) => row.refusals.length > 0 || row.member === null);
  if (isRefused) {
    for (const row of rows) {
      if (row.refusals.length > 0) continue;
      const params = { team: teamNumber ?? "" };
      row.refusals.push(place(row.source, "teamNumber", { code: "team-mate-refused", params }));
    }
    for (const index of indexes) changes.set(index, { change: "refused", columns: [] });
    return {
      delegationId,
      eventId: event?.id ?? null,
      teamNumber,
      entryId: null,
      change: "refused",
      rowIndexes: indexes,
      members: [],
    };
  }

  if (target !== null) claimed.add(target.entryId);
  indexes.forEach((index, position) => {
    const columns = columnsByRow[position] ?? [];
    const match = own[position] ?? null;
    const moved = match !== null && match.entryId !== target?.entryId;
    changes.set(index, {
      change: match === null ? "added" : columns.length > 0 || moved ? "changed" : "unchanged",
      columns: moved ? ["teamNumber", ...columns] : columns,
    });
  });
  return {
    delegationId,
    eventId: event?.id ?? null,
    teamNumber,
    entryId: target?.entryId ?? null,
    change: target === null ? "added" : isChanged ? "changed" : "unchanged",
    rowIndexes: indexes,
    members: members.flatMap((member) => member ?? []),
  };
}

function listChangedColumns(member: RosterMember | null, match: ExistingMember | null): RosterColumn[] {
  if (member === null || match === null) return [];
  return COMPARED.filter(([field]) => !isSame(member[field], match.member[field])).map(([, column]) => column);
}

/** What a sheet has no column for stays as it is registered. */
function keepUnnamed(row: ReadRow, match: ExistingMember | null): RosterMember | null {
  const { letters } = row.source;
  if (row.member === null || match === null || letters === undefined) return row.member;
  const kept = COMPARED.filter(([, column]) => letters[column] === undefined).map(([field]) => [field, match.member[field]]);
  return { ...row.member, ...(Object.fromEntries(kept) as Partial<RosterMember>) };
}

function isSame(one: RosterMember[keyof RosterMember], other: RosterMember[keyof RosterMember]): boolean {
  return typeof one === "object" || typeof other === "object" ? JSON.stringify(one) === JSON.stringify(other) : one === other;
}

function place(source: RosterRow, column: RosterColumn, refusal: Refusal<RosterCode>): RosterRefusal {
  const { sheet, row, cells, letters } = source;
  const letter = cells[column] === undefined ? undefined : letters?.[column];
  return { ...refusal, sheet, row, column, address: letter === undefined ? null : `${letter}${row}` };
}
