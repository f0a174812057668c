/** The first half of unblinding: a blinding judge asks for it after the chief judge has submitted (DOMAIN 4). */
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** Opens nothing by itself. @returns null, or every unmet condition. */
export function requestUnblinding(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("request-unblinding", facts, actor.userId);
    if (!decided.ok) return decided;
    await tables.unblinding.create({ data: { roundId, blindingJudgeId: actor.userId, blindingJudgeAt: now } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "request-unblinding",
      objectKind: "round",
      objectId: roundId,
    });
    announce({ kind: "round-changed", roundId });
    return allow(null);
  });
}
