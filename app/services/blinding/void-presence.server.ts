/** Strikes out a line of those present at the unblinding that was written by mistake; it stays on record who struck it out. */
import { decidePresence, type PresenceRefusal } from "#app/domain/blinding/presence.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @throws Error when there is no such round. */
export function voidPresence(
  runtime: Runtime,
  actor: Actor,
  { roundId, presenceId }: { readonly roundId: string; readonly presenceId: string },
): Promise<Decision<null, PresenceRefusal>> {
  return runtime.database.write<null, PresenceRefusal>(async ({ tables, audit, announce }) => {
    const { phase, event } = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, event: { select: { competitionId: true } } },
    });
    const decided = decidePresence({ phase: phase as RoundPhase, isRequested: true });
    if (!decided.ok) return decided;
    const voided = await tables.unblindingPresence.updateMany({
      where: { id: presenceId, roundId, voidedAt: null },
      data: { voidedAt: runtime.clock.now(), voidedById: actor.userId },
    });
    if (voided.count === 0) return refuse({ code: "presence-unknown" });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "void-presence",
      objectKind: "round",
      objectId: roundId,
      payload: { presence: presenceId },
    });
    announce({ kind: "round-changed", roundId });
    return allow(null);
  });
}
