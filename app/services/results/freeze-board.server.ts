/** The organiser freezes what the public sees of a round: it stands as it is until a person ends that (DOMAIN 10). */
import { decideFreeze, type FreezeRefusal } from "#app/domain/board/freeze.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findFreeze } from "#app/queries/board/find-freeze.server.ts";
import { getBlindBoard } from "#app/queries/board/get-board.server.ts";

/**
 * The board is kept in the same transaction, so that it holds exactly what was confirmed by then.
 * @returns the moment, ISO, or every reason of `decideFreeze`
 */
export function freezeBoard(
  runtime: Runtime,
  actor: Actor,
  { roundId, reason }: { readonly roundId: string; readonly reason: string },
): Promise<Decision<{ readonly frozenAt: string }, FreezeRefusal>> {
  return runtime.database.write<{ readonly frozenAt: string }, FreezeRefusal>(async ({ tables, audit, announce }) => {
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, event: { select: { competitionId: true } } },
    });
    const decided = decideFreeze({ phase: round.phase as RoundPhase, isFrozen: (await findFreeze(tables, roundId)) !== null });
    if (!decided.ok) return decided;
    const [id, now] = [newId(), runtime.clock.now()];
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    const board = await getBlindBoard(tables, roundId);
    await tables.roundFreeze.create({
      data: { id, roundId, frozenAt: now, frozenById: actor.userId, reason, board: board as object },
    });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "freeze-board",
      objectKind: "round",
      objectId: roundId,
      payload: { freeze: id, boardVersion: board.version },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ frozenAt: now.toISOString() });
  });
}
