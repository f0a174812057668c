/** Until when a competition may change what it awards beyond its prizes: until the winners' list is public. */

import { checkSpecialAwards, type SpecialAwardRefusal, type SpecialAwardRules } from "#app/domain/awards/special-awards.ts";
import { type Decision, decide } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

const CLOSED: readonly CompetitionPhase[] = ["publicity", "final", "archived"];

/** Every reason why not at once. */
export function decideSpecialAwardsChange(
  phase: CompetitionPhase,
  rules: SpecialAwardRules,
): Decision<null, SpecialAwardRefusal | "special-awards-closed"> {
  return decide(
    [
      ...(CLOSED.includes(phase) ? [{ code: "special-awards-closed" as const, params: { phase } }] : []),
      ...checkSpecialAwards(rules),
    ],
    null,
  );
}
