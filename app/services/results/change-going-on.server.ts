/** The organiser brings the next round in line with results that a ruling changed after the round before it was settled. */
import { computeGoingOnChange, decideGoingOnChange, type GoingOnChange } from "#app/domain/results/going-on-change.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findNextRound } from "#app/queries/results/find-next-round.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

/** @returns who joined and who left, or every reason against it. */
export function changeGoingOn(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<GoingOnChange>> {
  return runtime.database.write<GoingOnChange, string>(async ({ tables, audit, announce }) => {
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, event: { select: { competitionId: true } } },
    });
    const next = await findNextRound(tables, roundId);
    const isSettled = round.phase === "settled";
    const goingOn = isSettled ? (await getRoundResultsByEntry(tables, roundId)).rows.filter(({ goesOn }) => goesOn) : [];
    const change = computeGoingOnChange(
      next?.entries ?? [],
      goingOn.map(({ entryId }) => entryId),
    );
    const decided = decideGoingOnChange({ phase: round.phase as RoundPhase, next, change });
    if (!decided.ok || next === null) return decided as Decision<GoingOnChange>;
    await tables.roundEntry.deleteMany({ where: { roundId: next.roundId, entryId: { in: [...change.surplus] } } });
    for (const part of chunk(change.missing)) {
      await tables.roundEntry.createMany({
        data: part.map((entryId) => ({ roundId: next.roundId, entryId, participation: "expected" })),
      });
    }
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "change-going-on",
      objectKind: "round",
      objectId: roundId,
      payload: { next: next.roundId, joined: [...change.missing], left: [...change.surplus] },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "round-changed", roundId: next.roundId });
    return allow(change);
  });
}
