/** The rules of an event, pinned when it opens: every value marked as a setting in DOMAIN that this version decides by. */

import { type AwardScheme, DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { CHECK_KINDS, type CheckKind } from "#app/domain/draw/check-in.ts";
import { DEFAULT_DRAW, type DrawRule } from "#app/domain/draw/rule.ts";
import type { AdvancementRule } from "#app/domain/ladder/advancement.ts";
import { type Eligibility, OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import { NOTHING_REQUIRED, type Requirements } from "#app/domain/registration/requirements.ts";
import type { SubstitutionRule } from "#app/domain/registration/substitution.ts";
import type { Component } from "#app/domain/results/components.ts";
import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import type { Scale } from "#app/domain/results/scale.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const TIE_BREAK_ORDERS = ["desc", "asc"] as const;
export const TIE_BREAK_KINDS = ["criterion", "module", "component", "time"] as const;
export const LAST_TIES = ["share", "chief"] as const;
export const MARKING_KINDS = ["blind", "open"] as const;
export const FAILED_PLACES = ["last", "by-total"] as const;
export const ROUNDING_PLACES = [2, 1, 0] as const;

/** Entries of equal total stand in the order of one value: "desc" the higher first. An entry without the value stands after. */
export type TieBreak = {
  readonly by: (typeof TIE_BREAK_KINDS)[number];
  /** Of the criterion, module or component; empty for the time used. */
  readonly id: string;
  readonly order: (typeof TIE_BREAK_ORDERS)[number];
};

export type EventRules = {
  readonly eligibility: Eligibility;
  /** What must be on record before an entry is handed in. */
  readonly requires: Requirements;
  /** With fewer accepted entries the event is not held. */
  readonly fewestEntries: number;
  readonly draw: DrawRule;
  /** What the maxima of the scheme must add up to, and each component's. */
  readonly total: Hundredths;
  /** The highest spread of judgement scores that stands without a second score round. */
  readonly spreadLimit: number;
  /** How many judges mark each form. */
  readonly judgesPerForm: number;
  /** Whether judges see only codes, or whose work it is. */
  readonly marking: (typeof MARKING_KINDS)[number];
  /** In how many layers works are blinded. */
  readonly blindLayers: BlindLayer;
  /** What is looked at when an entry is checked in; all of it must hold. */
  readonly checkInChecks: readonly CheckKind[];
  /** Until when a member of an accepted entry may be replaced. */
  readonly substitution: SubstitutionRule;
  /** Weighted into the total; none: the marks of the scheme are added. */
  readonly components: readonly Component[];
  /** An entry that failed a pass mark: ranked after all who passed, or by its total; it wins nothing either way. */
  readonly failed: (typeof FAILED_PLACES)[number];
  /** Decimals that the weighted total is rounded to, once. */
  readonly roundingPlace: (typeof ROUNDING_PLACES)[number];
  /** Applied in this order after the total. */
  readonly tieBreaks: readonly TieBreak[];
  /** When no tie-break separates: share the place, or the chief judge decides and until then the tie is open. */
  readonly lastTie: (typeof LAST_TIES)[number];
  readonly scale: Scale;
  readonly award: AwardScheme;
  /** Null: nobody goes on from this event. */
  readonly advancement: AdvancementRule | null;
  readonly recheck: RecheckRule;
  /** How long results are published on site. */
  readonly onSiteMinutes: number;
  /** How long after an event of the hall, or a result, a team leader may appeal. */
  readonly appealMinutes: number;
  /** Whether a ruling on an appeal can be appealed once more. */
  readonly secondInstance: boolean;
};

/** The defaults of DOMAIN 2, 3, 4, 5, 6, 7 and 8. */
export const DEFAULT_RULES: EventRules = {
  eligibility: OPEN_TO_ALL,
  requires: NOTHING_REQUIRED,
  fewestEntries: 2,
  draw: DEFAULT_DRAW,
  total: hundredths(10000),
  spreadLimit: 1,
  judgesPerForm: 3,
  marking: "blind",
  blindLayers: 3,
  checkInChecks: CHECK_KINDS,
  substitution: "until-draw",
  components: [],
  failed: "last",
  roundingPlace: 2,
  tieBreaks: [],
  lastTie: "share",
  scale: "none",
  award: DEFAULT_AWARD,
  advancement: null,
  recheck: { topPlaces: 3, percent: 15, errorPercent: 5 },
  onSiteMinutes: 120,
  appealMinutes: 120,
  secondInstance: false,
};

/** Rules as stored; what a version from before a setting existed does not say has its default. */
export function toEventRules(stored: unknown): EventRules {
  const rules = { ...DEFAULT_RULES, ...(stored as Partial<EventRules>) };
  return { ...rules, eligibility: { ...OPEN_TO_ALL, ...rules.eligibility } };
}

/** Where an entry's value for a tie-break stands among its values: "component theory", "time". */
export function tieBreakKey({ by, id }: Pick<TieBreak, "by" | "id">): string {
  return by === "time" ? by : `${by} ${id}`;
}
