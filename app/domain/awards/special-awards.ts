/**
 * What a competition awards beyond the prizes of its events: team totals by points, the best of each delegation, the highest of
 * the competition, excellent organisation and excellent coaches (DOMAIN 7).
 */

import type { Award } from "#app/domain/shared/vocabulary.ts";

/** Points by place: so many for the first, second, ... places; then `onward.points` down to place `onward.to`; the rest `rest`. */
export type PointsByPlace = {
  readonly kind: "by-place";
  readonly places: readonly number[];
  readonly onward: { readonly to: number; readonly points: number };
  readonly rest: number;
};

/** Points by prize tier or medal; who reached every pass mark without an award has `passed`. */
export type PointsByAward = {
  readonly kind: "by-award";
  readonly awards: Readonly<Partial<Record<Award, number>>>;
  readonly passed: number;
};

export type PointsRule = PointsByPlace | PointsByAward;

export type SpecialAwardRules = {
  /** Null: no team totals. */
  readonly points: PointsRule | null;
  readonly bestOfDelegation: boolean;
  readonly highest: boolean;
  /** 优秀组织奖 to the delegations on the first so many places of the team totals, ties together; null: none. */
  readonly organisationPlaces: number | null;
  /** 优秀指导教师 to the coaches of entries with one of these awards. */
  readonly coachAwards: readonly Award[];
};

/** 威海 2018: 10, 9, 8, 7, 6, 5, then 4 to the tenth, 1 to the rest. */
export const POINTS_BY_PLACE: PointsByPlace = {
  kind: "by-place",
  places: [10, 9, 8, 7, 6, 5],
  onward: { to: 10, points: 4 },
  rest: 1,
};

/** 机械行业 2024: 8, 4, 2 by prize tier, 1 to who passed everything. */
export const POINTS_BY_AWARD: PointsByAward = {
  kind: "by-award",
  awards: { first: 8, second: 4, third: 2, gold: 8, silver: 4, bronze: 2 },
  passed: 1,
};

export const DEFAULT_SPECIAL_AWARDS: SpecialAwardRules = {
  points: POINTS_BY_PLACE,
  bestOfDelegation: true,
  highest: true,
  organisationPlaces: null,
  coachAwards: ["gold", "first"],
};

/** One ranked result of an event's last round. */
export type SpecialAwardEntry = {
  readonly entryId: string;
  readonly eventId: string;
  readonly delegationId: string;
  readonly eligible: boolean;
  /** Null: took part without a place, or did not take part. */
  readonly place: number | null;
  readonly passed: boolean;
  readonly award: Award | null;
  /** In hundredths; null without a place. */
  readonly total: number | null;
  /** What the total could be at most, in hundredths. */
  readonly maximum: number;
  /** Null in an event without a scale. */
  readonly scaleScore: number | null;
};

export type TeamTotal = {
  readonly delegationId: string;
  readonly points: number;
  /** From 1; equals share it. */
  readonly place: number;
  readonly byEvent: Readonly<Record<string, number>>;
  /** How many first, second, third, ... places: what decides between equal points. */
  readonly places: readonly number[];
};

export type SpecialAwards = {
  /** Best first; empty without a points rule. */
  readonly teams: readonly TeamTotal[];
  /** Delegation ids that win 优秀组织奖. */
  readonly organisation: readonly string[];
  /** The best placed entries of each delegation, by delegation id; more than one where they are equal. */
  readonly bestOfDelegation: ReadonlyMap<string, readonly string[]>;
  /** All who are equal at the top of the whole competition. */
  readonly highest: readonly string[];
  /** Whose coaches win 优秀指导教师. */
  readonly coached: readonly string[];
};

/** The order of the input does not matter. Entries that are not eligible earn and win nothing. */
export function computeSpecialAwards(entries: readonly SpecialAwardEntry[], rules: SpecialAwardRules): SpecialAwards {
  const ranked = entries.filter(({ eligible, place, total }) => eligible && place !== null && total !== null) as Ranked[];
  const teams = rules.points === null ? [] : computeTeamTotals(ranked, rules.points);
  const { organisationPlaces } = rules;
  return {
    teams,
    organisation: teams.flatMap(({ delegationId, place }) => {
      return organisationPlaces !== null && place <= organisationPlaces ? [delegationId] : [];
    }),
    bestOfDelegation: rules.bestOfDelegation ? findBestOfDelegations(ranked) : new Map(),
    highest: rules.highest ? findHighest(ranked) : [],
    coached: ranked.flatMap(({ entryId, award }) => (award !== null && rules.coachAwards.includes(award) ? [entryId] : [])),
  };
}

/** The points that one result earns its delegation. */
export function computePoints(entry: Pick<SpecialAwardEntry, "place" | "award" | "passed">, rule: PointsRule): number {
  if (entry.place === null) return 0;
  if (rule.kind === "by-place") {
    return rule.places[entry.place - 1] ?? (entry.place <= rule.onward.to ? rule.onward.points : rule.rest);
  }
  const awarded = entry.award === null ? undefined : rule.awards[entry.award];
  return awarded ?? (entry.passed ? rule.passed : 0);
}

type Ranked = SpecialAwardEntry & { readonly place: number; readonly total: number };

/** Equal points: more first places go before, then more second places, and so on (威海 2018: 依次按选手名次人数多少). */
function computeTeamTotals(ranked: readonly Ranked[], rule: PointsRule): readonly TeamTotal[] {
  const gathered = new Map<string, { points: number; byEvent: Record<string, number>; places: number[] }>();
  for (const entry of ranked) {
    const team = gathered.get(entry.delegationId) ?? { points: 0, byEvent: {}, places: [] };
    const points = computePoints(entry, rule);
    team.points += points;
    team.byEvent[entry.eventId] = (team.byEvent[entry.eventId] ?? 0) + points;
    while (team.places.length < entry.place) team.places.push(0);
    team.places[entry.place - 1] = (team.places[entry.place - 1] ?? 0) + 1;
    gathered.set(entry.delegationId, team);
  }
  const teams = [...gathered]
    .map(([delegationId, team]) => ({ delegationId, ...team }))
    .sort((left, right) => compareTeams(left, right) || (left.delegationId < right.delegationId ? -1 : 1));
  let place = 0;
  return teams.map((team, index) => {
    const above = teams[index - 1];
    if (above === undefined || compareTeams(above, team) !== 0) place = index + 1;
    return { ...team, place };
  });
}

type Team = Pick<TeamTotal, "points" | "places">;

function compareTeams(left: Team, right: Team): number {
  if (left.points !== right.points) return right.points - left.points;
  const longest = left.places.length > right.places.length ? left.places.length : right.places.length;
  for (let index = 0; index < longest; index += 1) {
    const difference = (right.places[index] ?? 0) - (left.places[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function findBestOfDelegations(ranked: readonly Ranked[]): ReadonlyMap<string, readonly string[]> {
  const byDelegation = new Map<string, Ranked[]>();
  for (const entry of ranked) byDelegation.set(entry.delegationId, [...(byDelegation.get(entry.delegationId) ?? []), entry]);
  return new Map([...byDelegation].map(([delegationId, own]) => [delegationId, findHighest(own)]));
}

/**
 * The ids of the best, whatever their event: by scale score where every event has one, else by the share of what the event's
 * total could be.
 */
function findHighest(ranked: readonly Ranked[]): readonly string[] {
  const isScaled = ranked.every(({ scaleScore }) => scaleScore !== null);
  const compare = (left: Ranked, right: Ranked) =>
    isScaled ? (right.scaleScore ?? 0) - (left.scaleScore ?? 0) : right.total * left.maximum - left.total * right.maximum;
  const sorted = [...ranked].sort(compare);
  const [best] = sorted;
  return best === undefined ? [] : sorted.filter((entry) => compare(best, entry) === 0).map(({ entryId }) => entryId);
}

export const SPECIAL_AWARD_REFUSALS = [
  "points-negative",
  "points-then-before-places",
  "organisation-places-not-positive",
  "organisation-without-points",
] as const;
export type SpecialAwardRefusal = (typeof SPECIAL_AWARD_REFUSALS)[number];

/** Every reason why these rules cannot be applied, by code; empty when they can. */
export function checkSpecialAwards(rules: SpecialAwardRules): readonly { readonly code: SpecialAwardRefusal }[] {
  const { points, organisationPlaces } = rules;
  const codes: SpecialAwardRefusal[] = [];
  if (points !== null && !listPoints(points).every((value) => Number.isSafeInteger(value) && value >= 0)) {
    codes.push("points-negative");
  }
  if (points?.kind === "by-place" && points.onward.to < points.places.length) codes.push("points-then-before-places");
  if (organisationPlaces !== null && !(Number.isSafeInteger(organisationPlaces) && organisationPlaces > 0)) {
    codes.push("organisation-places-not-positive");
  }
  if (organisationPlaces !== null && points === null) codes.push("organisation-without-points");
  return codes.map((code) => ({ code }));
}

function listPoints(rule: PointsRule): readonly number[] {
  if (rule.kind === "by-place") return [...rule.places, rule.onward.points, rule.rest];
  return [...Object.values(rule.awards), rule.passed];
}
