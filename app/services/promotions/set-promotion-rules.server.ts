/** States what a competition's notice promises its winners in skill levels; proposals follow at once where results are final. */
import { checkPromotionRules, findHighestByNotice, type PromotionRules } from "#app/domain/policy/level-promotion.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns null, or every reason of `checkPromotionRules`. */
export function setPromotionRules(
  runtime: Runtime,
  actor: Actor,
  { competitionId, rules }: { readonly competitionId: string; readonly rules: PromotionRules },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, enqueue }) => {
    const pinned = await tables.competitionPack.findMany({
      where: { competitionId },
      select: { pack: { select: { content: true } } },
    });
    const highest = findHighestByNotice(pinned.map(({ pack }) => pack.content as unknown as PolicyPack));
    const refusals = checkPromotionRules(rules, highest);
    if (refusals.length > 0) return refuse(...refusals);
    const { finalisedAt } = await tables.competition.update({
      where: { id: competitionId },
      data: { promotionRules: rules },
      select: { finalisedAt: true },
    });
    if (finalisedAt !== null) await enqueue({ kind: "propose-promotions", payload: { competitionId }, competitionId });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-promotion-rules",
      objectKind: "competition",
      objectId: competitionId,
      payload: { lines: rules.rules.length, ceilings: rules.rules.map(({ ceiling }) => ceiling) },
    });
    return allow(null);
  });
}
