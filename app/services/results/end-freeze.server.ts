/** A person ends the freeze of a board: what was confirmed meanwhile is shown (DOMAIN 10). */
import { decideEndFreeze, type FreezeRefusal } from "#app/domain/board/freeze.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findFreeze } from "#app/queries/board/find-freeze.server.ts";

/** @returns nothing more, or `not-frozen` */
export function endFreeze(
  runtime: Runtime,
  actor: Actor,
  { roundId, reason }: { readonly roundId: string; readonly reason: string },
): Promise<Decision<null, FreezeRefusal>> {
  return runtime.database.write<null, FreezeRefusal>(async ({ tables, audit, announce }) => {
    const freeze = await findFreeze(tables, roundId);
    const decided = decideEndFreeze({ isFrozen: freeze !== null });
    if (!decided.ok || freeze === null) return decided;
    const now = runtime.clock.now();
    const { count } = await tables.roundFreeze.updateMany({
      where: { id: freeze.id, endedAt: null },
      data: { endedAt: now, endedById: actor.userId, endReason: reason },
    });
    if (count === 0) return refuse({ code: "not-frozen" });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { event: { select: { competitionId: true } } },
    });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "end-freeze",
      objectKind: "round",
      objectId: roundId,
      payload: { freeze: freeze.id },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow(null);
  });
}
