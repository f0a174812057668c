/** States what a competition awards beyond the prizes of its events; until the winners' list is public. */
import type { SpecialAwardRules } from "#app/domain/awards/special-awards.ts";
import { decideSpecialAwardsChange } from "#app/domain/awards/special-awards-change.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns null, or every reason of `decideSpecialAwardsChange`. */
export function setSpecialAwards(
  runtime: Runtime,
  actor: Actor,
  { competitionId, rules }: { readonly competitionId: string; readonly rules: SpecialAwardRules },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit }) => {
    const { phase } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { phase: true } });
    const decided = decideSpecialAwardsChange(phase as CompetitionPhase, rules);
    if (!decided.ok) return decided;
    await tables.competition.update({ where: { id: competitionId }, data: { specialAwards: rules } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-special-awards",
      objectKind: "competition",
      objectId: competitionId,
      payload: {
        points: rules.points?.kind ?? null,
        bestOfDelegation: rules.bestOfDelegation,
        highest: rules.highest,
        organisationPlaces: rules.organisationPlaces,
        coachAwards: rules.coachAwards,
      },
    });
    return allow(null);
  });
}
