/** The chief judge orders entries that nothing else separates, with a reason; an earlier order of the same entries is void. */

import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { decideTie, listChiefTies, type TieRefusal } from "#app/domain/results/tie-decision.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export function decideTieOfRound(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    /** In the order decided, the best first. */
    readonly entryIds: readonly string[];
    readonly reason: string;
  },
): Promise<Decision<{ readonly decisionId: string }, TieRefusal | "changed-meanwhile">> {
  return runtime.database.write<{ decisionId: string }, TieRefusal | "changed-meanwhile">(async ({ tables, audit, announce }) => {
    const { roundId } = input;
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, event: { select: { competitionId: true } } },
    });
    const phase = round.phase as RoundPhase;
    const results = isUnblinded(phase) ? await getRoundResultsByEntry(tables, roundId) : null;
    const decided = decideTie({
      phase,
      ties: results ? listChiefTies(results.rows, results.rules) : [],
      entryIds: input.entryIds,
      reason: input.reason,
    });
    if (!decided.ok) return decided;
    const now = runtime.clock.now();
    // Publication reads the order that stands: both move the round's row, so that only one of them finds it as it was.
    const still = await tables.round.updateMany({ where: { id: roundId, phase }, data: { phase } });
    if (still.count === 0) return refuse({ code: "changed-meanwhile" });
    const standing = await tables.tieDecision.findMany({
      where: { roundId, voidedAt: null },
      select: { id: true, entryIds: true },
    });
    const replaced = standing.filter(({ entryIds }) => (entryIds as string[]).some((id) => decided.value.includes(id)));
    await tables.tieDecision.updateMany({ where: { id: { in: replaced.map(({ id }) => id) } }, data: { voidedAt: now } });
    const decisionId = newId();
    await tables.tieDecision.create({
      data: {
        id: decisionId,
        roundId,
        entryIds: [...decided.value],
        reason: input.reason.trim(),
        decidedById: actor.userId,
        decidedAt: now,
      },
    });
    await tables.board.updateMany({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "decide-tie",
      objectKind: "round",
      objectId: roundId,
      payload: { decision: decisionId, entries: [...decided.value], replaced: replaced.map(({ id }) => id) },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ decisionId });
  });
}
