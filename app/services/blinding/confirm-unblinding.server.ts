/** The second half of unblinding: a supervisor, never the one who asked, opens the codes (DOMAIN 4 and 14). */
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** @returns null, or every unmet condition. */
export function confirmUnblinding(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("confirm-unblinding", facts, actor.userId);
    if (!decided.ok) return decided;
    const opened = await tables.unblinding.updateMany({
      where: { roundId, supervisorId: null },
      data: { supervisorId: actor.userId, supervisorAt: now },
    });
    const moved = await tables.round.updateMany({ where: { id: roundId, phase: facts.phase }, data: { phase: decided.value } });
    if (opened.count === 0 || moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "confirm-unblinding",
      objectKind: "round",
      objectId: roundId,
      payload: { requestedBy: facts.unblindingRequestedBy },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow(null);
  });
}
