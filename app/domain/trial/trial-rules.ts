/** The rules of a trial calculation as their file says them, in points; and as the rules of an event that compute. */

import {
  type AWARD_BASES,
  type AwardScheme,
  type MEASURES,
  MEDALS,
  type MinimumEntries,
  PRIZE_TIERS,
  type PrizeTier,
  type Rounding,
  type TIES_AT_CUT,
} from "#app/domain/awards/award-scheme.ts";
import type { Component } from "#app/domain/results/components.ts";
import type { ResultRules } from "#app/domain/results/compute-results.ts";
import type {
  EventRules,
  FAILED_PLACES,
  LAST_TIES,
  ROUNDING_PLACES,
  TIE_BREAK_ORDERS,
  TieBreak,
} from "#app/domain/results/rules.ts";
import type { Scale } from "#app/domain/results/scale.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import { countPlaces, fromWhole, toWhole } from "#app/domain/trial/decimal.ts";

/** Places of weights, and of shares, at most. */
export const WEIGHT_PLACES = 4;
export const SHARE_PLACES = 4;
const MARK_PLACES = 2;
const MEDAL_TIERS = ["gold", "silver", "bronze"] as const;
export const TIER_WORDS = [...PRIZE_TIERS, ...MEDAL_TIERS] as const;
export type TierWord = (typeof TIER_WORDS)[number];

type Cuts = {
  readonly excellenceTo: number | null;
  readonly base: (typeof AWARD_BASES)[number];
  readonly rounding: Rounding;
  readonly tiesAtCut: (typeof TIES_AT_CUT)[number];
};

export type TrialAwards =
  | ({ readonly scheme: "share-of-entries"; readonly shares: Readonly<Record<PrizeTier, number>> } & Cuts)
  | ({ readonly scheme: "fixed-counts"; readonly counts: Readonly<Record<PrizeTier, number>> } & Cuts)
  | {
      readonly scheme: "medals-with-tolerance";
      readonly on: (typeof MEASURES)[number];
      readonly tolerance: number;
      readonly medallionFrom: number | null;
      readonly base: (typeof AWARD_BASES)[number];
    };

export type TrialComponent = { readonly key: string; readonly weight: number; readonly passMark: number | null };

export type TrialRules = {
  readonly scale: Scale;
  /** Null: nobody wins anything. */
  readonly awards: TrialAwards | null;
  readonly components: readonly TrialComponent[];
  /** Each names a component or another column. */
  readonly tieBreak: readonly { readonly key: string; readonly order: (typeof TIE_BREAK_ORDERS)[number] }[];
  readonly lastTie: (typeof LAST_TIES)[number];
  readonly minimumMark: number | null;
  readonly minimumEntries: readonly { readonly below: number; readonly tiers: readonly TierWord[] }[];
  readonly failed: (typeof FAILED_PLACES)[number];
  readonly roundingPlace: (typeof ROUNDING_PLACES)[number];
  /** The column of what penalties take from the total, and that of the chief judge's order among equals; null: there is none. */
  readonly penaltyColumn: string | null;
  readonly chiefOrderColumn: string | null;
};

/**
 * Weights as whole numbers and what they are parts of: those that add up to 100 are percent, all others factors, so that
 * 0.3 and 0.7 weigh like 30 and 70, and 1 and 1 add.
 */
export function toWeights(components: readonly TrialComponent[]): {
  readonly weights: readonly number[];
  readonly divisor: number;
} {
  const unit = toWhole(1, WEIGHT_PLACES);
  const weights = components.map(({ weight }) => toWhole(weight, WEIGHT_PLACES));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return { weights, divisor: sum === 100 * unit ? sum : unit };
}

/** A tier by its own word or by that of its medal. */
export function toPrizeTier(word: TierWord): PrizeTier {
  return PRIZE_TIERS.find((tier) => tier === word || MEDALS[tier] === word) as PrizeTier;
}

/**
 * The rules of an event that say the same. Columns that only break ties stand where modules do, because no total counts these.
 * @param weighs false where the file states totals instead of components
 */
export function toResultRules(rules: TrialRules, weighs: boolean): ResultRules {
  const { weights, divisor } = toWeights(rules.components);
  const components = weighs
    ? rules.components.map(
        ({ key, passMark }, index): Component => ({
          key,
          name: key,
          weight: weights[index] ?? 0,
          passMark: toMark(passMark),
          source: "file",
          modules: [],
        }),
      )
    : [];
  const keys = new Set(components.map(({ key }) => key));
  return {
    components,
    weightsOf: divisor,
    failed: rules.failed,
    roundingPlace: rules.roundingPlace,
    tieBreaks: rules.tieBreak.map(({ key, order }): TieBreak => ({ by: keys.has(key) ? "component" : "module", id: key, order })),
    lastTie: rules.lastTie,
    scale: rules.scale,
    award: toAwardScheme(rules),
  };
}

function toAwardScheme({ awards, minimumMark, minimumEntries }: TrialRules): AwardScheme {
  const limits = {
    minimumMark: toMark(minimumMark),
    minimumEntries: minimumEntries.map(({ below, tiers }): MinimumEntries => ({ below, tiers: tiers.map(toPrizeTier) })),
  };
  if (awards === null) {
    return { ...limits, scheme: "fixed-counts", counts: { first: 0, second: 0, third: 0 }, ...NO_CUTS };
  }
  switch (awards.scheme) {
    case "fixed-counts":
      return { ...limits, ...awards, ...toParts(awards, {}) };
    case "share-of-entries":
      return { ...limits, ...awards, ...toParts(awards, awards.shares) };
    case "medals-with-tolerance": {
      const places = awards.on === "scaleScore" ? 0 : MARK_PLACES;
      const tolerance = toWhole(awards.tolerance, places);
      const medallionFrom = awards.medallionFrom === null ? null : toWhole(awards.medallionFrom, places);
      return { ...limits, ...awards, tolerance, medallionFrom };
    }
  }
}

const NO_CUTS = { excellenceTo: null, base: "started", rounding: "half-up", tiesAtCut: "in" } as const;

/** Percentages as whole parts of what they are parts of, 100 where none has decimals. */
function toParts({ excellenceTo }: Cuts, shares: Readonly<Partial<Record<PrizeTier, number>>>) {
  const places = [excellenceTo ?? 0, ...Object.values(shares)].reduce((most, value) => Math.max(most, countPlaces(value)), 0);
  const whole = (value: number) => toWhole(value, places);
  const { first = 0, second = 0, third = 0 } = shares;
  return {
    excellenceTo: excellenceTo === null ? null : whole(excellenceTo),
    shares: { first: whole(first), second: whole(second), third: whole(third) },
    sharesOf: toWhole(100, places),
  };
}

function toMark(points: number | null): Hundredths | null {
  return points === null ? null : hundredths(toWhole(points, MARK_PLACES));
}

/** The rules of an event in the words of a trial: what is published with results, so that anyone can compute them again. */
export function toTrialRules(rules: EventRules): TrialRules {
  return {
    scale: rules.scale,
    awards: toTrialAwards(rules.award),
    components: rules.components.map(({ key, weight, passMark }) => ({ key, weight, passMark: toPoints(passMark) })),
    tieBreak: rules.tieBreaks.map((tieBreak) => ({ key: toTrialKey(tieBreak), order: tieBreak.order })),
    lastTie: rules.lastTie,
    minimumMark: toPoints(rules.award.minimumMark),
    minimumEntries: rules.award.minimumEntries,
    failed: rules.failed,
    roundingPlace: rules.roundingPlace,
    penaltyColumn: rules.components.length > 0 ? PENALTY_COLUMN : null,
    chiefOrderColumn: rules.lastTie === "chief" ? CHIEF_ORDER_COLUMN : null,
  };
}

export const PENALTY_COLUMN = "penalty";
export const CHIEF_ORDER_COLUMN = "chief order";

/** What the column of a tie-break is called: "criterion B", "module M1", "time"; a component's own key. */
export function toTrialKey({ by, id }: Pick<TieBreak, "by" | "id">): string {
  if (by === "component") return id;
  return by === "time" ? by : `${by} ${id}`;
}

function toTrialAwards(award: AwardScheme): TrialAwards {
  const { minimumMark: _mark, minimumEntries: _entries, ...scheme } = award;
  if (scheme.scheme !== "medals-with-tolerance") return scheme;
  const places = scheme.on === "total" ? MARK_PLACES : 0;
  const { tolerance, medallionFrom } = scheme;
  return {
    ...scheme,
    tolerance: fromWhole(tolerance, places),
    medallionFrom: medallionFrom === null ? null : fromWhole(medallionFrom, places),
  };
}

function toPoints(mark: Hundredths | null): number | null {
  return mark === null ? null : fromWhole(mark, MARK_PLACES);
}
