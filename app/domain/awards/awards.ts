/** The one computation of awards, for every screen, file, board, certificate and interface (DOMAIN 6 and 7). */

import type { AwardScheme } from "#app/domain/awards/award-scheme.ts";
import { type Cut, computeCuts } from "#app/domain/awards/cuts.ts";
import type { Standing } from "#app/domain/results/standings.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** What awards look at; a standing has it all. */
export type AwardContender = Pick<Standing, "entryId" | "status" | "eligible" | "total" | "place">;

/**
 * The award of every entry, null for none; the order of the input does not matter. Entries that are not eligible use no quota
 * and do not count in the base. A tie at a cut goes in or out together. O(n log n).
 */
export function computeAwards(standings: readonly AwardContender[], scheme: AwardScheme): ReadonlyMap<string, Award | null> {
  const awards = new Map<string, Award | null>(standings.map(({ entryId }) => [entryId, null]));
  const cuts = computeCuts(scheme, countBase(standings, scheme.base));
  let ahead = 0;
  for (const group of groupByPlace(standings)) {
    const award = findAward(cuts, scheme.tiesAtCut === "in" ? ahead + 1 : ahead + group.length);
    for (const { entryId, total } of group) {
      const isTooLow = scheme.minimumMark !== null && (total === null || total < scheme.minimumMark);
      awards.set(entryId, isTooLow ? null : award);
    }
    ahead += group.length;
  }
  return awards;
}

/**
 * How many entries shares and minimum numbers count: the eligible ones that checked in ("started"), or all eligible ones
 * ("registered"). A disqualified entry and one out of competition can win nothing and count in neither.
 */
export function countBase(standings: readonly AwardContender[], base: AwardScheme["base"]): number {
  return standings.filter(({ eligible, status }) => {
    if (!eligible || status === "disqualified" || status === "out-of-competition") return false;
    return base === "registered" || status === "checked-in";
  }).length;
}

/** The eligible entries that share a place, best place first. */
function groupByPlace(standings: readonly AwardContender[]): readonly (readonly AwardContender[])[] {
  const groups = new Map<number, AwardContender[]>();
  for (const standing of standings) {
    if (standing.place === null || !standing.eligible) continue;
    const group = groups.get(standing.place);
    if (group) group.push(standing);
    else groups.set(standing.place, [standing]);
  }
  return [...groups].sort(([left], [right]) => left - right).map(([, group]) => group);
}

/** The highest award whose cut still holds this position among the eligible. */
function findAward(cuts: readonly Cut[], position: number): Award | null {
  return cuts.find(({ to }) => position <= to)?.award ?? null;
}
