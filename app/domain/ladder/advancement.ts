/** Who goes on to the event of the next tier (DOMAIN 9: top N or a share, cap per delegation, ties at the cut together). */

import type { Rounding } from "#app/domain/awards/award-scheme.ts";
import { computePart } from "#app/domain/awards/cuts.ts";
import { isContender } from "#app/domain/policy/winning-places.ts";
import type { Standing } from "#app/domain/results/standings.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";

export const ADVANCEMENT_KINDS = ["top", "share"] as const;
/** direct: qualified is confirmed at once; squad: training squad and selection come between. */
export const ADVANCEMENT_ROUTES = ["direct", "squad"] as const;
export type AdvancementRoute = (typeof ADVANCEMENT_ROUTES)[number];

export type AdvancementRule = (
  | { readonly kind: "top"; readonly places: number }
  /** In percent of the eligible entries that have a place and passed, whoever of them gave it up included. */
  | { readonly kind: "share"; readonly percent: number; readonly rounding: Rounding }
) & {
  /** The most of one delegation, for those not tied at it; null: no cap. */
  readonly capPerDelegation: number | null;
  /** Not said by rules from before there were routes: direct. */
  readonly route?: AdvancementRoute;
};

export type AdvancementContender = Pick<Standing, "entryId" | "place" | "eligible" | "passed"> & {
  /** Null for an entry of no delegation, which no cap touches. */
  readonly delegationId: string | null;
  /** Qualified and gave it up: the next is offered the place. */
  readonly declined?: boolean;
};

export const ADVANCEMENT_REASONS = ["within-places", "tied-at-cut", "moved-up"] as const;
/** Why an entry goes on; becomes a sentence in i18n. */
export type AdvancementReason = {
  readonly code: (typeof ADVANCEMENT_REASONS)[number];
  readonly params: { readonly place: number; readonly places: number };
};

export type Advancement = { readonly entryId: string; readonly reason: AdvancementReason };

export const ADVANCEMENT_RULE_REFUSALS = [
  "advancement-places-not-positive",
  "advancement-share-not-percent",
  "advancement-cap-not-positive",
] as const;
export type AdvancementRuleRefusal = (typeof ADVANCEMENT_RULE_REFUSALS)[number];

/** Every reason why the rule cannot be applied; empty when it can. */
export function checkAdvancementRule(rule: AdvancementRule): readonly Refusal<AdvancementRuleRefusal>[] {
  const { capPerDelegation } = rule;
  const refusals: Refusal<AdvancementRuleRefusal>[] = [];
  if (rule.kind === "top" && !isPositive(rule.places)) {
    refusals.push({ code: "advancement-places-not-positive", params: { places: rule.places } });
  }
  if (rule.kind === "share" && (!isPositive(rule.percent) || rule.percent > 100)) {
    refusals.push({ code: "advancement-share-not-percent", params: { percent: rule.percent } });
  }
  if (capPerDelegation !== null && !isPositive(capPerDelegation)) {
    refusals.push({ code: "advancement-cap-not-positive", params: { cap: capPerDelegation } });
  }
  return refusals;
}

/** How many places there are to go on; of a share, the part of the eligible entries that have a place and passed, rounded as the rule says. */
export function countAdvancementPlaces(
  contenders: readonly Pick<AdvancementContender, "place" | "eligible" | "passed">[],
  rule: AdvancementRule,
): number {
  if (rule.kind === "top") return rule.places;
  const base = contenders.filter(isContender).length;
  return computePart(base, rule.percent, rule.rounding);
}

/**
 * The entries that qualify, in the order of their places; the order of the input does not matter. Who is not ranked, not
 * eligible, failed a pass mark, gave it up or stands beyond the cap of his delegation is passed over and uses no place. Those
 * tied at the cut go on together, and so do those of one delegation tied at its cap. O(n log n).
 */
export function computeAdvancement(contenders: readonly AdvancementContender[], rule: AdvancementRule): readonly Advancement[] {
  const places = countAdvancementPlaces(contenders, rule);
  const advanced: Advancement[] = [];
  const taken = new Map<string, number>();
  for (const { place, members } of groupByPlace(contenders)) {
    if (advanced.length >= places) break;
    const passing = members.filter(({ delegationId }) => isWithinCap(delegationId, taken, rule.capPerDelegation));
    const isTiedAtCut = advanced.length + passing.length > places;
    for (const { entryId, delegationId } of passing) {
      const code = place > places ? "moved-up" : isTiedAtCut ? "tied-at-cut" : "within-places";
      advanced.push({ entryId, reason: { code, params: { place, places } } });
      if (delegationId !== null) taken.set(delegationId, (taken.get(delegationId) ?? 0) + 1);
    }
  }
  return advanced;
}

function groupByPlace(contenders: readonly AdvancementContender[]) {
  const groups = new Map<number, AdvancementContender[]>();
  for (const contender of contenders) {
    if (!isContender(contender) || contender.declined) continue;
    const group = groups.get(contender.place);
    if (group) group.push(contender);
    else groups.set(contender.place, [contender]);
  }
  return [...groups]
    .sort(([left], [right]) => left - right)
    .map(([place, members]) => ({ place, members: members.sort((left, right) => compareText(left.entryId, right.entryId)) }));
}

function isWithinCap(delegationId: string | null, taken: ReadonlyMap<string, number>, cap: number | null): boolean {
  return cap === null || delegationId === null || (taken.get(delegationId) ?? 0) < cap;
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
