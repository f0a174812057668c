/** What the public is shown of a round now: never more than was set, and never a name before the results were published (DOMAIN 10). */

import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Disclosure, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/**
 * @param round.disclosure the level that the organiser set
 * @param round.isPublished whether the results were published on site: from then on they are public by name, whatever was set
 * before; until then a level of "named" shows no more than "blind" does.
 * @param round.isWhole whether every session is marked: until then the codes that are there are those of the first sessions, whose
 * people everyone knows, so that no more than progress is shown.
 */
export function computeShownDisclosure(round: {
  readonly disclosure: Disclosure;
  readonly phase: RoundPhase;
  readonly isPublished: boolean;
  readonly isWhole: boolean;
}): Disclosure {
  // There is no board before judging, and so nothing to show of it.
  if (round.phase === "draw") return "closed";
  if (round.isPublished && isUnblinded(round.phase)) return "named";
  if (round.disclosure === "closed" || !round.isWhole) return round.disclosure === "closed" ? "closed" : "progress";
  return round.disclosure === "named" ? "blind" : round.disclosure;
}
