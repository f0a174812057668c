/** Adds or changes one entry as its page has it: the same check as the import's, one entry at a time (DOMAIN 3). */
import { coachByName, NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import {
  checkEntryForm,
  type EntryMemberFacts,
  type TypedCoach,
  type TypedMember,
  toRosterRows,
} from "#app/domain/registration/entry-form.ts";
import { computeRosterNumber } from "#app/domain/registration/roster-number.ts";
import { checkEntryChange, checkWindow } from "#app/domain/registration/window.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRosterContext, type RosterLookup } from "#app/queries/registration/get-roster-context.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";

export type SaveEntryInput = {
  readonly delegationId: string;
  /** Null: a new entry of the event. */
  readonly entryId: string | null;
  readonly eventCode: string;
  /** The entry's `updatedAt` on the page; null for a new one. */
  readonly seenAt: Date | null;
  /** `memberId`: whose document stands where none was typed. */
  readonly members: readonly (TypedMember & { readonly memberId: string | null })[];
  readonly coaches: readonly (TypedCoach & { readonly coachId: string | null })[];
};

/**
 * A new entry is a draft; one that was handed in becomes a draft again, because nobody has reviewed what it says now; one that
 * was returned stays returned until it is handed in. @returns the entry's id.
 */
export async function saveEntry(
  runtime: Runtime,
  actor: Actor,
  input: SaveEntryInput,
): Promise<Decision<{ readonly entryId: string }>> {
  const { delegationId } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const found = input.entryId === null ? null : await loadEntry(tables, delegationId, input.entryId);
    if (input.entryId !== null && found === null) return refuse({ code: "not-found" });
    const typed = input.members.map((member) => fillMember(runtime, found, member));
    const coaches = input.coaches.map((coach) => fillCoach(runtime, found, coach));
    const rows = toRosterRows(typed, { name: "" });
    const lookup = await getRosterContext(tables, runtime.keys, { delegationId, rows });
    const target = await findEvent(tables, lookup.competitionId, found?.event.code ?? input.eventCode);
    const event = lookup.context.events.find(({ id }) => id === target?.id);
    if (!event) return refuse({ code: "not-found" });

    const checked = checkEntryForm({ event, entryId: found?.id ?? null, members: typed, coaches }, lookup.context);
    const refusals: Refusal[] = [
      ...checkState(runtime, lookup, found?.status ?? null),
      ...(found && input.seenAt?.getTime() !== found.updatedAt.getTime() ? [{ code: "changed-meanwhile" }] : []),
      ...(checked.members.length > event.size
        ? [{ code: "entry-size", params: { expected: event.size, found: checked.members.length } }]
        : []),
      ...checked.refusals,
    ];
    if (refusals.length > 0) return refuse(...refusals);

    const now = runtime.clock.now();
    const entryId = found?.id ?? newId();
    if (found) {
      const taken = found.status === "submitted" ? { status: "draft", submittedAt: null, submittedById: null } : {};
      await tables.entry.update({ where: { id: entryId }, data: { ...taken, updatedAt: now } });
      await tables.entryMember.deleteMany({ where: { entryId } });
      await tables.entryCoach.deleteMany({ where: { entryId } });
    } else {
      const numbers = await tables.entry.findMany({ where: { delegationId, eventId: event.id }, select: { rosterNumber: true } });
      const rosterNumber = computeRosterNumber(new Set(numbers.map((one) => one.rosterNumber)), null);
      const created = { id: entryId, eventId: event.id, delegationId, rosterNumber, status: "draft", eligible: true };
      await tables.entry.create({ data: { ...created, createdAt: now, updatedAt: now } });
    }
    for (const [index, member] of checked.members.entries()) {
      const { name, documentKind, documentNumber, phone, statedBirthDate: birthDate } = member;
      const person = { name, documentKind, documentNumber, telephone: phone ?? "", birthDate };
      const personId = await storePerson(tables, runtime, person);
      await tables.entryMember.create({ data: makeMember(lookup, { entryId, personId, position: index + 1 }, member) });
    }
    const coachIds = new Set<string>();
    for (const { name, document } of checked.coaches) {
      const known = document && { name, documentKind: document.kind, documentNumber: document.number };
      const coach = { ...(known ?? coachByName(delegationId, name)), telephone: "" };
      coachIds.add(await storePerson(tables, runtime, coach));
    }
    for (const [index, personId] of [...coachIds].entries()) {
      await tables.entryCoach.create({ data: { id: newId(), entryId, personId, position: index + 1 } });
    }
    await audit({
      chain: lookup.competitionId,
      actorId: actor.userId,
      act: found ? "change-entry" : "add-entry",
      objectKind: "entry",
      objectId: entryId,
      payload: { members: checked.members.length, from: found?.status ?? null },
    });
    return allow({ entryId });
  });
}

type LoadedEntry = NonNullable<Awaited<ReturnType<typeof loadEntry>>>;

const PERSON = { select: { sealed: true, key: { select: { wrapped: true } } } } as const;

function loadEntry(tables: Tables, delegationId: string, id: string) {
  return tables.entry.findFirst({
    where: { id, delegationId },
    select: {
      id: true,
      status: true,
      updatedAt: true,
      event: { select: { code: true } },
      members: { select: { id: true, person: PERSON } },
      coaches: { select: { id: true, person: PERSON } },
    },
  });
}

function findEvent(tables: Tables, competitionId: string, code: string) {
  return tables.event.findUnique({ where: { competitionId_code: { competitionId, code } }, select: { id: true } });
}

function checkState(runtime: Runtime, lookup: RosterLookup, status: string | null): readonly Refusal[] {
  const window = {
    phase: lookup.phase,
    closesAt: lookup.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
  return status === null ? checkWindow(window, null) : checkEntryChange(window, status as RegistrationStatus);
}

/** A page shows documents masked: where none was typed, the member's own stands. */
function fillMember(
  runtime: Runtime,
  entry: LoadedEntry | null,
  { memberId, ...typed }: SaveEntryInput["members"][number],
): TypedMember {
  const member = entry?.members.find(({ id }) => id === memberId);
  const data = member && typed.documentNumber.trim() === "" ? openPerson(runtime.keys, member.person) : null;
  if (!data || typed.name.trim() === "") return typed;
  const { documentKind, documentNumber } = data;
  return { ...typed, documentKind, documentNumber, birthDate: typed.birthDate || (data.birthDate ?? "") };
}

function fillCoach(
  runtime: Runtime,
  entry: LoadedEntry | null,
  { coachId, ...typed }: SaveEntryInput["coaches"][number],
): TypedCoach {
  const coach = entry?.coaches.find(({ id }) => id === coachId);
  const data = coach && typed.documentNumber.trim() === "" ? openPerson(runtime.keys, coach.person) : null;
  if (!data || data.documentKind === NAME_ONLY || typed.name.trim() === "") return typed;
  return { ...typed, documentKind: data.documentKind, documentNumber: data.documentNumber };
}

/** Relations and regions as registered; acceptance freezes them. */
function makeMember(
  lookup: RosterLookup,
  place: { readonly entryId: string; readonly personId: string; readonly position: number },
  member: EntryMemberFacts,
) {
  const { employerId, schoolId, trainingOrganisationId } = member;
  const regionOf = (id: string | null) =>
    lookup.context.organisations.find((organisation) => organisation.id === id)?.regionCode ?? null;
  return {
    ...place,
    id: newId(),
    levelHeld: member.level,
    yearsOfService: member.yearsOfService,
    residenceRegion: member.residenceRegion,
    employerId,
    employerRegion: regionOf(employerId),
    schoolId,
    schoolRegion: regionOf(schoolId),
    trainingOrganisationId,
    trainingRegion: regionOf(trainingOrganisationId),
    delegationRegion: lookup.delegationRegion,
  };
}
