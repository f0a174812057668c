/** Who goes on from one round of an event to the next (DOMAIN 1 and 6: 预赛前30名进决赛, ties at the cut together). */

import { computePart } from "#app/domain/awards/cuts.ts";
import type { Standing } from "#app/domain/results/standings.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

/** The first places, or a share of those who started, whole percent rounded half up; a tie at the cut goes on together. */
export type GoingOn = { readonly kind: "places"; readonly places: number } | { readonly kind: "share"; readonly percent: number };

export const GOING_ON_REFUSALS = ["going-on-places-not-positive", "going-on-share-not-percent"] as const;
export type GoingOnRefusal = (typeof GOING_ON_REFUSALS)[number];

/** Every reason why the rule cannot be applied; empty when it can. */
export function checkGoingOn(rule: GoingOn): readonly Refusal<GoingOnRefusal>[] {
  if (rule.kind === "places") {
    const isPositive = Number.isSafeInteger(rule.places) && rule.places > 0;
    return isPositive ? [] : [{ code: "going-on-places-not-positive", params: { places: rule.places } }];
  }
  const isPercent = Number.isSafeInteger(rule.percent) && rule.percent > 0 && rule.percent <= 100;
  return isPercent ? [] : [{ code: "going-on-share-not-percent", params: { percent: rule.percent } }];
}

/**
 * The ids of the entries that go on, best first. Entries out of competition or not eligible for awards take nobody's place
 * and go on when their own place is good enough.
 */
export function computeGoingOn(
  standings: readonly Pick<Standing, "entryId" | "place" | "passed" | "status" | "eligible">[],
  rule: GoingOn,
): readonly string[] {
  const started = standings.filter(({ status, eligible }) => status === "checked-in" && eligible).length;
  const places = rule.kind === "places" ? rule.places : computePart(started, rule.percent, "half-up");
  const ranked = standings
    .flatMap(({ entryId, place, passed, eligible }) => (place !== null && passed ? [{ entryId, place, eligible }] : []))
    .sort((left, right) => left.place - right.place);
  let taken = 0;
  let last = 0;
  const ids: string[] = [];
  for (const { entryId, place, eligible } of ranked) {
    if (taken >= places && place !== last) break;
    ids.push(entryId);
    last = place;
    if (eligible) taken += 1;
  }
  return ids;
}
