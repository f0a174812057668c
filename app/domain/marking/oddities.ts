/** What a judge should look at twice before he signs: unusual, not wrong. */

import type { AspectState } from "#app/domain/marking/form.ts";
import type { Revision } from "#app/domain/marking/revision.ts";

export const ODDITIES = ["rescored", "changed", "nothing-earned"] as const;
/**
 * `rescored`: scores lay too far apart and were given again. `changed`: a value was replaced by another one.
 * `nothing-earned`: the mark is zero.
 */
export type Oddity = (typeof ODDITIES)[number];

/** @param revisions of the form; others than the aspect's own do not count */
export function listOddities(aspect: AspectState, revisions: readonly Revision[]): readonly Oddity[] {
  const oddities: Oddity[] = [];
  if (aspect.earlierRounds.length > 0) oddities.push("rescored");
  if (isChanged(aspect, revisions)) oddities.push("changed");
  if (aspect.mark === 0) oddities.push("nothing-earned");
  return oddities;
}

/** A measurement belongs to the team, a score to one judge in one score round. */
function isChanged(aspect: AspectState, revisions: readonly Revision[]): boolean {
  const values = new Map<string, number>();
  for (const { aspectId, judgeId, scoreRound, value } of revisions) {
    if (aspectId !== aspect.aspectId) continue;
    const isAgreed = aspect.kind === "measurement" && aspect.each === undefined;
    const owner = isAgreed ? "team" : `${scoreRound} ${judgeId}`;
    if (values.has(owner) && values.get(owner) !== value) return true;
    values.set(owner, value);
  }
  return false;
}
