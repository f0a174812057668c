/** The procedure of one honour (DOMAIN 9): recommended → inspected (考察) → publicised (公示) → conferred by a decision, or refused. */
import type { Honour } from "#app/domain/policy/pack.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** `refused` ends it at any state before `conferred`. */
export const HONOUR_CASE_STATES = ["recommended", "inspected", "publicised", "conferred", "refused"] as const;
export type HonourCaseState = (typeof HONOUR_CASE_STATES)[number];

export const INSPECTION_OUTCOMES = ["passed", "refused"] as const;
export type InspectionOutcome = (typeof INSPECTION_OUTCOMES)[number];

/** How many working days a list of nominees is public, unless an officer says otherwise. */
export const DEFAULT_HONOUR_PUBLICITY_DAYS = 5;
export const MOST_PUBLICITY_DAYS = 60;

/** The last day (YYYY-MM-DD) of a publicity that ends with the midnight after it. */
export function lastPublicDay(endsAt: Date): string {
  return shanghaiDay(new Date(endsAt.getTime() - 1));
}

/** The result that a recommendation rests on: an entry's in a competition of this system, or one that officers recorded. */
export type HonourBasis = {
  readonly kind: "entry" | "fact";
  /** The competition is final, or a second person confirmed the record; and it stands. */
  readonly isFinal: boolean;
  readonly award: Award | null;
  readonly place: number | null;
  readonly members: readonly { readonly memberId: string; readonly personId: string }[];
};

/** An honour that somebody holds, or that is under way for him. */
export type StandingHonour = {
  readonly personId: string;
  readonly honour: Honour;
  /** Conferred or confirmed; else under way. */
  readonly isHeld: boolean;
  readonly reference: string;
};

/** What one case is judged on. Ids of people are those of accounts. */
export type HonourCaseFacts = {
  readonly state: HonourCaseState;
  readonly recommendedById: string;
  readonly inspectedById: string | null;
  readonly publicityEndsAt: Date | null;
  /** Whether the result that it rests on stands as it did. */
  readonly doesBasisStand: boolean;
};

export const RECOMMEND_HONOUR_REFUSALS = [
  "honour-basis-missing",
  "honour-basis-open",
  "honour-basis-without-award",
  "honour-nominee-missing",
  "honour-nominee-unknown",
  "honour-under-way",
  "honour-held",
  "honour-reason-missing",
  "honour-reference-missing",
  "honour-organisation-unknown",
  "honour-region-unknown",
  "evidence-too-large",
  "evidence-not-readable",
] as const;
export type RecommendHonourRefusal = (typeof RECOMMEND_HONOUR_REFUSALS)[number];

export const HONOUR_ACT_REFUSALS = [
  "honour-not-recommended",
  "honour-inspector-recommended",
  "honour-inspection-missing",
  "honour-not-inspected",
  "honour-publicity-days",
  "honour-not-publicised",
  "honour-publicity-running",
  "honour-conferrer-recommended",
  "honour-basis-fallen",
  "honour-decision-number-missing",
  "honour-decision-early",
  "honour-decision-future",
  "honour-settled",
  "honour-refusal-reason-missing",
] as const;
export type HonourActRefusal = (typeof HONOUR_ACT_REFUSALS)[number];
