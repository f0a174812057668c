/** Records that the home authority does not approve a proposed promotion, with its reason. */
import { decidePromotionRefusal, type PromotionState } from "#app/domain/policy/level-promotion.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns null, or every reason of `decidePromotionRefusal`. */
export function refusePromotion(
  runtime: Runtime,
  actor: Actor,
  { competitionId, promotionId, reason }: { competitionId: string; promotionId: string; reason: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit }) => {
    const promotion = await tables.levelPromotion.findFirst({ where: { id: promotionId, competitionId } });
    if (!promotion) return refuse({ code: "promotion-unknown" });
    const decided = decidePromotionRefusal(promotion.state as PromotionState, reason);
    if (!decided.ok) return decided;
    const { count } = await tables.levelPromotion.updateMany({
      where: { id: promotionId, state: "proposed" },
      data: { state: "refused", reason, refusedById: actor.userId, refusedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "refuse-promotion",
      objectKind: "level-promotion",
      objectId: promotionId,
    });
    return allow(null);
  });
}
