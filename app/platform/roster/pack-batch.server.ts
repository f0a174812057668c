/** A batch of an import as it crosses over to the database: texts of whole lists, so that nothing is left to be put together there. */
import { type BulkTable, toBulkJson } from "#app/platform/db/bulk.server.ts";
import type { RosterBatch } from "#app/platform/roster/roster-batches.server.ts";

/** The rows of one table, as a list in JSON. */
export type PackedRows = { readonly table: BulkTable; readonly json: Uint8Array };

export type PackedBatch = {
  /** In this order: what refers to another row comes after it. */
  readonly inserts: readonly PackedRows[];
  readonly updates: readonly PackedRows[];
  readonly addedIds: readonly string[];
  readonly changedIds: readonly string[];
  readonly members: number;
};

const PERSON: BulkTable = { name: "Person", columns: { id: "text", documentHash: "text", sealed: "bytes", createdAt: "time" } };
const PERSON_KEY: BulkTable = { name: "PersonKey", columns: { personId: "text", wrapped: "bytes" } };
const ENTRY: BulkTable = {
  name: "Entry",
  columns: {
    id: "text",
    eventId: "text",
    delegationId: "text",
    rosterNumber: "text",
    status: "text",
    eligible: "boolean",
    createdAt: "time",
    updatedAt: "time",
  },
};
const ENTRY_MEMBER: BulkTable = {
  name: "EntryMember",
  columns: {
    id: "text",
    entryId: "text",
    personId: "text",
    position: "integer",
    levelHeld: "text",
    yearsOfService: "integer",
    residenceRegion: "text",
    employerId: "text",
    employerRegion: "text",
    schoolId: "text",
    schoolRegion: "text",
    trainingOrganisationId: "text",
    trainingRegion: "text",
    delegationRegion: "text",
  },
};
const ENTRY_COACH: BulkTable = {
  name: "EntryCoach",
  columns: { id: "text", entryId: "text", personId: "text", position: "integer" },
};
const SEALED_PERSON: BulkTable = { name: "Person", columns: { sealed: "bytes" } };
const CHANGED_ENTRY: BulkTable = { name: "Entry", columns: { updatedAt: "time" } };

/** @param at when the batch is stored */
export function packBatch(batch: RosterBatch, at: Date): PackedBatch {
  const { people, keys, resealed, rekeyed, entries, changed, members, coaches } = batch;
  const newEntries = entries.map((entry) => ({ ...entry, status: "draft", eligible: true, createdAt: at, updatedAt: at }));
  const newKeys = [...keys, ...rekeyed.map(({ id, wrapped }) => ({ personId: id, wrapped }))];
  return {
    inserts: [
      ...pack(
        PERSON,
        people.map((person) => ({ ...person, createdAt: at })),
      ),
      ...pack(PERSON_KEY, newKeys),
      ...pack(ENTRY, newEntries),
      ...pack(ENTRY_MEMBER, members),
      ...pack(ENTRY_COACH, coaches),
    ],
    updates: [
      ...pack(
        SEALED_PERSON,
        rekeyed.map(({ id, sealed }) => ({ id, sealed })),
      ),
      // Someone whose data change twice is stored as he is in the end.
      ...pack(SEALED_PERSON, [...new Map(resealed.map((person) => [person.id, person])).values()]),
      ...pack(
        CHANGED_ENTRY,
        changed.map((entry) => ({ ...entry, updatedAt: at })),
      ),
    ],
    addedIds: entries.map(({ id }) => id),
    changedIds: changed.map(({ id }) => id),
    members: members.length,
  };
}

function pack(table: BulkTable, rows: readonly object[]): PackedRows[] {
  return rows.length === 0 ? [] : [{ table, json: toBulkJson(rows) }];
}
