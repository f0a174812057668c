/** The second half of unblinding: a supervisor, never the one who asked, opens the layers that were asked for (DOMAIN 4 and 14). */
import { type BlindLayer, listPendingSteps } from "#app/domain/blinding/layers.ts";
import { decideRoundAct, isUnblinded } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** The round is unblinded with its last layer. @returns the layers that are open now by it, the last first, or every unmet condition. */
export function confirmUnblinding(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly layers: readonly BlindLayer[] }>> {
  return runtime.database.write<{ layers: readonly BlindLayer[] }, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("confirm-unblinding", facts, actor.userId);
    if (!decided.ok) return decided;
    const pending = [...listPendingSteps(facts.blinding)].sort((one, other) => other.layer - one.layer);
    const layers = pending.map(({ layer }) => layer);
    const opened = await tables.unblinding.updateMany({
      where: { roundId, layer: { in: layers }, supervisorId: null },
      data: { supervisorId: actor.userId, supervisorAt: now },
    });
    const moved = await tables.round.updateMany({ where: { id: roundId, phase: facts.phase }, data: { phase: decided.value } });
    if (opened.count !== layers.length || moved.count === 0) return refuse({ code: "changed-meanwhile" });
    for (const { layer, requestedBy } of pending) {
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "confirm-unblinding",
        objectKind: "round",
        objectId: roundId,
        payload: { layer, requestedBy },
      });
    }
    announce({ kind: "round-changed", roundId });
    if (isUnblinded(decided.value)) {
      await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
      announce({ kind: "board-changed", roundId });
    }
    return allow({ layers });
  });
}
