/** The organiser settles a round whose on-site publication is over; who goes on from it takes part in the next (DOMAIN 1 and 2). */
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findNextRound } from "#app/queries/results/find-next-round.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

/** @returns null, or every unmet condition. */
export function settleRound(runtime: Runtime, actor: Actor, { roundId }: { readonly roundId: string }): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async (write) => {
    const { tables, audit, announce } = write;
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("settle-round", facts, actor.userId);
    if (!decided.ok) return decided;
    const moved = await tables.round.updateMany({ where: { id: roundId, phase: facts.phase }, data: { phase: decided.value } });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    const next = await admitToNext(write, roundId);
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "settle-round",
      objectKind: "round",
      objectId: roundId,
      ...(next ? { payload: next } : {}),
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    if (next) announce({ kind: "round-changed", roundId: next.next });
    return allow(null);
  });
}

/** Null in the last round. The seats of the next are drawn anew, so that only who takes part is written. */
async function admitToNext({ tables }: Write, roundId: string): Promise<{ next: string; goingOn: string[] } | null> {
  const next = await findNextRound(tables, roundId);
  if (next === null) return null;
  const { rows } = await getRoundResultsByEntry(tables, roundId);
  const goingOn = rows.filter(({ goesOn }) => goesOn).map(({ entryId }) => entryId);
  for (const part of chunk(goingOn)) {
    await tables.roundEntry.createMany({
      data: part.map((entryId) => ({ roundId: next.roundId, entryId, participation: "expected" })),
    });
  }
  return { next: next.roundId, goingOn };
}
