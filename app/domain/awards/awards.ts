/** The one computation of awards, for every screen, file, board, certificate and interface (DOMAIN 6 and 7). */

import type { AwardScheme, CutScheme, MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { type Cut, computeCuts, listGivenTiers } from "#app/domain/awards/cuts.ts";
import { computeMedals } from "#app/domain/awards/medals.ts";
import type { Standing } from "#app/domain/results/standings.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** What awards look at; a result has it all. */
export type AwardContender = Pick<Standing, "entryId" | "status" | "eligible" | "total" | "place"> & {
  /** Left out: it passed, its place is decided, and no scale is used. */
  readonly passed?: boolean;
  readonly openTie?: boolean;
  readonly scaleScore?: number | null;
};

/**
 * The award of every entry, null for none; the order of the input does not matter. An entry that is not eligible uses no quota
 * and does not count in the base; one that failed a pass mark counts in the base, uses no quota and wins nothing. A tie at a
 * cut goes in or out together. While the chief judge has not decided a tie, those in it have the award that any decision would
 * leave them. O(n log n).
 */
export function computeAwards(standings: readonly AwardContender[], scheme: AwardScheme): ReadonlyMap<string, Award | null> {
  const awards = listAwards(standings, scheme);
  return new Map(standings.map(({ entryId }, index) => [entryId, awards[index] ?? null]));
}

/** The same, in the order of the input. */
export function listAwards(standings: readonly AwardContender[], scheme: AwardScheme): readonly (Award | null)[] {
  const base = countBase(standings, scheme.base);
  const awards: Awards = standings.map(() => null);
  const contenders: number[] = [];
  standings.forEach(({ place, eligible, passed }, index) => {
    if (place !== null && eligible && passed !== false) contenders.push(index);
  });
  if (scheme.scheme === "medals-with-tolerance") awardMedals(awards, standings, contenders, scheme, base);
  else awardTiers(awards, standings, contenders, scheme, base);
  return awards;
}

/**
 * How many entries shares and minimum numbers count: the eligible ones that checked in ("started"), or all eligible ones,
 * whatever became of them ("registered"). Who is out of competition counts in neither.
 */
export function countBase(standings: readonly AwardContender[], base: AwardScheme["base"]): number {
  return standings.filter(({ eligible, status }) => {
    if (!eligible || status === "out-of-competition") return false;
    return base === "registered" || status === "checked-in";
  }).length;
}

type Awards = (Award | null)[];
type Standings = readonly AwardContender[];

/** @param contenders the positions of those who can win something */
function awardTiers(awards: Awards, standings: Standings, contenders: number[], scheme: CutScheme, base: number): void {
  const cuts = computeCuts(scheme, base);
  const placeOf = (index: number | undefined) => (index === undefined ? null : (standings[index]?.place ?? null));
  contenders.sort((left, right) => (placeOf(left) ?? 0) - (placeOf(right) ?? 0));
  for (let start = 0; start < contenders.length; ) {
    const place = placeOf(contenders[start]);
    let end = start;
    let isOpen = false;
    for (; placeOf(contenders[end]) === place; end += 1) isOpen ||= standings[contenders[end] as number]?.openTie === true;
    // Those who share a place stand from the first of their positions to the last.
    const highest = findAward(cuts, start + 1);
    const lowest = findAward(cuts, end);
    const award = isOpen ? (highest === lowest ? highest : null) : scheme.tiesAtCut === "in" ? highest : lowest;
    for (; start < end; start += 1) {
      const index = contenders[start] as number;
      if (!isBelow(standings[index] as AwardContender, scheme)) awards[index] = award;
    }
  }
}

function awardMedals(
  awards: Awards,
  standings: Standings,
  contenders: readonly number[],
  scheme: MedalsWithTolerance,
  base: number,
): void {
  const measured = contenders
    .flatMap((index) => {
      const contender = standings[index] as AwardContender;
      const value = scheme.on === "total" ? contender.total : (contender.scaleScore ?? null);
      return value === null || isBelow(contender, scheme) ? [] : [{ index, value: value as number }];
    })
    .sort((left, right) => right.value - left.value);
  const medals = computeMedals(
    measured.map(({ value }) => value),
    scheme,
    listGivenTiers(scheme, base),
  );
  measured.forEach(({ index }, at) => {
    awards[index] = medals[at] ?? null;
  });
}

function isBelow({ total }: AwardContender, { minimumMark }: AwardScheme): boolean {
  return minimumMark !== null && (total === null || total < minimumMark);
}

/** The highest award whose cut still holds this position among the contenders. */
function findAward(cuts: readonly Cut[], position: number): Award | null {
  for (const { award, to } of cuts) if (position <= to) return award;
  return null;
}
