/** Applies a re-score set as a whole: a second person, on the very results that it was prepared on; what is public is published anew (DOMAIN 8). */
import { decideApplying, type RescoreRefusal, type RescoreStatus } from "#app/domain/results/check-rescore.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";
import { publishAnew } from "#app/services/rescore/publish-anew.server.ts";

export type ApplyRescoreRefusal = RescoreRefusal | "rescore-unknown" | "changed-meanwhile";

/** @returns the hash of the results that now stand, or every reason against it. */
export function applyRescoreSet(
  runtime: Runtime,
  actor: Actor,
  { roundId, setId }: { readonly roundId: string; readonly setId: string },
): Promise<Decision<{ readonly hashAfter: string }, ApplyRescoreRefusal>> {
  return runtime.database.write<{ hashAfter: string }, ApplyRescoreRefusal>(async (write) => {
    const { tables, audit } = write;
    const now = runtime.clock.now();
    const set = await tables.rescoreSet.findFirst({ where: { id: setId, roundId } });
    if (!set) return refuse({ code: "rescore-unknown" });
    const ground = await getRescoreGround(tables, roundId);
    const planned = await getRescoreGround(tables, roundId, set.changes as unknown as readonly RescoreChange[]);
    if (ground.results === null || planned.results === null) return refuse({ code: "rescore-blind" });
    const decided = decideApplying({
      ...ground,
      status: set.status as RescoreStatus,
      preparedById: set.preparedById,
      actorId: actor.userId,
      hashBefore: set.hashBefore,
      hashNow: ground.results.hash,
      openTies: planned.results.rows.filter(({ openTie }) => openTie).length,
    });
    if (!decided.ok) return decided;
    const last = await tables.rescoreSet.aggregate({ where: { roundId }, _max: { sequence: true } });
    const moved = await tables.rescoreSet.updateMany({
      where: { id: setId, status: "prepared" },
      data: {
        status: "applied",
        sequence: (last._max.sequence ?? 0) + 1,
        decidedById: actor.userId,
        decidedAt: now,
        hashAfter: planned.results.hash,
      },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const { results: after } = await getRescoreGround(tables, roundId);
    if (after?.hash !== planned.results.hash) throw new Error(`Set ${setId} does not do what it was planned to do.`);
    await audit({
      chain: ground.competitionId,
      actorId: actor.userId,
      act: "apply-rescore-set",
      objectKind: "rescore-set",
      objectId: setId,
      payload: { roundId, hashBefore: ground.results.hash, hashAfter: after.hash },
    });
    await publishAnew(write, { ground, before: ground.results, after, actorId: actor.userId, now });
    return allow({ hashAfter: after.hash });
  });
}
