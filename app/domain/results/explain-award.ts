/** Why an entry has its award, or none: base, cuts and position, or the scores that medals are measured by (DOMAIN 7). */

import {
  type AwardScheme,
  type CutScheme,
  MEDALS,
  type Measure,
  type MedalsWithTolerance,
  type MinimumEntries,
  PRIZE_TIERS,
  type PrizeTier,
} from "#app/domain/awards/award-scheme.ts";
import { countBase } from "#app/domain/awards/awards.ts";
import { type Cut, computeCuts, listGivenTiers } from "#app/domain/awards/cuts.ts";
import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

export const NO_AWARD_REASONS = [
  "not-given-here",
  "not-ranked",
  "ineligible",
  "failed",
  "below-minimum",
  "tie-open",
  "beyond-the-cuts",
  "beyond-tolerance",
] as const;
export type NoAwardReason = (typeof NO_AWARD_REASONS)[number];

type Basis = {
  readonly award: Award | null;
  /** Why there is none; null where there is one. */
  readonly reason: NoAwardReason | null;
  readonly base: number;
  readonly baseKind: AwardScheme["base"];
  readonly given: readonly PrizeTier[];
  /** The rule about few entries that applies; null: all tiers are given. */
  readonly minimum: MinimumEntries | null;
  readonly minimumMark: Hundredths | null;
};

export type ExplainedAward =
  | (Basis & {
      readonly scheme: CutScheme["scheme"];
      readonly cuts: readonly Cut[];
      /** The positions that the entry holds among those who can win, from and to: more than one in a tie; null: it cannot win. */
      readonly positions: { readonly from: number; readonly to: number } | null;
      readonly tiesAtCut: CutScheme["tiesAtCut"];
    })
  | (Basis & {
      readonly scheme: MedalsWithTolerance["scheme"];
      readonly on: Measure;
      readonly value: number | null;
      readonly tolerance: number;
      readonly medallionFrom: number | null;
      /** How many have each medal. */
      readonly counts: Readonly<Record<PrizeTier, number>>;
      /** The best of those who share its medal; null without a medal. */
      readonly best: number | null;
      /** The best of the medals above it, and the worst, to see which group it was measured for. */
      readonly groups: readonly { readonly tier: PrizeTier; readonly best: number; readonly worst: number }[];
    });

/** @param outcomes of the whole round */
export function explainAward(
  outcomes: readonly EntryOutcome[],
  own: EntryOutcome,
  scheme: AwardScheme,
  givesAwards: boolean,
): ExplainedAward {
  const base = countBase(outcomes, scheme.base);
  const applicable = scheme.minimumEntries.filter(({ below }) => base < below).sort((left, right) => left.below - right.below);
  const basis: Basis = {
    award: own.award,
    reason: findReason(own, scheme, givesAwards),
    base,
    baseKind: scheme.base,
    given: listGivenTiers(scheme, base),
    minimum: applicable[0] ?? null,
    minimumMark: scheme.minimumMark,
  };
  return scheme.scheme === "medals-with-tolerance"
    ? { ...basis, ...explainMedals(outcomes, own, scheme) }
    : { ...basis, ...explainCuts(outcomes, own, scheme, base) };
}

function findReason(own: EntryOutcome, scheme: AwardScheme, givesAwards: boolean): NoAwardReason | null {
  if (own.award !== null) return null;
  if (!givesAwards) return "not-given-here";
  if (own.place === null) return "not-ranked";
  if (!own.eligible) return "ineligible";
  if (!own.passed) return "failed";
  if (scheme.minimumMark !== null && (own.total === null || own.total < scheme.minimumMark)) return "below-minimum";
  if (scheme.scheme === "medals-with-tolerance") return "beyond-tolerance";
  return own.openTie ? "tie-open" : "beyond-the-cuts";
}

function explainCuts(outcomes: readonly EntryOutcome[], own: EntryOutcome, scheme: CutScheme, base: number) {
  const places = outcomes.flatMap(({ place, eligible, passed }) => (place !== null && eligible && passed ? [place] : []));
  const { place } = own;
  const isContender = place !== null && own.eligible && own.passed;
  const ahead = isContender ? places.filter((other) => other < place).length : 0;
  const equal = isContender ? places.filter((other) => other === place).length : 0;
  return {
    scheme: scheme.scheme,
    cuts: computeCuts(scheme, base),
    positions: isContender ? { from: ahead + 1, to: ahead + equal } : null,
    tiesAtCut: scheme.tiesAtCut,
  };
}

function explainMedals(outcomes: readonly EntryOutcome[], own: EntryOutcome, scheme: MedalsWithTolerance) {
  const measure = ({ total, scaleScore }: EntryOutcome) => (scheme.on === "total" ? total : scaleScore);
  const groups = PRIZE_TIERS.flatMap((tier) => {
    const values = outcomes.flatMap((outcome) => {
      const value = measure(outcome);
      return outcome.award === MEDALS[tier] && value !== null ? [value] : [];
    });
    if (values.length === 0) return [];
    const best = values.reduce((highest, value) => (value > highest ? value : highest));
    const worst = values.reduce((lowest, value) => (value < lowest ? value : lowest));
    return [{ tier, best, worst, count: values.length }];
  });
  const count = (tier: PrizeTier) => groups.find((group) => group.tier === tier)?.count ?? 0;
  return {
    scheme: scheme.scheme,
    on: scheme.on,
    value: measure(own),
    tolerance: scheme.tolerance,
    medallionFrom: scheme.medallionFrom,
    counts: { first: count("first"), second: count("second"), third: count("third") },
    best: groups.find(({ tier }) => MEDALS[tier] === own.award)?.best ?? null,
    groups: groups.map(({ tier, best, worst }) => ({ tier, best, worst })),
  };
}
