/** Makes a new version of an event's rules, with the reason for it; until judging opens. */
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { decideRulesChange, type RulesChangeRefusal } from "#app/domain/results/rules-change.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";

export async function setEventRules(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly eventId: string;
    readonly rules: EventRules;
    readonly reason: string;
    /** The version that the change starts from. */
    readonly basedOn: number;
  },
): Promise<Decision<{ version: number }, RulesChangeRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const { eventId } = input;
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: { competitionId: true, rounds: { orderBy: { number: "asc" }, select: { number: true, phase: true } } },
    });
    const current = await getCurrentRules(tables, eventId);
    const draws = await tables.draw.findMany({
      where: { supersededAt: null, round: { eventId, phase: "draw" } },
      select: { kind: true },
    });
    const decision = decideRulesChange({
      rules: input.rules,
      reason: input.reason,
      basedOn: input.basedOn,
      current: current.version,
      roundPhases: event.rounds.map(({ phase }) => phase as RoundPhase),
      scheme: (await findCurrentScheme(tables, eventId, findCurrentRound(event.rounds)?.number))?.scheme ?? null,
      layersDrawnFor: draws.some(({ kind }) => kind === "seat") ? current.rules.blindLayers : null,
      drawnBy: draws.length > 0 ? current.rules.draw : null,
    });
    if (!decision.ok) return decision;
    const version = current.version + 1;
    const rulesId = newId();
    await tables.eventRules.create({
      data: {
        id: rulesId,
        eventId,
        version,
        content: input.rules,
        reason: input.reason.trim(),
        createdById: actor.userId,
        createdAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "set-event-rules",
      objectKind: "event",
      objectId: eventId,
      payload: { version, rules: rulesId },
    });
    return allow({ version });
  });
}
