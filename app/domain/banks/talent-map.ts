/** A map of talent: winners by trade and region (Dalian (19)); a person counts once in a trade and region, whatever he won there. */
import { findRegionAt, type RegionLevel } from "#app/domain/boards/region-cut.ts";
import { SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

export type TalentResult = {
  readonly personId: string;
  /** Occupation code. */
  readonly trade: string;
  /** Where he works, else studies, else competes for; null where nothing is stated. */
  readonly regionCode: string | null;
  /** Held at the registration. */
  readonly level: SkillLevel | null;
};

export type TalentCell = {
  readonly trade: string;
  readonly region: string;
  readonly personIds: readonly string[];
  /** By the highest level that each of them held; those without a recorded level are in none. */
  readonly levels: readonly { readonly level: SkillLevel; readonly people: number }[];
};

export type TalentMap = {
  /** The most people first; equals by code. */
  readonly trades: readonly { readonly code: string; readonly people: number }[];
  readonly regions: readonly { readonly code: string; readonly people: number }[];
  readonly cells: readonly TalentCell[];
  /** Distinct people. */
  readonly people: number;
  /** People of whom no region is stated at this level; they stand in no cell. */
  readonly unplaced: number;
};

/** The order of the input does not matter. */
export function computeTalentMap(results: readonly TalentResult[], level: RegionLevel): TalentMap {
  const cells = new Map<string, Map<string, SkillLevel | null>>();
  const [trades, regions] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const [everyone, placed] = [new Set<string>(), new Set<string>()];
  for (const { personId, trade, regionCode, level: held } of results) {
    everyone.add(personId);
    const region = regionCode === null ? null : findRegionAt(regionCode, level);
    if (region === null) continue;
    placed.add(personId);
    const key = `${trade} ${region}`;
    const people = cells.get(key) ?? new Map<string, SkillLevel | null>();
    people.set(personId, higherOf(people.get(personId) ?? null, held));
    cells.set(key, people);
    trades.set(trade, (trades.get(trade) ?? new Set()).add(personId));
    regions.set(region, (regions.get(region) ?? new Set()).add(personId));
  }
  return {
    trades: sortBySize(trades),
    regions: sortBySize(regions),
    cells: [...cells].map(([key, people]) => {
      const [trade = "", region = ""] = key.split(" ");
      const held = [...people.values()];
      return {
        trade,
        region,
        personIds: [...people.keys()].sort(),
        levels: [...SKILL_LEVELS].reverse().flatMap((one) => {
          const count = held.filter((other) => other === one).length;
          return count === 0 ? [] : [{ level: one, people: count }];
        }),
      };
    }),
    people: everyone.size,
    unplaced: everyone.size - placed.size,
  };
}

function higherOf(left: SkillLevel | null, right: SkillLevel | null): SkillLevel | null {
  const rank = (level: SkillLevel | null) => (level === null ? -1 : SKILL_LEVELS.indexOf(level));
  return rank(left) >= rank(right) ? left : right;
}

function sortBySize(sets: ReadonlyMap<string, ReadonlySet<string>>) {
  return [...sets]
    .map(([code, people]) => ({ code, people: people.size }))
    .sort((left, right) => right.people - left.people || (left.code < right.code ? -1 : 1));
}
