/** Adds an event to a competition that is being set up, with one final round and the first version of its rules. */
import { decideNewEvent, type EventRefusal } from "#app/domain/ladder/event-setup.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, EntryKind, Group, Tier } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findUpperEvent } from "#app/queries/competitions/list-upper-events.server.ts";

/** Why the first version of an event's rules is what it is; the text belongs to the version. */
const FIRST_RULES_REASON = "default";

export async function createEvent(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    /** A-Z and 0-9, starting with a letter: the first part of entrant numbers. Unique in the competition. */
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly occupationCode: string;
    readonly group: Group;
    readonly entryKind: EntryKind;
    /** People in one entry: 1, 2, 3, or for a team 2 and more. */
    readonly teamSize: number;
    readonly quota: number;
    /** Of these, how many one delegation may have; null or left out: as many as there are. */
    readonly delegationQuota?: number | null;
    /** The event of a higher tier that the first places advance to. */
    readonly upperEventId: string | null;
  },
): Promise<Decision<{ eventId: string; code: string; roundId: string }, EventRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const { competitionId, upperEventId } = input;
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, tier: true, events: { select: { code: true } } },
    });
    const upper = upperEventId === null ? null : await findUpperEvent(tables, actor, upperEventId);
    const decision = decideNewEvent({
      event: input,
      competition: { phase: competition.phase as CompetitionPhase, tier: competition.tier as Tier },
      takenCodes: competition.events.map(({ code }) => code),
      upper: upperEventId === null ? null : (upper ?? "unknown"),
    });
    if (!decision.ok) return decision;
    const now = runtime.clock.now();
    const [eventId, roundId] = [newId(), newId()];
    await tables.event.create({ data: { ...input, id: eventId } });
    await tables.round.create({
      data: { id: roundId, eventId, number: 1, kind: "final", phase: "draw", disclosure: "closed" },
    });
    await tables.eventRules.create({
      data: {
        id: newId(),
        eventId,
        version: 1,
        content: DEFAULT_RULES,
        reason: FIRST_RULES_REASON,
        createdById: actor.userId,
        createdAt: now,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "create-event",
      objectKind: "event",
      objectId: eventId,
      payload: {
        code: input.code,
        entryKind: input.entryKind,
        teamSize: input.teamSize,
        group: input.group,
        quota: input.quota,
        delegationQuota: input.delegationQuota ?? null,
        upperEventId,
        round: roundId,
      },
    });
    return allow({ eventId, code: input.code, roundId });
  });
}
