/** A reviewer grants a substitution or refuses it: granted, the new person stands in the entry, which keeps its number. */
import { decideSubstitutionAnswer, type SubstitutionState } from "#app/domain/registration/substitution.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkAcceptance, loadAcceptanceEntries } from "#app/queries/registration/load-acceptance.server.ts";
import { freezeMembers } from "#app/services/registration/accept-entries.server.ts";

export type SubstitutionAnswer = {
  readonly competitionId: string;
  readonly substitutionId: string;
  readonly act: "grant" | "refuse";
  /** May be empty for a grant only. */
  readonly reason: string;
};

/** Grants only what acceptance would let in, with the clauses of the event; the members are frozen anew. */
export async function answerSubstitution(
  runtime: Runtime,
  actor: Actor,
  { competitionId, substitutionId, act, reason }: SubstitutionAnswer,
): Promise<Decision<{ readonly state: SubstitutionState }>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const asked = await tables.substitution.findFirst({
      where: { id: substitutionId, entry: { event: { competitionId } } },
      include: {
        entry: {
          select: {
            status: true,
            delegationId: true,
            event: {
              select: {
                code: true,
                competition: { select: { phase: true } },
                rounds: { where: { draws: { some: {} } }, select: { id: true } },
              },
            },
          },
        },
      },
    });
    if (!asked) return refuse({ code: "not-found" });
    const { entry, entryId, outPersonId, inPersonId, position } = asked;
    const decision = decideSubstitutionAnswer({
      phase: entry.event.competition.phase as CompetitionPhase,
      status: entry.status as RegistrationStatus,
      isFrozen: entry.event.rounds.length > 0,
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
      payload: { substitution: substitutionId, position, out: outPersonId, in: inPersonId },
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
    return allow({ state });
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
  const { levelHeld, employerId, schoolId, trainingOrganisationId } = asked.member as Readonly<
    Record<"levelHeld" | "employerId" | "schoolId" | "trainingOrganisationId", string | null>
  >;
  const { count } = await tables.entryMember.updateMany({
    where: { entryId, position, personId: outPersonId },
    data: { personId: inPersonId, levelHeld, employerId, schoolId, trainingOrganisationId, yearsOfService: null },
  });
  if (count === 0) return [{ code: "changed-meanwhile" }];
  const entries = await loadAcceptanceEntries(tables, competitionId, [entryId]);
  const { refusals, frozen } = await checkAcceptance(tables, runtime.keys, competitionId, entries);
  if (refusals.length > 0) return refusals;
  for (const entry of entries) await freezeMembers(write, entry, frozen, now);
  await tables.entry.update({ where: { id: entryId }, data: { updatedAt: now } });
  return [];
}
