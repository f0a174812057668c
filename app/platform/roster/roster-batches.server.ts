/** What an import writes, made of a checked roster: people sealed, entries numbered, everything in batches that a database takes in a moment. */
import { tellsBirthDate } from "#app/domain/registration/birth-date.ts";
import { coachByName, splitCoachNames } from "#app/domain/registration/coach-by-name.ts";
import type { CheckedEntry, RosterMember } from "#app/domain/registration/roster-facts.ts";
import { computeRosterNumber } from "#app/domain/registration/roster-number.ts";
import type { RosterFrame } from "#app/domain/registration/roster-people.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { type PersonData, resealPerson, sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { KnownPerson } from "#app/platform/roster/sealed-people.server.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type RosterBatch = {
  readonly people: { id: string; documentHash: string; sealed: Bytes }[];
  readonly keys: { personId: string; wrapped: Bytes }[];
  /** Changed data under the key that the person has. */
  readonly resealed: { id: string; sealed: Bytes }[];
  /** People whose key was erased and who register again. */
  readonly rekeyed: { id: string; sealed: Bytes; wrapped: Bytes }[];
  readonly entries: { id: string; eventId: string; delegationId: string; rosterNumber: string }[];
  readonly changed: { id: string }[];
  readonly members: ReturnType<typeof makeMember>[];
  readonly coaches: { id: string; entryId: string; personId: string; position: number }[];
};

export type TakenNumber = { readonly delegationId: string; readonly eventId: string; readonly rosterNumber: string };

export type RosterSource = {
  readonly keys: Keys;
  readonly frame: RosterFrame;
  /** By the keyed hash of the document. */
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly changes: readonly CheckedEntry[];
  /** Numbers that entries have already, withdrawn ones too. */
  readonly taken: readonly TakenNumber[];
};

/** The known people of the changed entries by delegation: they leave the open entries that they stand in now. */
export function listLeaving({ keys, people, changes }: Omit<RosterSource, "taken">): ReadonlyMap<string, readonly string[]> {
  const leaving = new Map<string, string[]>();
  for (const { delegationId, members } of changes) {
    for (const { documentKind, documentNumber } of members) {
      const person = people.get(keys.hashDocument(documentKind, documentNumber));
      if (person === undefined || delegationId === null) continue;
      const of = leaving.get(delegationId);
      if (of === undefined) leaving.set(delegationId, [person.id]);
      else of.push(person.id);
    }
  }
  return leaving;
}

/** @param size how many entries make a batch */
export function* makeBatches(source: RosterSource, size: number): Generator<RosterBatch> {
  const { changes } = source;
  const store = startPeople(source);
  const taken = new Map<string, Set<string>>();
  for (const { delegationId, eventId, rosterNumber } of source.taken) {
    const key = `${delegationId} ${eventId}`;
    taken.set(key, (taken.get(key) ?? new Set()).add(rosterNumber));
  }
  const regions = new Map(source.frame.organisations.map(({ id, regionCode }) => [id, regionCode]));
  const delegations = new Map(source.frame.delegations.map(({ id, regionCode }) => [id, regionCode]));
  for (let start = 0; start < changes.length; start += size) {
    const batch = makeEmptyBatch();
    for (const change of changes.slice(start, start + size)) {
      const { eventId, delegationId, members } = change;
      if (eventId === null || delegationId === null)
        throw new Error("An entry that was not refused has an event and a delegation.");
      const id = change.entryId ?? newId();
      if (change.entryId === null) {
        const key = `${delegationId} ${eventId}`;
        const numbers = taken.get(key) ?? new Set<string>();
        const rosterNumber = computeRosterNumber(numbers, change.teamNumber);
        taken.set(key, numbers.add(rosterNumber));
        batch.entries.push({ id, eventId, delegationId, rosterNumber });
      } else batch.changed.push({ id });
      members.forEach((member, index) => {
        const personId = store(batch, toPerson(member), true);
        const delegationRegion = delegations.get(delegationId) ?? "";
        batch.members.push(makeMember(member, { entryId: id, personId, position: index + 1, regions, delegationRegion }));
      });
      const coachIds = listCoaches(members[0], delegationId).map((coach) => store(batch, coach, false));
      [...new Set(coachIds)].forEach((personId, index) => {
        batch.coaches.push({ id: newId(), entryId: id, personId, position: index + 1 });
      });
    }
    yield batch;
  }
}

/** In the order of their names: each by his document, or by his name in the delegation. */
function listCoaches(member: RosterMember | undefined, delegationId: string): readonly PersonData[] {
  const known = [...(member?.coaches ?? [])];
  return splitCoachNames(member?.coach ?? "").map((name) => {
    const at = known.findIndex((coach) => coach.name === name);
    const [coach] = at < 0 ? [] : known.splice(at, 1);
    if (coach === undefined) return { ...coachByName(delegationId, name), telephone: "" };
    const { kind: documentKind, text: documentNumber } = coach.document;
    return { name, documentKind, documentNumber, telephone: "" };
  });
}

function makeEmptyBatch(): RosterBatch {
  return { people: [], keys: [], resealed: [], rekeyed: [], entries: [], changed: [], members: [], coaches: [] };
}

/** Finds or adds each person once, and brings the data up to date; a coach's telephone is not the roster's to change. */
function startPeople({ keys, people }: RosterSource) {
  const stored = new Map<string, { id: string; wrapped: Uint8Array; telephone: string; birthDate: string | null }>();
  return (batch: RosterBatch, data: PersonData, isCompetitor: boolean): string => {
    const documentHash = keys.hashDocument(data.documentKind, data.documentNumber);
    const seen = stored.get(documentHash);
    if (seen !== undefined) {
      const birthDate = data.birthDate ?? seen.birthDate;
      if (!isCompetitor || (seen.telephone === data.telephone && seen.birthDate === birthDate)) return seen.id;
      batch.resealed.push({ id: seen.id, sealed: resealPerson(keys, seen.wrapped, { ...data, birthDate }) });
      Object.assign(seen, { telephone: data.telephone, birthDate });
      return seen.id;
    }
    const known = people.get(documentHash);
    if (known === undefined || known.wrapped === null) {
      const id = known?.id ?? newId();
      const { sealed, wrapped } = sealPerson(keys, data);
      if (known === undefined) {
        batch.people.push({ id, documentHash, sealed });
        batch.keys.push({ personId: id, wrapped });
      } else batch.rekeyed.push({ id, sealed, wrapped });
      stored.set(documentHash, { id, wrapped, telephone: data.telephone, birthDate: data.birthDate ?? null });
      return id;
    }
    const telephone = isCompetitor ? data.telephone : known.telephone;
    const birthDate = data.birthDate ?? known.birthDate;
    if (known.name !== data.name || known.telephone !== telephone || known.birthDate !== birthDate) {
      batch.resealed.push({ id: known.id, sealed: resealPerson(keys, known.wrapped, { ...data, telephone, birthDate }) });
    }
    stored.set(documentHash, { id: known.id, wrapped: known.wrapped, telephone, birthDate });
    return known.id;
  };
}

function toPerson({ name, documentKind, documentNumber, phone, birthDate }: RosterMember): PersonData {
  const stated = tellsBirthDate(documentKind, documentNumber) ? null : birthDate;
  return { name, documentKind, documentNumber, telephone: phone ?? "", birthDate: stated };
}

/** Relations and regions as registered; acceptance freezes them. */
function makeMember(
  member: RosterMember,
  of: {
    readonly entryId: string;
    readonly personId: string;
    readonly position: number;
    readonly regions: ReadonlyMap<string, string>;
    readonly delegationRegion: string;
  },
) {
  const regionOf = (id: string | null) => (id === null ? null : (of.regions.get(id) ?? null));
  return {
    id: newId(),
    entryId: of.entryId,
    personId: of.personId,
    position: of.position,
    levelHeld: member.level,
    yearsOfService: member.yearsOfService,
    residenceRegion: member.residenceRegion,
    employerId: member.employerId,
    employerRegion: regionOf(member.employerId),
    schoolId: member.schoolId,
    schoolRegion: regionOf(member.schoolId),
    trainingOrganisationId: member.trainingOrganisationId,
    trainingRegion: regionOf(member.trainingOrganisationId),
    delegationRegion: of.delegationRegion,
  };
}
