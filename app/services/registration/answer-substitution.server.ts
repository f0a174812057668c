/** A reviewer, or on the spot whoever checks in, grants a substitution or refuses it: granted, the new person stands in the entry, which keeps its number. */
import { decideSubstitutionAnswer, type SubstitutionState } from "#app/domain/registration/substitution.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listSubstituteRequirements } from "#app/queries/registration/list-requirements.server.ts";
import { checkAcceptance, loadAcceptanceEntries } from "#app/queries/registration/load-acceptance.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";
import { freezeMembers } from "#app/services/registration/accept-entries.server.ts";

export type SubstitutionAnswer = {
  /** Which substitutions the actor answers: a competition's, or at check-in those on the spot of the event. */
  readonly within: { readonly competitionId: string } | { readonly onTheSpotOfEventId: string };
  readonly substitutionId: string;
  readonly act: "grant" | "refuse";
  /** May be empty for a grant only. */
  readonly reason: string;
};

/** Grants only what acceptance would let in, with the clauses of the event and all that it asks for on record; the members are frozen anew, what was drawn stays. */
export async function answerSubstitution(
  runtime: Runtime,
  actor: Actor,
  { within, substitutionId, act, reason }: SubstitutionAnswer,
): Promise<Decision<{ readonly state: SubstitutionState; readonly entrantNumber: string }>> {
  return runtime.database.write(async (write) => {
    const { tables, audit, announce } = write;
    const asked = await tables.substitution.findFirst({
      where: {
        id: substitutionId,
        ...("competitionId" in within
          ? { entry: { event: { competitionId: within.competitionId } } }
          : { isOnTheSpot: true, entry: { eventId: within.onTheSpotOfEventId } }),
      },
      include: {
        entry: {
          select: {
            status: true,
            entrantNumber: true,
            delegationId: true,
            rounds: SUBSTITUTION_PARTS,
            event: {
              select: { code: true, competitionId: true, competition: { select: { phase: true } }, ...SUBSTITUTION_EVENT },
            },
          },
        },
      },
    });
    if (!asked) return refuse({ code: "not-found" });
    const { entry, entryId, outPersonId, inPersonId, position } = asked;
    const { competitionId, competition } = entry.event;
    const decision = decideSubstitutionAnswer({
      ...toSubstitutionWindow(competition.phase, entry.event, entry),
      state: asked.state as SubstitutionState,
      act,
      reason,
      requestedById: asked.requestedById,
      actorId: actor.userId,
    });
    if (!decision.ok) return decision;
    const now = runtime.clock.now();
    const state = decision.value;
    const { count } = await tables.substitution.updateMany({
      where: { id: substitutionId, state: "asked" },
      data: { state, decidedById: actor.userId, decidedAt: now, decision: reason.trim() },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    if (state === "granted") {
      const refusals = await swapMember(runtime, write, competitionId, { ...asked, now });
      if (refusals.length > 0) return refuse(...refusals);
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: `${act}-substitution`,
      objectKind: "entry",
      objectId: entryId,
      payload: { substitution: substitutionId, position, out: outPersonId, in: inPersonId, onTheSpot: asked.isOnTheSpot },
    });
    const { delegationId } = entry;
    await sendMessage(write, {
      competitionId,
      kind: state === "granted" ? "substitution-accepted" : "substitution-refused",
      params: { event: entry.event.code },
      path: `/delegations/${delegationId}`,
      sentById: actor.userId,
      at: now,
      to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }) },
    });
    for (const { roundId } of entry.rounds) announce({ kind: "round-changed", roundId });
    return allow({ state, entrantNumber: entry.entrantNumber ?? "" });
  });
}

/** @returns everything that stands against the entry with its new member; the caller's refusal takes the change back */
async function swapMember(
  runtime: Runtime,
  write: Write,
  competitionId: string,
  asked: {
    readonly entryId: string;
    readonly position: number;
    readonly outPersonId: string;
    readonly inPersonId: string;
    readonly member: unknown;
    readonly now: Date;
  },
): Promise<readonly Refusal[]> {
  const { tables } = write;
  const { entryId, position, outPersonId, inPersonId, now } = asked;
  const member = toMember(asked.member);
  const out = await tables.entryMember.findFirst({ where: { entryId, position, personId: outPersonId }, select: { id: true } });
  if (!out) return [{ code: "changed-meanwhile" }];
  const substitutes = new Map([[out.id, { personId: inPersonId, ...member }]]);
  const entries = await loadAcceptanceEntries(tables, competitionId, [entryId]);
  const { refusals, frozen } = await checkAcceptance(tables, runtime.keys, competitionId, entries, substitutes);
  // Taken back since it was asked for, or asked for by the rules since.
  const missing = await listSubstituteRequirements(tables, runtime.keys, { entryId, personId: inPersonId });
  if (refusals.length > 0 || missing.length > 0) return [...refusals, ...missing];
  await tables.entryMember.update({ where: { id: out.id }, data: { personId: inPersonId, ...member } });
  for (const entry of entries) await freezeMembers(write, entry, frozen, now);
  await tables.entry.update({ where: { id: entryId }, data: { updatedAt: now } });
  return [];
}

/** EntryMember's columns as asked for; years of service were not asked before 2026-11-26, the residence not before 2026-11-27. */
function toMember(stored: unknown) {
  const relations = stored as Readonly<Record<"levelHeld" | "employerId" | "schoolId" | "trainingOrganisationId", string | null>>;
  const { levelHeld, employerId, schoolId, trainingOrganisationId } = relations;
  const later = stored as { readonly yearsOfService?: number | null; readonly residenceRegion?: string | null };
  const { yearsOfService = null, residenceRegion = null } = later;
  return { levelHeld, employerId, schoolId, trainingOrganisationId, yearsOfService, residenceRegion };
}
