/** A roster read from a file: what each row says, every reason against it by row and column, and what an import would change. */
import { type CoachByName, coachByName } from "#app/domain/registration/coach-by-name.ts";
import type { IdentityDocument } from "#app/domain/registration/document.ts";
import { findBrokenCells, normaliseLabel, readDelegation, readDocument } from "#app/domain/registration/roster-cells.ts";
import { readCoaches } from "#app/domain/registration/roster-coaches.ts";
import {
  refuseDuplicates,
  refuseOtherNames,
  refuseRegisteredElsewhere,
  refuseTeamSize,
  refuseUnknownBirthDate,
} from "#app/domain/registration/roster-conflicts.ts";
import { checkEntry, groupRows, shareCoaches } from "#app/domain/registration/roster-entries.ts";
import type {
  CheckedRow,
  RosterChange,
  RosterColumn,
  RosterContext,
  RosterReport,
  RosterRow,
} from "#app/domain/registration/roster-facts.ts";
import { readRow } from "#app/domain/registration/roster-row.ts";

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
    refuseUnknownBirthDate(row, existing[index] ?? []);
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
