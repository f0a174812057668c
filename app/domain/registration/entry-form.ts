/** One entry as typed into its page: every person passes the check of a roster's row, and then what only the page asks. */
import { tellsBirthDate } from "#app/domain/registration/birth-date.ts";
import { checkDocument, DOCUMENT_KINDS, type DocumentCode, type DocumentKind } from "#app/domain/registration/document.ts";
import { checkName, type NameCode } from "#app/domain/registration/name.ts";
import { normaliseLabel } from "#app/domain/registration/roster-cells.ts";
import { refuseDuplicates, refuseRegisteredElsewhere } from "#app/domain/registration/roster-conflicts.ts";
import type {
  RosterCode,
  RosterColumn,
  RosterContext,
  RosterEvent,
  RosterMember,
  RosterRow,
} from "#app/domain/registration/roster-facts.ts";
import { type ReadRow, readRow } from "#app/domain/registration/roster-row.ts";
import { computeMostYearsOfService, HIGHEST_YEARS_OF_SERVICE } from "#app/domain/registration/years-of-service.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

/** A person as typed; all texts, empty where nothing was typed. */
export type TypedMember = {
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  /** YYYY-MM-DD, beside a document that tells none. */
  readonly birthDate: string;
  readonly phone: string;
  /** A level's code. */
  readonly level: string;
  readonly years: string;
  /** Organisations by their full names. */
  readonly employer: string;
  readonly school: string;
  readonly trainingOrganisation: string;
  /** A region's code. */
  readonly residence: string;
};

/** A coach; the document may be left out. */
export type TypedCoach = { readonly name: string; readonly documentKind: string; readonly documentNumber: string };

/** The names of the form's fields, by what stands in them. */
export const MEMBER_FIELDS = {
  name: "names",
  documentKind: "documentKinds",
  documentNumber: "documentNumbers",
  birthDate: "birthDates",
  phone: "phones",
  level: "levels",
  years: "years",
  employer: "employers",
  school: "schools",
  trainingOrganisation: "trainers",
  residence: "residences",
} as const satisfies Readonly<Record<keyof TypedMember, string>>;
export const COACH_FIELDS = { name: "coachNames", documentKind: "coachKinds", documentNumber: "coachNumbers" } as const;

export const ENTRY_FORM_REFUSALS = ["entry-empty", "duplicate-in-entry", "in-other-own-entry", "years-malformed"] as const;
export type EntryFormCode = RosterCode | NameCode | DocumentCode | (typeof ENTRY_FORM_REFUSALS)[number];

export type EntryMemberFacts = RosterMember & {
  /** As stated; null where the document tells it. */
  readonly statedBirthDate: string | null;
  readonly yearsOfService: number | null;
};
export type EntryCoachFacts = {
  readonly name: string;
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null;
};

export type CheckedEntryForm = {
  /** Each names its field as `field`: "names.0". */
  readonly refusals: readonly Refusal<EntryFormCode>[];
  /** Those without a reason against them, in the order of the form. */
  readonly members: readonly EntryMemberFacts[];
  readonly coaches: readonly EntryCoachFacts[];
};

/** A roster's column of coaches is not used here: they have fields of their own. */
const COLUMNS: readonly (keyof TypedMember & RosterColumn)[] = [
  "name",
  "documentKind",
  "documentNumber",
  "birthDate",
  "employer",
  "school",
  "trainingOrganisation",
  "residence",
  "level",
  "phone",
];

/**
 * Checks one entry. People whose row is empty are left out: the entry is a draft until all are there.
 * @param entryId the entry that is changed; null for a new one
 */
export function checkEntryForm(
  input: {
    readonly event: RosterEvent;
    readonly entryId: string | null;
    readonly members: readonly TypedMember[];
    readonly coaches: readonly TypedCoach[];
  },
  context: RosterContext,
): CheckedEntryForm {
  const events = new Map([[normaliseLabel(input.event.name), input.event]]);
  const organisations = new Map(context.organisations.map((organisation) => [normaliseLabel(organisation.name), organisation]));
  const filled = input.members.map((member, index) => ({ member, index })).filter(({ member }) => !isBlank(member));
  const read = filled.map(({ member, index }) => readRow(toRow(member, index, input.event), context, events, organisations));
  refuseDuplicates(read, context);
  for (const row of read) {
    const existing = row.document === null ? [] : context.findExisting(row.document);
    refuseRegisteredElsewhere(row, existing, context);
  }
  const refusals: Refusal<EntryFormCode>[] = [];
  if (filled.length === 0) refusals.push({ code: "entry-empty", params: { field: "names.0" } });
  const members = filled.flatMap(({ member, index }, position) => {
    const row = read[position];
    return row === undefined ? [] : checkMember({ row, member, index, entryId: input.entryId }, context, refusals);
  });
  return { refusals, members, coaches: checkCoaches(input.coaches, refusals) };
}

/** The rows of a form, for looking up whom its documents belong to. */
export function toRosterRows(members: readonly TypedMember[], event: Pick<RosterEvent, "name">): readonly RosterRow[] {
  return members.map((member, index) => toRow(member, index, event));
}

function isBlank(member: TypedMember): boolean {
  return Object.entries(member).every(([key, text]) => key === "documentKind" || text.trim() === "");
}

function toRow(member: TypedMember, index: number, event: Pick<RosterEvent, "name">): RosterRow {
  const cell = (text: string) => ({ text, type: "text" as const });
  const cells = Object.fromEntries(COLUMNS.map((column) => [column, cell(member[column])]));
  return { sheet: "", row: index + 1, cells: { ...cells, event: cell(event.name), teamNumber: cell("1") } };
}

function checkMember(
  asked: { readonly row: ReadRow; readonly member: TypedMember; readonly index: number; readonly entryId: string | null },
  context: RosterContext,
  refusals: Refusal<EntryFormCode>[],
): readonly EntryMemberFacts[] {
  const { row, member, index, entryId } = asked;
  const before = refusals.length;
  const against = (field: keyof TypedMember, refusal: Refusal<EntryFormCode>) =>
    void refusals.push({ ...refusal, params: { ...refusal.params, field: `${MEMBER_FIELDS[field]}.${index}` } });
  for (const { code, params, column } of row.refusals) {
    const field = COLUMNS.find((known) => known === column) ?? "name";
    if (code === "duplicate-in-file") against(field, { code: "duplicate-in-entry", params: { position: Number(params?.row) } });
    else against(field, params ? { code, params } : { code });
  }
  const own = row.document === null ? [] : context.findExisting(row.document);
  const isTaken = own.some(
    (other) => other.eventId === row.event?.id && other.delegationId === context.delegationId && other.entryId !== entryId,
  );
  if (isTaken) against("documentNumber", { code: "in-other-own-entry" });

  const years = member.years.normalize("NFKC").trim();
  const isNumber = /^\d{1,2}$/.test(years) && Number(years) <= HIGHEST_YEARS_OF_SERVICE;
  if (years !== "" && !isNumber) against("years", { code: "years-malformed", params: { most: HIGHEST_YEARS_OF_SERVICE } });
  const most = row.birthDate === null ? HIGHEST_YEARS_OF_SERVICE : computeMostYearsOfService(row.birthDate, context.onDate);
  if (isNumber && Number(years) > most) against("years", { code: "years-beyond-age", params: { most } });
  if (row.member === null || refusals.length > before) return [];
  const statedBirthDate = tellsBirthDate(row.member.documentKind, row.member.documentNumber) ? null : row.member.birthDate;
  return [{ ...row.member, statedBirthDate, yearsOfService: isNumber ? Number(years) : null }];
}

function checkCoaches(coaches: readonly TypedCoach[], refusals: Refusal<EntryFormCode>[]): readonly EntryCoachFacts[] {
  return coaches.flatMap(({ name: typed, documentKind, documentNumber }, index): readonly EntryCoachFacts[] => {
    if (typed.trim() === "" && documentNumber.trim() === "") return [];
    const against = (field: keyof TypedCoach, { code, params }: Refusal<EntryFormCode>) =>
      void refusals.push({ code, params: { ...params, field: `${COACH_FIELDS[field]}.${index}` } });
    const name = checkName(typed);
    if (!name.ok) for (const refusal of name.refusals) against("name", refusal);
    const kind = DOCUMENT_KINDS.find((known) => known === documentKind) ?? "resident-id";
    const document = documentNumber.trim() === "" ? null : checkDocument(kind, documentNumber);
    if (document && !document.ok) for (const refusal of document.refusals) against("documentNumber", refusal);
    if (!name.ok || (document && !document.ok)) return [];
    return [{ name: name.value, document: document ? { kind, number: document.value.text } : null }];
  });
}
