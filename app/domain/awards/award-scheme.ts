/** Award schemes are data: how prize tiers are cut from the order of an event, and medals from its scores (DOMAIN 7). */

import type { Hundredths } from "#app/domain/shared/units.ts";

/** The prize tiers, highest first. */
export const PRIZE_TIERS = ["first", "second", "third"] as const;
export type PrizeTier = (typeof PRIZE_TIERS)[number];

/** What each prize tier is called where medals are given. */
export const MEDALS = { first: "gold", second: "silver", third: "bronze" } as const satisfies Readonly<Record<PrizeTier, string>>;

export const AWARD_SCHEMES = ["share-of-entries", "fixed-counts", "medals-with-tolerance"] as const;
export const AWARD_BASES = ["started", "registered"] as const;
export const ROUNDINGS = ["up", "half-up", "down"] as const;
export type Rounding = (typeof ROUNDINGS)[number];
export const TIES_AT_CUT = ["in", "out"] as const;
export const MEASURES = ["total", "scaleScore"] as const;
/** What medals are measured on: totals in hundredths, or scale scores in whole points. */
export type Measure = (typeof MEASURES)[number];

/** With a base of fewer entries than `below`, only these tiers are given. */
export type MinimumEntries = { readonly below: number; readonly tiers: readonly PrizeTier[] };

type Limits = {
  /** What percentages and minimum numbers count: the eligible entries that started, or all eligible ones that were registered. */
  readonly base: (typeof AWARD_BASES)[number];
  /** A total below it wins nothing. */
  readonly minimumMark: Hundredths | null;
  /** The rule with the lowest `below` above the base applies; none: all tiers are given. */
  readonly minimumEntries: readonly MinimumEntries[];
};

type Cuts = Limits & {
  /** Excellence goes down to this cumulative percentage of the base, to those without a tier; null: not given. */
  readonly excellenceTo: number | null;
  /** How base x cumulative share becomes a whole number. */
  readonly rounding: Rounding;
  /** What shares and excellence are parts of; left out: whole percent. 12.5 percent is 125 of 1000. */
  readonly sharesOf?: number;
  /** A tie at a cut: all in, or all out. */
  readonly tiesAtCut: (typeof TIES_AT_CUT)[number];
};

/** Each tier's own share of the base in whole percent: 10, 20, 30 cuts at 10, 30 and 60 percent. */
export type ShareOfEntries = Cuts & { readonly scheme: "share-of-entries"; readonly shares: Readonly<Record<PrizeTier, number>> };

/** Each tier's own number: 1, 2, 3 cuts at 1, 3 and 6. */
export type FixedCounts = Cuts & { readonly scheme: "fixed-counts"; readonly counts: Readonly<Record<PrizeTier, number>> };

/** Medals to all who lie within a tolerance of the best of their group. */
export type MedalsWithTolerance = Limits & {
  readonly scheme: "medals-with-tolerance";
  readonly on: Measure;
  /** In units of the measure: 2 points of a total are 200. */
  readonly tolerance: number;
  /** A medallion to the rest at or above it, in units of the measure; null: none is given. */
  readonly medallionFrom: number | null;
};

export type AwardScheme = ShareOfEntries | FixedCounts | MedalsWithTolerance;
/** The schemes that cut the order at numbers of entries. */
export type CutScheme = ShareOfEntries | FixedCounts;

/** The defaults of DOMAIN 7. */
export const DEFAULT_AWARD: ShareOfEntries = {
  scheme: "share-of-entries",
  shares: { first: 10, second: 20, third: 30 },
  excellenceTo: null,
  base: "started",
  rounding: "half-up",
  tiesAtCut: "in",
  minimumMark: null,
  minimumEntries: [
    { below: 5, tiers: ["first"] },
    { below: 6, tiers: ["first", "second"] },
  ],
};
