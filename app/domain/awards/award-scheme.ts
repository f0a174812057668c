/** Award schemes are data: how prize tiers are cut from the order of an event (DOMAIN 7). */

import type { Hundredths } from "#app/domain/shared/units.ts";

/** The prize tiers, highest first. */
export const PRIZE_TIERS = ["first", "second", "third"] as const;
export type PrizeTier = (typeof PRIZE_TIERS)[number];

export const AWARD_SCHEMES = ["share-of-entries", "fixed-counts"] as const;
export const AWARD_BASES = ["started", "registered"] as const;
export const ROUNDINGS = ["up", "half-up", "down"] as const;
export type Rounding = (typeof ROUNDINGS)[number];
export const TIES_AT_CUT = ["in", "out"] as const;

/** With a base of fewer entries than `below`, only these tiers are given. */
export type MinimumEntries = { readonly below: number; readonly tiers: readonly PrizeTier[] };

type Cuts = {
  /** Excellence goes down to this cumulative percentage of the base, to those without a tier; null: not given. */
  readonly excellenceTo: number | null;
  /** What percentages and minimum numbers count: the eligible entries that checked in, or all that were accepted. */
  readonly base: (typeof AWARD_BASES)[number];
  /** How base x cumulative share becomes a whole number. */
  readonly rounding: Rounding;
  /** A tie at a cut: all in, or all out. */
  readonly tiesAtCut: (typeof TIES_AT_CUT)[number];
  /** A total below it wins nothing. */
  readonly minimumMark: Hundredths | null;
  /** The rule with the lowest `below` above the base applies; none: all tiers are given. */
  readonly minimumEntries: readonly MinimumEntries[];
};

/** Each tier's own share of the base in whole percent: 10, 20, 30 cuts at 10, 30 and 60 percent. */
export type ShareOfEntries = Cuts & { readonly scheme: "share-of-entries"; readonly shares: Readonly<Record<PrizeTier, number>> };

/** Each tier's own number: 1, 2, 3 cuts at 1, 3 and 6. */
export type FixedCounts = Cuts & { readonly scheme: "fixed-counts"; readonly counts: Readonly<Record<PrizeTier, number>> };

export type AwardScheme = ShareOfEntries | FixedCounts;
