/** Takes in a delegation's roster from a file: first a preview that stores nothing, then exactly what was previewed (DOMAIN 3). */
import {
  type CheckedEntry,
  checkRoster,
  type RosterChange,
  type RosterColumn,
  type RosterMember,
  type RosterRefusal,
  type RosterReport,
  type RosterRow,
} from "#app/domain/registration/roster.ts";
import { computeRosterNumber } from "#app/domain/registration/roster-number.ts";
import { checkWindow } from "#app/domain/registration/window.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { resealPerson, sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type FileRefusal, readRoster } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRosterContext, OPEN_STATUSES, type RosterLookup } from "#app/queries/registration/get-roster-context.server.ts";

export type ImportInput = {
  readonly delegationId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The digest of the preview that is confirmed; null asks for a preview. */
  readonly digest: string | null;
};

/** One row as the preview shows it: documents masked. */
export type PreviewRow = {
  readonly sheet: string;
  readonly row: number;
  readonly eventName: string | null;
  readonly eventNameEn: string | null;
  readonly teamNumber: string | null;
  readonly name: string;
  readonly maskedDocument: string;
  readonly change: RosterChange;
  readonly changedColumns: readonly RosterColumn[];
};

export type RosterPreview = {
  readonly kind: "preview";
  readonly fileName: string;
  /** Names this file and what it would do now; what confirms it. */
  readonly digest: string;
  /** Entries, not rows. */
  readonly counts: Readonly<Record<RosterChange, number>>;
  readonly rows: readonly PreviewRow[];
  /** Why rows are refused, each with its place; the import can only be confirmed when there is none. */
  readonly refusals: readonly RosterRefusal[];
  /** Why nothing can be stored at all: registration is closed, or its deadline has passed. */
  readonly blocked: readonly Refusal[];
};

export type RosterImported = {
  readonly kind: "imported";
  readonly fileName: string;
  readonly counts: Readonly<Record<RosterChange, number>>;
};

/**
 * Without a digest: what the file would do. With the digest of that preview: does it, all or nothing. New entries are drafts;
 * a changed entry that was handed in becomes a draft again, because nobody has reviewed what it says now.
 * Refusals of the file as a whole carry `sheet` and `row` as params where they have a place.
 */
export async function importRoster(
  runtime: Runtime,
  actor: Actor,
  input: ImportInput,
): Promise<Decision<RosterPreview | RosterImported>> {
  const { delegationId, fileName, digest } = input;
  const file = await readRoster(input.bytes);
  if (!file.ok) return refuse(...file.refusals.map(placeInParams));
  const fileDigest = sha256(`${delegationId} ${Buffer.from(input.bytes).toString("base64")}`);
  const prepare = (tables: Tables) => prepareImport(tables, runtime, { delegationId, fileDigest, rows: file.value });
  if (digest === null) {
    const prepared = await prepare(runtime.database.read);
    return allow(makePreview(fileName, prepared));
  }
  if (!digest.startsWith(fileDigest)) return refuse({ code: "file-not-previewed" });
  return runtime.database.write(async ({ tables, audit }) => {
    const prepared = await prepare(tables);
    const { lookup, report, blocked } = prepared;
    if (digest !== prepared.digest) return refuse({ code: "preview-outdated" });
    if (blocked.length > 0) return refuse(...blocked);
    if (report.refusals.length > 0) return refuse({ code: "rows-refused", params: { count: report.counts.refused } });
    const changes = report.entries.filter(({ change }) => change === "added" || change === "changed");
    if (changes.length === 0) return refuse({ code: "roster-unchanged" });
    const stored = await storeEntries(tables, runtime, { delegationId, lookup, changes });
    await audit({
      chain: lookup.competitionId,
      actorId: actor.userId,
      act: "import-roster",
      objectKind: "delegation",
      objectId: delegationId,
      payload: { file: fileDigest, ...stored },
    });
    return allow<RosterImported>({ kind: "imported", fileName, counts: report.counts });
  });
}

type Prepared = {
  readonly lookup: RosterLookup;
  readonly report: RosterReport;
  readonly blocked: readonly Refusal[];
  readonly digest: string;
};

async function prepareImport(
  tables: Tables,
  runtime: Runtime,
  input: { readonly delegationId: string; readonly fileDigest: string; readonly rows: readonly RosterRow[] },
): Promise<Prepared> {
  const lookup = await getRosterContext(tables, runtime.keys, input);
  const report = checkRoster(input.rows, lookup.context);
  const targets = await tables.entry.findMany({
    where: { delegationId: input.delegationId, status: "returned" },
    select: { id: true },
  });
  const returned = new Set(targets.map(({ id }) => id));
  const window = {
    phase: lookup.phase,
    closesAt: lookup.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
  const changing = report.entries.filter(({ change }) => change === "added" || change === "changed");
  const reasons = changing.flatMap(({ entryId }) =>
    checkWindow(window, entryId !== null && returned.has(entryId) ? "returned" : null),
  );
  // The same reason for every entry of the file is one reason.
  const blocked = [...new Map(reasons.map((refusal) => [refusal.code, refusal])).values()];
  const plan = JSON.stringify([
    report.entries.map(({ members: _members, ...entry }) => entry),
    report.rows.map(({ change, changedColumns }) => [change, changedColumns]),
    report.refusals.map(({ code, row, column }) => [code, row, column]),
  ]);
  return { lookup, report, blocked, digest: `${input.fileDigest}-${sha256(plan)}` };
}

function makePreview(fileName: string, { lookup, report, blocked, digest }: Prepared): RosterPreview {
  return {
    kind: "preview",
    fileName,
    digest,
    counts: report.counts,
    rows: report.rows.map(({ refusals: _refusals, eventId, ...row }) => {
      const event = eventId === null ? null : (lookup.eventNames.get(eventId) ?? null);
      return { ...row, eventName: event?.name ?? null, eventNameEn: event?.nameEn ?? null };
    }),
    refusals: report.refusals,
    blocked,
  };
}

function placeInParams({ code, params, sheet, row }: FileRefusal): Refusal {
  return { code, params: { ...params, ...(sheet === null ? {} : { sheet }), ...(row === null ? {} : { row }) } };
}

type Stored = { readonly added: string[]; readonly changed: string[]; readonly left: string[] };

/** Writes the added and changed entries; answers the ids of these, and of entries that lost a member to one of them. */
async function storeEntries(
  tables: Tables,
  runtime: Runtime,
  input: { readonly delegationId: string; readonly lookup: RosterLookup; readonly changes: readonly CheckedEntry[] },
): Promise<Stored> {
  const { delegationId, lookup, changes } = input;
  const now = runtime.clock.now();
  const personIds = await storePeople(
    tables,
    runtime,
    lookup,
    changes.flatMap(({ members }) => members),
  );
  const idOf = (member: RosterMember) => personIds.get(hashOf(runtime, member)) ?? "";
  const targets = new Set(changes.flatMap(({ entryId }) => entryId ?? []));
  const left = await detachMembers(tables, { delegationId, personIds: [...personIds.values()], targets, now });

  const existing = await tables.entry.findMany({ where: { delegationId }, select: { eventId: true, rosterNumber: true } });
  const taken = new Map<string, Set<string>>();
  for (const { eventId, rosterNumber } of existing) {
    taken.set(eventId, (taken.get(eventId) ?? new Set()).add(rosterNumber));
  }
  const stored: Stored = { added: [], changed: [], left };
  const members: ReturnType<typeof makeMember>[] = [];
  for (const { entryId, eventId, teamNumber, members: people } of changes) {
    if (eventId === null) throw new Error("An entry that was not refused has an event.");
    const coach = people[0]?.coach ?? "";
    const id = entryId ?? newId();
    if (entryId === null) {
      const numbers = taken.get(eventId) ?? new Set<string>();
      const rosterNumber = computeRosterNumber(numbers, teamNumber);
      taken.set(eventId, numbers.add(rosterNumber));
      await tables.entry.create({
        data: { id, eventId, delegationId, rosterNumber, coach, status: "draft", eligible: true, createdAt: now, updatedAt: now },
      });
      stored.added.push(id);
    } else {
      await tables.entry.update({ where: { id }, data: { coach, updatedAt: now } });
      stored.changed.push(id);
    }
    members.push(...people.map((member, index) => makeMember(lookup, id, idOf(member), index + 1, member)));
  }
  await takeBack(tables, [...targets]);
  for (const part of chunk(members)) await tables.entryMember.createMany({ data: part });
  return stored;
}

/** Takes the people out of the entries that the import may change; an entry left without anyone is withdrawn. */
async function detachMembers(
  tables: Tables,
  input: {
    readonly delegationId: string;
    readonly personIds: readonly string[];
    readonly targets: ReadonlySet<string>;
    readonly now: Date;
  },
): Promise<string[]> {
  const leftIds = new Set<string>();
  for (const part of chunk(input.personIds)) {
    const where = {
      personId: { in: part },
      entry: { delegationId: input.delegationId, status: { in: [...OPEN_STATUSES] } },
    };
    const memberships = await tables.entryMember.findMany({ where, select: { entryId: true } });
    for (const { entryId } of memberships) if (!input.targets.has(entryId)) leftIds.add(entryId);
    await tables.entryMember.deleteMany({ where });
  }
  for (const part of chunk([...input.targets])) await tables.entryMember.deleteMany({ where: { entryId: { in: part } } });
  const left = [...leftIds];
  await takeBack(tables, left);
  for (const part of chunk(left)) {
    await tables.entry.updateMany({ where: { id: { in: part } }, data: { updatedAt: input.now } });
    await tables.entry.updateMany({ where: { id: { in: part }, members: { none: {} } }, data: { status: "withdrawn" } });
  }
  return left;
}

/** What was handed in and changed since is a draft again. */
async function takeBack(tables: Tables, entryIds: readonly string[]): Promise<void> {
  for (const part of chunk(entryIds)) {
    await tables.entry.updateMany({
      where: { id: { in: part }, status: "submitted" },
      data: { status: "draft", submittedAt: null, submittedById: null },
    });
  }
}

/** Finds or adds the people, and brings their data up to date; answers their ids by the keyed hash of their document. */
async function storePeople(
  tables: Tables,
  runtime: Runtime,
  lookup: RosterLookup,
  members: readonly RosterMember[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const people = [];
  const keys = [];
  for (const member of members) {
    const documentHash = hashOf(runtime, member);
    const data = {
      name: member.name,
      documentKind: member.documentKind,
      documentNumber: member.documentNumber,
      telephone: member.phone ?? "",
    };
    const known = lookup.people.get(documentHash);
    const id = known?.id ?? newId();
    ids.set(documentHash, id);
    if (known === undefined) {
      const { sealed, wrapped } = sealPerson(runtime.keys, data);
      people.push({ id, documentHash, sealed, createdAt: runtime.clock.now() });
      keys.push({ personId: id, wrapped });
    } else if (known.key === null) {
      const { sealed, wrapped } = sealPerson(runtime.keys, data);
      await tables.person.update({ where: { id }, data: { sealed, key: { create: { wrapped } } } });
    } else if (known.name !== data.name || known.telephone !== data.telephone) {
      await tables.person.update({
        where: { id },
        data: { sealed: resealPerson(runtime.keys, known.key.wrapped, { ...data, birthDate: known.birthDate }) },
      });
    }
  }
  for (const part of chunk(people)) await tables.person.createMany({ data: part });
  for (const part of chunk(keys)) await tables.personKey.createMany({ data: part });
  return ids;
}

function hashOf(runtime: Runtime, { documentKind, documentNumber }: RosterMember): string {
  return runtime.keys.hashDocument(documentKind, documentNumber);
}

/** Relations and regions as registered; acceptance freezes them. */
function makeMember(lookup: RosterLookup, entryId: string, personId: string, position: number, member: RosterMember) {
  const regionOf = (id: string | null) =>
    lookup.context.organisations.find((organisation) => organisation.id === id)?.regionCode ?? null;
  return {
    id: newId(),
    entryId,
    personId,
    position,
    levelHeld: member.level,
    employerId: member.employerId,
    employerRegion: regionOf(member.employerId),
    schoolId: member.schoolId,
    schoolRegion: regionOf(member.schoolId),
    trainingOrganisationId: member.trainingOrganisationId,
    trainingRegion: regionOf(member.trainingOrganisationId),
    delegationRegion: lookup.delegationRegion,
  };
}
