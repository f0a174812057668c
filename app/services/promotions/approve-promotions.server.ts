/** Records that the home authority approved (核准) proposed promotions, several by one number. */
import { decideApproval, type PromotionState } from "#app/domain/policy/level-promotion.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isCompetitionReopened } from "#app/queries/competitions/is-reopened.server.ts";

/** All of them or none. @returns how many, or every reason of `decideApproval`. */
export function approvePromotions(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly promotionIds: readonly string[]; readonly approvalNumber: string },
): Promise<Decision<{ readonly approved: number }>> {
  const { competitionId, approvalNumber } = input;
  const ids = [...new Set(input.promotionIds)];
  return runtime.database.write<{ approved: number }, string>(async ({ tables, audit }) => {
    const found = await tables.levelPromotion.findMany({
      where: { competitionId, id: { in: ids } },
      select: { id: true, state: true },
    });
    const decided = decideApproval(
      ids,
      found.map(({ id, state }) => ({ id, state: state as PromotionState })),
      await isCompetitionReopened(tables, competitionId),
    );
    if (!decided.ok) return decided;
    const { count } = await tables.levelPromotion.updateMany({
      where: { competitionId, id: { in: ids }, state: "proposed" },
      data: { state: "approved", approvalNumber, approvedById: actor.userId, approvedAt: runtime.clock.now() },
    });
    if (count < ids.length) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "approve-promotions",
      objectKind: "competition",
      objectId: competitionId,
      payload: { promotions: ids, approvalNumber },
    });
    return allow({ approved: count });
  });
}
