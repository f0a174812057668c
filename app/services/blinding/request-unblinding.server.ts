/** The first half of unblinding: a keeper asks for the layers that are his to open next, after the chief judge has submitted (DOMAIN 4). */
import { type BlindLayer, listRequestedLayers } from "#app/domain/blinding/layers.ts";
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** Opens nothing by itself. @returns the layers that were asked for, the last first, or every unmet condition. */
export function requestUnblinding(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly layers: readonly BlindLayer[] }>> {
  return runtime.database.write<{ layers: readonly BlindLayer[] }, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("request-unblinding", facts, actor.userId);
    if (!decided.ok) return decided;
    const layers = listRequestedLayers(facts.blinding, actor.userId);
    await tables.unblinding.createMany({
      data: layers.map((layer) => ({ roundId, layer, blindingJudgeId: actor.userId, blindingJudgeAt: now })),
    });
    for (const layer of layers) {
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "request-unblinding",
        objectKind: "round",
        objectId: roundId,
        payload: { layer },
      });
    }
    announce({ kind: "round-changed", roundId });
    return allow({ layers });
  });
}
