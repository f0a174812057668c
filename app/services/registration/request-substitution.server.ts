/** A team leader, or on the spot whoever checks in, asks to put another person in the place of a member: checked as a registration is. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { checkEntryForm, type EntryMemberFacts, type TypedMember, toRosterRows } from "#app/domain/registration/entry-form.ts";
import { REQUIRABLE } from "#app/domain/registration/requirements.ts";
import { decideSubstitutionRequest, isOnTheSpot } from "#app/domain/registration/substitution.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRosterContext } from "#app/queries/registration/get-roster-context.server.ts";
import { listSubstituteRequirements } from "#app/queries/registration/list-requirements.server.ts";
import { checkAcceptance, loadAcceptanceEntries } from "#app/queries/registration/load-acceptance.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";
import { type ConsentOnPaper, storeAttachment, storeConsent } from "#app/services/registration/store-records.server.ts";

export type SubstitutionRequest = {
  /** Whose entries the actor may change: a leader his delegation's, at check-in those of the event. */
  readonly within: { readonly delegationId: string } | { readonly eventId: string };
  readonly entryId: string;
  /** Of the member who goes out, from 1. */
  readonly position: number;
  readonly reason: string;
  /** The new person as typed; organisations by their names. */
  readonly person: TypedMember;
  /** What the event asks of the people of its entries, as it was handed in with the request; what is on record need not be again. */
  readonly files: readonly { readonly kind: AttachmentKind; readonly bytes: Uint8Array }[];
  readonly consent: ConsentOnPaper;
};

export async function requestSubstitution(
  runtime: Runtime,
  actor: Actor,
  input: SubstitutionRequest,
): Promise<Decision<{ readonly substitutionId: string }>> {
  const { within, entryId, position } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const entry = await tables.entry.findFirst({
      where: { id: entryId, ...within },
      select: {
        status: true,
        delegationId: true,
        members: { select: { id: true, position: true, personId: true } },
        substitutions: { where: { state: "asked" }, select: { id: true } },
        rounds: SUBSTITUTION_PARTS,
        event: {
          select: {
            id: true,
            name: true,
            teamSize: true,
            competition: { select: { id: true, phase: true } },
            ...SUBSTITUTION_EVENT,
          },
        },
      },
    });
    if (!entry) return refuse({ code: "not-found" });
    const { event, delegationId } = entry;
    const competitionId = event.competition.id;
    const window = toSubstitutionWindow(event.competition.phase, event, entry);
    const onTheSpot = isOnTheSpot(window);
    // Before the draw it is the delegation's own to ask for.
    if ("eventId" in within && !onTheSpot) return refuse({ code: "not-found" });
    const decision = decideSubstitutionRequest({
      ...window,
      position,
      size: event.teamSize,
      isPending: entry.substitutions.length > 0,
      reason: input.reason,
    });
    const checked = await checkSubstitute(tables, runtime, { delegationId, person: input.person, event });
    if (!decision.ok || !checked.ok) {
      return refuse(...(decision.ok ? [] : decision.refusals), ...(checked.ok ? [] : checked.refusals));
    }
    const out = entry.members.find((member) => member.position === position);
    if (!out) return refuse({ code: "substitution-position-unknown", params: { field: "position" } });
    const { name, documentKind, documentNumber, phone, statedBirthDate: birthDate, yearsOfService } = checked.value;
    const personId = await storePerson(tables, runtime, {
      name,
      documentKind,
      documentNumber,
      telephone: phone ?? "",
      birthDate,
    });
    const { level: levelHeld, residenceRegion, employerId, schoolId, trainingOrganisationId } = checked.value;
    const member = { levelHeld, yearsOfService, residenceRegion, employerId, schoolId, trainingOrganisationId };
    const { refusals } = await checkAcceptance(
      tables,
      runtime.keys,
      competitionId,
      await loadAcceptanceEntries(tables, competitionId, [entryId]),
      new Map([[out.id, { personId, ...member }]]),
    );
    const records = await storeSubstituteRecords(tables, runtime, actor, { ...input, personId });
    if (refusals.length > 0 || records.refusals.length > 0) return refuse(...refusals, ...records.refusals);
    const substitutionId = newId();
    await tables.substitution.create({
      data: {
        id: substitutionId,
        entryId,
        position,
        outPersonId: out.personId,
        inPersonId: personId,
        member,
        reason: input.reason.trim(),
        isOnTheSpot: onTheSpot,
        state: "asked",
        requestedById: actor.userId,
        requestedAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "request-substitution",
      objectKind: "entry",
      objectId: entryId,
      payload: {
        ...{ substitution: substitutionId, position, out: out.personId, in: personId, onTheSpot },
        ...{ attachments: records.attachmentIds, consents: records.consentIds },
      },
    });
    for (const { roundId } of entry.rounds) announce({ kind: "round-changed", roundId });
    return allow({ substitutionId });
  });
}

/** Puts what was handed in on record. @returns its ids; why it is not taken, and what the event asks for besides, with its clause */
async function storeSubstituteRecords(
  tables: Tables,
  runtime: Runtime,
  actor: Actor,
  input: Pick<SubstitutionRequest, "within" | "entryId" | "files" | "consent"> & { readonly personId: string },
): Promise<{ readonly refusals: Refusal[]; readonly attachmentIds: string[]; readonly consentIds: string[] }> {
  const { entryId, personId, files, consent } = input;
  const person = await tables.person.findUniqueOrThrow({
    where: { id: personId },
    select: { sealed: true, key: { select: { wrapped: true } } },
  });
  const { event } = await tables.entry.findUniqueOrThrow({
    where: { id: entryId },
    select: { event: { select: { competition: { select: { startsOn: true } } } } },
  });
  const of = { personId, person, recordedById: actor.userId };
  const refusals: Refusal[] = [];
  const attachmentIds: string[] = [];
  const consentIds: string[] = [];
  const kinds: readonly AttachmentKind[] = REQUIRABLE;
  for (const given of files) {
    const stored = await storeAttachment(tables, runtime, { ...of, ...given });
    const field = `files.${kinds.indexOf(given.kind)}`;
    if (stored.ok) attachmentIds.push(stored.value.attachmentId);
    else refusals.push(...stored.refusals.map(({ code, params }) => ({ code, params: { ...params, field } })));
  }
  if (consent.ticked) {
    const givenBy = "eventId" in input.within ? "desk" : "leader";
    const onDate = shanghaiDay(event.competition.startsOn);
    const stored = await storeConsent(tables, runtime, { ...of, ...consent, givenBy, onDate });
    // One that stands needs no other.
    if (stored.ok) consentIds.push(stored.value.consentId);
    else refusals.push(...stored.refusals.filter(({ code }) => code !== "consent-stands"));
  }
  const missing = await listSubstituteRequirements(tables, runtime.keys, { entryId, personId });
  const isTried = ({ code, params }: Refusal) =>
    code === "consent-missing" ? consent.ticked && refusals.length > 0 : files.some(({ kind }) => kind === params?.kind);
  return { refusals: [...refusals, ...missing.filter((one) => !isTried(one))], attachmentIds, consentIds };
}

/** What an entry's page would say of this person as an entry of one in the event. */
async function checkSubstitute(
  tables: Tables,
  runtime: Runtime,
  input: {
    readonly delegationId: string;
    readonly person: TypedMember;
    readonly event: { readonly id: string; readonly name: string };
  },
): Promise<Decision<EntryMemberFacts>> {
  const { delegationId, person } = input;
  const rows = toRosterRows([person], input.event);
  const { context } = await getRosterContext(tables, runtime.keys, { delegationId, rows });
  const event = context.events.find(({ id }) => id === input.event.id);
  if (!event) return refuse({ code: "not-found" });
  const { refusals, members } = checkEntryForm({ event, entryId: null, members: [person], coaches: [] }, context);
  const [member] = members;
  if (refusals.length > 0 || !member) return refuse(...refusals);
  return allow(member);
}
