/** Reverses the re-score set that was applied last, by a new act of another person: the results before it come back to the byte (DOMAIN 8). */
import { decideReversing, type RescoreRefusal, type RescoreStatus } from "#app/domain/results/check-rescore.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";
import { publishAnew } from "#app/services/rescore/publish-anew.server.ts";

export type ReverseRescoreRefusal = RescoreRefusal | "rescore-unknown" | "changed-meanwhile";

/** @returns the hash of the results that now stand, or every reason against it. */
export function reverseRescoreSet(
  runtime: Runtime,
  actor: Actor,
  { roundId, setId }: { readonly roundId: string; readonly setId: string },
): Promise<Decision<{ readonly hash: string }, ReverseRescoreRefusal>> {
  return runtime.database.write<{ hash: string }, ReverseRescoreRefusal>(async (write) => {
    const { tables, audit } = write;
    const now = runtime.clock.now();
    const set = await tables.rescoreSet.findFirst({ where: { id: setId, roundId } });
    if (!set) return refuse({ code: "rescore-unknown" });
    const ground = await getRescoreGround(tables, roundId);
    if (ground.results === null) return refuse({ code: "rescore-blind" });
    const later = await tables.rescoreSet.count({
      where: { roundId, status: "applied", sequence: { gt: set.sequence ?? 0 } },
    });
    const decided = decideReversing({
      ...ground,
      status: set.status as RescoreStatus,
      decidedById: set.decidedById,
      actorId: actor.userId,
      isLatest: later === 0,
    });
    if (!decided.ok) return decided;
    const moved = await tables.rescoreSet.updateMany({
      where: { id: setId, status: "applied" },
      data: { status: "reversed", reversedById: actor.userId, reversedAt: now },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const { results: after } = await getRescoreGround(tables, roundId);
    if (after === null) throw new Error(`Round ${roundId} became blind again.`);
    await audit({
      chain: ground.competitionId,
      actorId: actor.userId,
      act: "reverse-rescore-set",
      objectKind: "rescore-set",
      objectId: setId,
      payload: { roundId, hashBefore: ground.results.hash, hashAfter: after.hash },
    });
    await publishAnew(write, { ground, before: ground.results, after, actorId: actor.userId, now });
    return allow({ hash: after.hash });
  });
}
