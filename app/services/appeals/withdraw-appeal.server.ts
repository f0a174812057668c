/** A team leader withdraws his delegation's appeal before it is ruled on. */
import { computeCaseState, decideWithdrawal, type RulingRefusal } from "#app/domain/appeals/ruling.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function withdrawAppeal(
  runtime: Runtime,
  actor: Actor,
  { delegationId, appealId }: { readonly delegationId: string; readonly appealId: string },
): Promise<Decision<null, RulingRefusal | "appeal-unknown" | "changed-meanwhile">> {
  return runtime.database.write<null, RulingRefusal | "appeal-unknown" | "changed-meanwhile">(
    async ({ tables, audit, announce }) => {
      const appeal = await tables.appeal.findFirst({
        where: { id: appealId, delegationId },
        select: { competitionId: true, roundId: true, withdrawnAt: true, ruling: { select: { id: true } } },
      });
      if (!appeal) return refuse({ code: "appeal-unknown" });
      const { competitionId, roundId, withdrawnAt, ruling } = appeal;
      const decided = decideWithdrawal(computeCaseState({ isRuled: ruling !== null, isWithdrawn: withdrawnAt !== null }));
      if (!decided.ok) return decided;
      const moved = await tables.appeal.updateMany({
        where: { id: appealId, withdrawnAt: null, ruling: { is: null } },
        data: { withdrawnAt: runtime.clock.now() },
      });
      if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "withdraw-appeal",
        objectKind: "appeal",
        objectId: appealId,
        payload: { roundId },
      });
      announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
