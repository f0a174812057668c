/** Takes a confirmed result of a competition outside the system into an event above: its people are entered there, for its reviewers. */

import { findUpperPhase } from "#app/domain/ladder/advancement-states.ts";
import { decideOutsideWay } from "#app/domain/ladder/outside-way.ts";
import type { FactState } from "#app/domain/policy/check-recorded-fact.ts";
import { findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { type CompetitionPhase, type EntryKind, OVER_STATUSES, type Tier } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { enterFromOutside, recordAct } from "#app/services/ladder/offer-places.server.ts";

export type TakeInResultCommand = {
  readonly factId: string;
  readonly eventId: string;
  readonly delegationId: string;
  readonly reason: string;
};

/** @returns the advancement, confirmed at once since an officer decides it; or every reason of `decideOutsideWay`. */
export function takeInResult(
  runtime: Runtime,
  actor: Actor,
  { factId, eventId, delegationId, reason }: TakeInResultCommand,
): Promise<Decision<{ advancementId: string }>> {
  return runtime.database.write<{ advancementId: string }, string>(async (write) => {
    const { tables, audit } = write;
    const fact = await tables.recordedFact.findUnique({
      where: { id: factId },
      select: {
        content: true,
        confirmedAt: true,
        droppedAt: true,
        members: { select: { personId: true, position: true } },
        advancements: { where: { toEventId: eventId }, select: { id: true } },
      },
    });
    if (!fact) return refuse({ code: "fact-unknown" });
    const upper = await tables.event.findUnique({
      where: { id: eventId },
      select: {
        competitionId: true,
        cancelledAt: true,
        entryKind: true,
        teamSize: true,
        competition: { select: { tier: true, phase: true } },
      },
    });
    const delegation = await tables.delegation.findUnique({ where: { id: delegationId }, select: { competitionId: true } });
    const present = await tables.entryMember.findMany({
      where: {
        personId: { in: fact.members.map(({ personId }) => personId) },
        entry: { eventId, status: { notIn: [...OVER_STATUSES] } },
      },
      select: { personId: true },
    });
    const state: FactState = findFactState(fact);
    const decided = decideOutsideWay({
      fact: { state, content: fact.content as unknown as RecordedContent, people: fact.members.length },
      upper: upper && {
        tier: upper.competition.tier as Tier,
        phase: findUpperPhase(upper.competition.phase as CompetitionPhase, upper.cancelledAt !== null),
        entryKind: upper.entryKind as EntryKind,
        teamSize: upper.teamSize,
      },
      isTaken: fact.advancements.length > 0,
      entered: fact.members
        .filter(({ personId }) => present.some((one) => one.personId === personId))
        .map(({ position }) => position)
        .sort((left, right) => left - right),
      isDelegationThere: upper !== null && delegation?.competitionId === upper.competitionId,
      reason,
    });
    if (!decided.ok) return decided;
    // The record must still stand when the place is given: whoever drops it at the same moment is first or second, never unseen.
    const { count } = await tables.recordedFact.updateMany({
      where: { id: factId, confirmedAt: { not: null }, droppedAt: null },
      data: { kind: "result" },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    const now = runtime.clock.now();
    const advancementId = newId();
    await tables.advancement.create({
      data: { id: advancementId, factId, toEventId: eventId, place: decided.value ?? 0, state: "confirmed", createdAt: now },
    });
    const act = { advancementId, reason: reason.trim(), actorId: actor.userId, at: now };
    await recordAct(tables, { ...act, fromState: null, toState: "confirmed" });
    await enterFromOutside(write, advancementId, delegationId, { actorId: actor.userId, now });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "take-in-result",
      objectKind: "recorded-fact",
      objectId: factId,
      payload: { advancement: advancementId, toEvent: eventId },
    });
    return allow({ advancementId });
  });
}
