/** The rules of an event, pinned when it opens: every value marked as a setting in DOMAIN that this version decides by. */

import type { AwardScheme } from "#app/domain/awards/award-scheme.ts";
import type { AdvancementRule } from "#app/domain/ladder/advancement.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const TIE_BREAK_ORDERS = ["desc", "asc"] as const;
export const LAST_TIES = ["share", "chief"] as const;

/** Entries of equal total stand in the order of their mark in one criterion; "desc": the higher mark first. */
export type TieBreak = {
  readonly by: "criterion";
  readonly id: string;
  readonly order: (typeof TIE_BREAK_ORDERS)[number];
};

export type EventRules = {
  /** What the maxima of the scheme must add up to. */
  readonly total: Hundredths;
  /** The highest spread of judgement scores that stands without a second score round. */
  readonly spreadLimit: number;
  readonly judgesPerForm: number;
  /** Applied in this order after the total. */
  readonly tieBreaks: readonly TieBreak[];
  /** When no tie-break separates: share the place, or the chief judge decides and until then the tie is open. */
  readonly lastTie: (typeof LAST_TIES)[number];
  readonly award: AwardScheme;
  /** Null: nobody goes on from this event. */
  readonly advancement: AdvancementRule | null;
  /** How long results are published on site. */
  readonly onSiteMinutes: number;
};

/** The defaults of DOMAIN 2, 5, 6 and 7. */
export const DEFAULT_RULES: EventRules = {
  total: hundredths(10000),
  spreadLimit: 1,
  judgesPerForm: 3,
  tieBreaks: [],
  lastTie: "share",
  award: {
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
  },
  advancement: null,
  onSiteMinutes: 120,
};
