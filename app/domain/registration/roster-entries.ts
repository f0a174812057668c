/** The entries that the rows of a roster make together, and what an import would change of those that are registered. */
import { COACH_SEPARATOR } from "#app/domain/registration/coach-by-name.ts";
import { hasColumn, place } from "#app/domain/registration/roster-cells.ts";
import { listSharedCoaches } from "#app/domain/registration/roster-coaches.ts";
import type {
  CheckedEntry,
  ExistingMember,
  RosterChange,
  RosterColumn,
  RosterMember,
} from "#app/domain/registration/roster-facts.ts";
import type { ReadRow } from "#app/domain/registration/roster-row.ts";
import type { RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

/** Entries in these states still belong to the team leader; later ones changed hands and need another act. */
const EDITABLE: readonly RegistrationStatus[] = ["draft", "submitted", "returned"];

/** What may be changed by importing again, with the column in which it stands. */
const COMPARED: readonly (readonly [keyof RosterMember, RosterColumn])[] = [
  ["name", "name"],
  ["birthDate", "birthDate"],
  ["employerId", "employer"],
  ["schoolId", "school"],
  ["trainingOrganisationId", "trainingOrganisation"],
  ["residenceRegion", "residence"],
  ["level", "level"],
  ["yearsOfService", "yearsOfService"],
  ["phone", "phone"],
  ["coach", "coach"],
  ["coaches", "coachDocument"],
];

/** Positions of the rows that make one entry together: of a team by its number, of an individual event each by itself. */
export function groupRows(read: readonly ReadRow[]): readonly (readonly number[])[] {
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
export function shareCoaches(groups: readonly (readonly number[])[], read: readonly ReadRow[]): readonly ReadRow[] {
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

/**
 * What an import would do with one entry, written into `changes` by the position of its rows; a row of a refused entry that has nothing
 * against it is refused with the others.
 * @param claimed ids of registered entries that an entry of this file has taken already
 */
export function checkEntry(
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
  if (row.member === null || match === null) return row.member;
  const kept = COMPARED.filter(([, column]) => !hasColumn(row.source, column)).map(([field]) => [field, match.member[field]]);
  return { ...row.member, ...(Object.fromEntries(kept) as Partial<RosterMember>) };
}

function isSame(one: RosterMember[keyof RosterMember], other: RosterMember[keyof RosterMember]): boolean {
  return typeof one === "object" || typeof other === "object" ? JSON.stringify(one) === JSON.stringify(other) : one === other;
}
