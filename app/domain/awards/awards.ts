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
  const base = countBase(standings, scheme.base);
  const contenders = standings.filter(({ place, eligible, passed }) => place !== null && eligible && passed !== false);
  const awards = new Map<string, Award | null>(standings.map(({ entryId }) => [entryId, null]));
  if (scheme.scheme === "medals-with-tolerance") awardMedals(awards, contenders, scheme, base);
  else awardTiers(awards, contenders, scheme, base);
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

type Awards = Map<string, Award | null>;

function awardTiers(awards: Awards, contenders: readonly AwardContender[], scheme: CutScheme, base: number): void {
  const cuts = computeCuts(scheme, base);
  let ahead = 0;
  for (const group of groupByPlace(contenders)) {
    const highest = findAward(cuts, ahead + 1);
    const lowest = findAward(cuts, ahead + group.length);
    const isOpen = group.some(({ openTie }) => openTie === true);
    const award = isOpen ? (highest === lowest ? highest : null) : scheme.tiesAtCut === "in" ? highest : lowest;
    for (const contender of group) awards.set(contender.entryId, isBelow(contender, scheme) ? null : award);
    ahead += group.length;
  }
}

function awardMedals(awards: Awards, contenders: readonly AwardContender[], scheme: MedalsWithTolerance, base: number): void {
  const measured = contenders
    .filter((contender) => !isBelow(contender, scheme))
    .map(({ entryId, total, scaleScore }) => ({ entryId, value: scheme.on === "total" ? total : (scaleScore ?? null) }))
    .filter((contender): contender is { entryId: string; value: number } & typeof contender => contender.value !== null)
    .sort((left, right) => right.value - left.value);
  const medals = computeMedals(
    measured.map(({ value }) => value),
    scheme,
    listGivenTiers(scheme, base),
  );
  measured.forEach(({ entryId }, index) => {
    awards.set(entryId, medals[index] ?? null);
  });
}

function isBelow({ total }: AwardContender, { minimumMark }: AwardScheme): boolean {
  return minimumMark !== null && (total === null || total < minimumMark);
}

/** Those who share a place, best place first. */
function groupByPlace(contenders: readonly AwardContender[]): readonly (readonly AwardContender[])[] {
  const groups = new Map<number, AwardContender[]>();
  for (const contender of contenders) {
    const place = contender.place as number;
    const group = groups.get(place);
    if (group) group.push(contender);
    else groups.set(place, [contender]);
  }
  return [...groups].sort(([left], [right]) => left - right).map(([, group]) => group);
}

/** The highest award whose cut still holds this position among the contenders. */
function findAward(cuts: readonly Cut[], position: number): Award | null {
  return cuts.find(({ to }) => position <= to)?.award ?? null;
}
