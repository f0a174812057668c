/** The organiser settles a round whose on-site publication is over (DOMAIN 2). */
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** @returns null, or every unmet condition. */
export function settleRound(runtime: Runtime, actor: Actor, { roundId }: { readonly roundId: string }): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("settle-round", facts, actor.userId);
    if (!decided.ok) return decided;
    const moved = await tables.round.updateMany({ where: { id: roundId, phase: facts.phase }, data: { phase: decided.value } });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    await audit({ chain: competitionId, actorId: actor.userId, act: "settle-round", objectKind: "round", objectId: roundId });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow(null);
  });
}
