/** What other rows, entries and events have against the people of a roster. */
import { tellsBirthDate } from "#app/domain/registration/birth-date.ts";
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import { hasColumn, place } from "#app/domain/registration/roster-cells.ts";
import type { ExistingMember, RosterColumn, RosterContext, RosterEvent } from "#app/domain/registration/roster-facts.ts";
import type { ReadRow } from "#app/domain/registration/roster-row.ts";

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
export function refuseOtherNames(read: readonly ReadRow[]): void {
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

/** Of whom neither the document nor the sheet tells the date of birth, it is known from before, or it has to be stated. */
export function refuseUnknownBirthDate(row: ReadRow, existing: readonly ExistingMember[]): void {
  const { document, source } = row;
  if (document === null || tellsBirthDate(document.kind, document.text) || hasColumn(source, "birthDate")) return;
  if (existing.some(({ member }) => member.birthDate !== null)) return;
  row.refusals.push(place(source, "birthDate", { code: "birth-date-needed" }));
}

/** Said on every row of the team, because any of them may be the one too many. */
export function refuseTeamSize(indexes: readonly number[], read: readonly ReadRow[]): void {
  for (const index of indexes) {
    const row = read[index];
    if (row === undefined || row.event === null || row.teamNumber === null || indexes.length === row.event.size) continue;
    const params = { team: row.teamNumber, expected: row.event.size, found: indexes.length };
    row.refusals.push(place(row.source, "teamNumber", { code: "team-size", params }));
  }
}

/** Whether one person may stand in both events. */
function allowBoth(one: RosterEvent | null, other: RosterEvent | null, { oneEventPerPerson }: RosterContext): boolean {
  return !oneEventPerPerson || (one?.allowsOthers === true && other?.allowsOthers === true);
}
