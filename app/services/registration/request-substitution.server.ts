/** A team leader, or on the spot whoever checks in, asks to put another person in the place of a member: checked as a registration is. */
import { checkEntryForm, type EntryMemberFacts, type TypedMember, toRosterRows } from "#app/domain/registration/entry-form.ts";
import { decideSubstitutionRequest, isOnTheSpot } from "#app/domain/registration/substitution.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRosterContext } from "#app/queries/registration/get-roster-context.server.ts";
import { checkAcceptance, loadAcceptanceEntries } from "#app/queries/registration/load-acceptance.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";

export type SubstitutionRequest = {
  /** Whose entries the actor may change: a leader his delegation's, at check-in those of the event. */
  readonly within: { readonly delegationId: string } | { readonly eventId: string };
  readonly entryId: string;
  /** Of the member who goes out, from 1. */
  readonly position: number;
  readonly reason: string;
  /** The new person as typed; organisations by their names. */
  readonly person: TypedMember;
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
    const { level: levelHeld, employerId, schoolId, trainingOrganisationId } = checked.value;
    const member = { levelHeld, employerId, schoolId, trainingOrganisationId };
    const { refusals } = await checkAcceptance(
      tables,
      runtime.keys,
      competitionId,
      await loadAcceptanceEntries(tables, competitionId, [entryId]),
      new Map([[out.id, { personId, ...member }]]),
    );
    if (refusals.length > 0) return refuse(...refusals);
    const substitutionId = newId();
    await tables.substitution.create({
      data: {
        id: substitutionId,
        entryId,
        position,
        outPersonId: out.personId,
        inPersonId: personId,
        member: { ...member, yearsOfService },
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
      payload: { substitution: substitutionId, position, out: out.personId, in: personId, onTheSpot },
    });
    for (const { roundId } of entry.rounds) announce({ kind: "round-changed", roundId });
    return allow({ substitutionId });
  });
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
