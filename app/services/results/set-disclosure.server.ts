/** The organiser decides what the public may see of a round while it goes on (DOMAIN 10). */
import { decideDisclosure } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Disclosure, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns the level that now holds, or `disclosure-before-unblinding`. */
export function setDisclosure(
  runtime: Runtime,
  actor: Actor,
  { roundId, disclosure }: { readonly roundId: string; readonly disclosure: Disclosure },
): Promise<Decision<{ readonly disclosure: Disclosure }>> {
  return runtime.database.write<{ disclosure: Disclosure }, string>(async ({ tables, audit, announce }) => {
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, disclosure: true, event: { select: { competitionId: true } } },
    });
    const decided = decideDisclosure(disclosure, round.phase as RoundPhase);
    if (!decided.ok) return decided;
    const now = runtime.clock.now();
    await tables.round.update({ where: { id: roundId }, data: { disclosure } });
    // Before judging there is no board yet.
    await tables.board.updateMany({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "set-disclosure",
      objectKind: "round",
      objectId: roundId,
      payload: { from: round.disclosure, to: disclosure },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ disclosure });
  });
}
