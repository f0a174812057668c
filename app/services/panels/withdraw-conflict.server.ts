/** Ends a declared conflict; it stays on record as withdrawn. */
import { type ConflictRefusal, decideWithdrawConflict } from "#app/domain/panels/conflicts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type WithdrawConflictInput = {
  readonly competitionId: string;
  readonly conflictId: string;
  /** The judge whose own it has to be; null for the office. */
  readonly ofJudge: string | null;
};

/** @returns null, or `not-found`, `changed-meanwhile`, or every reason of `decideWithdrawConflict`. */
export function withdrawConflict(
  runtime: Runtime,
  actor: Actor,
  { competitionId, conflictId, ofJudge }: WithdrawConflictInput,
): Promise<Decision<null, ConflictRefusal | "not-found" | "changed-meanwhile">> {
  return runtime.database.write<null, ConflictRefusal | "not-found" | "changed-meanwhile">(
    async ({ tables, audit, announce }) => {
      const conflict = await tables.conflict.findFirst({
        where: { id: conflictId, competitionId, ...(ofJudge === null ? {} : { judgeId: ofJudge }) },
        select: { judgeId: true, declaredById: true, withdrawnAt: true },
      });
      if (!conflict) return refuse({ code: "not-found" });
      const { judgeId, declaredById, withdrawnAt } = conflict;
      const rounds = await tables.round.findMany({
        where: { phase: "judging", event: { competitionId, grants: { some: { userId: judgeId, revokedAt: null } } } },
        select: { id: true },
      });
      const decided = decideWithdrawConflict({
        isWithdrawn: withdrawnAt !== null,
        byHimself: actor.userId === judgeId,
        declaredByHimself: declaredById === judgeId,
        isJudgingOpen: rounds.length > 0,
      });
      if (!decided.ok) return decided;
      const { count } = await tables.conflict.updateMany({
        where: { id: conflictId, withdrawnAt: null },
        data: { withdrawnAt: runtime.clock.now(), withdrawnById: actor.userId },
      });
      if (count === 0) return refuse({ code: "changed-meanwhile" });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "withdraw-conflict",
        objectKind: "conflict",
        objectId: conflictId,
        payload: { judge: judgeId },
      });
      for (const { id: roundId } of rounds) announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
