/** Drops a re-score set that was prepared, as a whole: nothing of it ever counts. */
import { decideDropping, type RescoreRefusal, type RescoreStatus } from "#app/domain/results/check-rescore.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type DropRescoreRefusal = RescoreRefusal | "rescore-unknown" | "changed-meanwhile";

export function dropRescoreSet(
  runtime: Runtime,
  actor: Actor,
  { roundId, setId }: { readonly roundId: string; readonly setId: string },
): Promise<Decision<null, DropRescoreRefusal>> {
  return runtime.database.write<null, DropRescoreRefusal>(async ({ tables, audit, announce }) => {
    const set = await tables.rescoreSet.findFirst({
      where: { id: setId, roundId },
      select: { status: true, preparedById: true, round: { select: { event: { select: { competitionId: true } } } } },
    });
    if (!set) return refuse({ code: "rescore-unknown" });
    const decided = decideDropping({ ...set, status: set.status as RescoreStatus, actorId: actor.userId });
    if (!decided.ok) return decided;
    const moved = await tables.rescoreSet.updateMany({
      where: { id: setId, status: "prepared" },
      data: { status: "dropped", decidedById: actor.userId, decidedAt: runtime.clock.now() },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: set.round.event.competitionId,
      actorId: actor.userId,
      act: "drop-rescore-set",
      objectKind: "rescore-set",
      objectId: setId,
      payload: { roundId },
    });
    announce({ kind: "round-changed", roundId });
    return allow(null);
  });
}
