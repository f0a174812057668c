/** A team leader asks to put another person in the place of a member of an accepted entry: checked as a registration is. */
import { checkRoster, type RosterColumn, type RosterMember, type RosterRow } from "#app/domain/registration/roster.ts";
import { decideSubstitutionRequest } from "#app/domain/registration/substitution.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRosterContext } from "#app/queries/registration/get-roster-context.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";

/** The new person as typed; organisations by their names. */
export type SubstituteTyped = Readonly<
  Record<"name" | "documentKind" | "documentNumber" | "employer" | "school" | "trainingOrganisation" | "level" | "phone", string>
>;

export type SubstitutionRequest = {
  readonly delegationId: string;
  readonly entryId: string;
  /** Of the member who goes out, from 1. */
  readonly position: number;
  readonly reason: string;
  readonly person: SubstituteTyped;
};

export async function requestSubstitution(
  runtime: Runtime,
  actor: Actor,
  input: SubstitutionRequest,
): Promise<Decision<{ readonly substitutionId: string }>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await tables.entry.findFirst({
      where: { id: input.entryId, delegationId: input.delegationId },
      select: {
        status: true,
        members: { select: { position: true, personId: true } },
        substitutions: { where: { state: "asked" }, select: { id: true } },
        event: {
          select: {
            id: true,
            name: true,
            teamSize: true,
            competition: { select: { id: true, phase: true } },
            rounds: { where: { draws: { some: {} } }, select: { id: true } },
          },
        },
      },
    });
    if (!entry) return refuse({ code: "not-found" });
    const { event } = entry;
    const decision = decideSubstitutionRequest({
      phase: event.competition.phase as CompetitionPhase,
      status: entry.status as RegistrationStatus,
      isFrozen: event.rounds.length > 0,
      position: input.position,
      size: event.teamSize,
      isPending: entry.substitutions.length > 0,
      reason: input.reason,
    });
    const checked = await checkSubstitute(tables, runtime, input, event);
    if (!decision.ok || !checked.ok) {
      return refuse(...(decision.ok ? [] : decision.refusals), ...(checked.ok ? [] : checked.refusals));
    }
    const member = checked.value;
    const out = entry.members.find(({ position }) => position === input.position);
    if (!out) return refuse({ code: "substitution-position-unknown", params: { field: "position" } });
    const { name, documentKind, documentNumber, phone } = member;
    const inPersonId = await storePerson(tables, runtime, { name, documentKind, documentNumber, telephone: phone ?? "" });
    const { level, employerId, schoolId, trainingOrganisationId } = member;
    const substitutionId = newId();
    await tables.substitution.create({
      data: {
        id: substitutionId,
        entryId: input.entryId,
        position: input.position,
        outPersonId: out.personId,
        inPersonId,
        member: { levelHeld: level, employerId, schoolId, trainingOrganisationId },
        reason: input.reason.trim(),
        isOnTheSpot: false,
        state: "asked",
        requestedById: actor.userId,
        requestedAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: event.competition.id,
      actorId: actor.userId,
      act: "request-substitution",
      objectKind: "entry",
      objectId: input.entryId,
      payload: { substitution: substitutionId, position: input.position, out: out.personId, in: inPersonId },
    });
    return allow({ substitutionId });
  });
}

/** What a roster would say of this person as an entry of one in the event. */
async function checkSubstitute(
  tables: Tables,
  runtime: Runtime,
  { delegationId, person }: SubstitutionRequest,
  event: { readonly id: string; readonly name: string },
): Promise<Decision<RosterMember>> {
  const typed: Partial<Record<RosterColumn, string>> = { ...person, event: event.name };
  const cells = Object.entries(typed).map(([column, text]) => [column, { text, type: "text", address: column }] as const);
  const row: RosterRow = { sheet: "", row: 1, cells: Object.fromEntries(cells) };
  const lookup = await getRosterContext(tables, runtime.keys, { delegationId, rows: [row] });
  const events = lookup.context.events.map((one) => (one.id === event.id ? { ...one, size: 1 } : one));
  const { refusals, entries } = checkRoster([row], { ...lookup.context, events });
  if (refusals.length > 0) {
    return refuse(...refusals.map(({ code, params, column }) => ({ code, params: { ...params, field: column } })));
  }
  const [entry] = entries;
  const [member] = entry?.members ?? [];
  if (!entry || !member || entry.entryId !== null) {
    return refuse({ code: "substitute-registered", params: { field: "documentNumber" } });
  }
  return allow(member);
}
