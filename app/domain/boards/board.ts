/**
 * 奖牌榜 and 积分榜: what regions, organisations and delegations won, counted from public results (DOMAIN 9, Dalian (14)). An award
 * counts once for an entry, however many people it has; a team whose members are of several regions (organisations) counts once in
 * full for each of them, so that rows may add up to more than was awarded: totals count every award once.
 */
import { findRegionAt, type RegionLevel } from "#app/domain/boards/region-cut.ts";
import { AWARDS, type Award, type Tier } from "#app/domain/shared/vocabulary.ts";

/** Whose relation it was is frozen on acceptance. `unit` is the employer, or the school of who has none. */
export type BoardMember = {
  readonly delegationRegion: string | null;
  readonly unitId: string | null;
  readonly unitRegion: string | null;
  readonly trainingId: string | null;
  readonly trainingRegion: string | null;
};

/** One public result of an event's last round, or one that was recorded with evidence and confirmed. */
export type BoardResult = {
  readonly resultId: string;
  /** Recorded from a competition outside the system. */
  readonly outside: boolean;
  /** Null outside. */
  readonly competitionId: string | null;
  readonly eventId: string | null;
  readonly year: number;
  readonly tier: Tier;
  /** From 1; null without one. */
  readonly place: number | null;
  readonly award: Award | null;
  /** By the rule of its competition. */
  readonly points: number;
  /** Null outside. */
  readonly delegation: string | null;
  readonly members: readonly BoardMember[];
};

export const BOARD_SUBJECTS = ["region", "organisation", "training", "delegation"] as const;
export type BoardSubject = (typeof BOARD_SUBJECTS)[number];

/** Whose region counts on a board by region: the delegation's, the employer's or school's, the training organisation's. */
export const BOARD_RELATIONS = ["delegation", "unit", "training"] as const;
export type BoardRelation = (typeof BOARD_RELATIONS)[number];

export type BoardCut = { readonly by: BoardSubject; readonly relation: BoardRelation; readonly level: RegionLevel };

export type AwardCounts = Readonly<Record<Award, number>>;

export type MedalRow = {
  readonly key: string;
  /** From 1; equals share it: 1, 2, 2, 4. */
  readonly place: number;
  readonly awards: AwardCounts;
  /** How many of them come from outside the system. */
  readonly outside: number;
};

export type PointsRow = {
  readonly key: string;
  /** From 1; equals share it. */
  readonly place: number;
  readonly points: number;
  /** Results that earned them. */
  readonly results: number;
  /** How many first, second and third places. */
  readonly firsts: readonly [number, number, number];
  /** Points that come from outside the system. */
  readonly outside: number;
};

export type Board = {
  readonly medals: readonly MedalRow[];
  readonly points: readonly PointsRow[];
  /** Every award and every point once. */
  readonly total: { readonly awards: AwardCounts; readonly points: number; readonly results: number };
  /** Results that count in several rows. */
  readonly shared: number;
  /** Results with an award or points that count in no row, because what the board asks for is not stated of them. */
  readonly unplaced: number;
};

/** The keys of the rows in which a result counts, each once. A recorded result has no delegation: its unit's region stands for it. */
export function findBoardKeys(result: Pick<BoardResult, "delegation" | "members">, cut: BoardCut): ReadonlySet<string> {
  if (cut.by === "delegation") return new Set(result.delegation === null ? [] : [result.delegation]);
  const keys = new Set<string>();
  for (const member of result.members) {
    const key = findMemberKey(member, cut);
    if (key !== null) keys.add(key);
  }
  return keys;
}

function findMemberKey(member: BoardMember, { by, relation, level }: BoardCut): string | null {
  if (by === "organisation") return member.unitId;
  if (by === "training") return member.trainingId;
  const region = {
    delegation: member.delegationRegion ?? member.unitRegion,
    unit: member.unitRegion,
    training: member.trainingRegion,
  }[relation];
  return region === null ? null : findRegionAt(region, level);
}

/** The order of the input does not matter. */
export function computeBoard(results: readonly BoardResult[], cut: BoardCut): Board {
  const gathered = new Map<string, Gathered>();
  const total = makeGathered("");
  let [shared, unplaced] = [0, 0];
  for (const result of results) {
    if (result.award === null && result.points === 0) continue;
    const keys = findBoardKeys(result, cut);
    if (keys.size > 1) shared += 1;
    if (keys.size === 0) unplaced += 1;
    add(total, result);
    for (const key of keys) {
      const row = gathered.get(key) ?? makeGathered(key);
      add(row, result);
      gathered.set(key, row);
    }
  }
  const rows = [...gathered.values()];
  return {
    medals: placeRows(
      rows.filter(({ awards }) => AWARDS.some((award) => awards[award] > 0)),
      compareMedals,
    ).map(({ key, place, awards, outsideAwards }) => ({ key, place, awards, outside: outsideAwards })),
    points: placeRows(
      rows.filter(({ points }) => points > 0),
      comparePoints,
    ).map(({ key, place, points, scored, places, outsidePoints }) => ({
      key,
      place,
      points,
      results: scored,
      firsts: [places[0] ?? 0, places[1] ?? 0, places[2] ?? 0],
      outside: outsidePoints,
    })),
    total: { awards: total.awards, points: total.points, results: total.results },
    shared,
    unplaced,
  };
}

type Gathered = {
  readonly key: string;
  readonly awards: Record<Award, number>;
  points: number;
  results: number;
  /** Results with points. */
  scored: number;
  /** How many first, second, third, ... places. */
  readonly places: number[];
  outsideAwards: number;
  outsidePoints: number;
};

function makeGathered(key: string): Gathered {
  const awards = Object.fromEntries(AWARDS.map((award) => [award, 0])) as Record<Award, number>;
  return { key, awards, points: 0, results: 0, scored: 0, places: [], outsideAwards: 0, outsidePoints: 0 };
}

function add(row: Gathered, { award, points, place, outside }: BoardResult): void {
  row.results += 1;
  row.points += points;
  if (points > 0) row.scored += 1;
  if (outside) row.outsidePoints += points;
  if (award !== null) {
    row.awards[award] += 1;
    if (outside) row.outsideAwards += 1;
  }
  if (place !== null) row.places[place - 1] = (row.places[place - 1] ?? 0) + 1;
}

/** Gold, then silver, then bronze; among equals the first, second, third prizes, of competitions that give prizes and no medals. */
const MEDAL_ORDER = ["gold", "silver", "bronze", "first", "second", "third"] as const satisfies readonly Award[];

function compareMedals(left: Gathered, right: Gathered): number {
  for (const award of MEDAL_ORDER) {
    if (left.awards[award] !== right.awards[award]) return right.awards[award] - left.awards[award];
  }
  return 0;
}

/** Equal points: more first places go before, then more second places, and so on, as among the teams of one competition. */
function comparePoints(left: Gathered, right: Gathered): number {
  if (left.points !== right.points) return right.points - left.points;
  const longest = left.places.length > right.places.length ? left.places.length : right.places.length;
  for (let index = 0; index < longest; index += 1) {
    const difference = (right.places[index] ?? 0) - (left.places[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function placeRows(
  rows: readonly Gathered[],
  compare: (left: Gathered, right: Gathered) => number,
): readonly (Gathered & { readonly place: number })[] {
  const sorted = [...rows].sort((left, right) => compare(left, right) || (left.key < right.key ? -1 : 1));
  let place = 0;
  return sorted.map((row, index) => {
    const above = sorted[index - 1];
    if (above === undefined || compare(above, row) !== 0) place = index + 1;
    return { ...row, place };
  });
}
