/** Whether the rules of an event hold together and fit its marking scheme, before they are pinned (DOMAIN 1: settings). */

import { AWARD_SCHEME_REFUSALS, checkAwardScheme } from "#app/domain/awards/check-award-scheme.ts";
import { BLIND_LAYERS, isSeatTheCode } from "#app/domain/blinding/layers.ts";
import { ADVANCEMENT_RULE_REFUSALS, checkAdvancementRule } from "#app/domain/ladder/advancement.ts";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { HIGHEST_SCORE } from "#app/domain/marking/score-rounds.ts";
import { checkEligibilityRules, ELIGIBILITY_RULE_REFUSALS } from "#app/domain/registration/eligibility.ts";
import { checkRequirementRules, REQUIREMENT_RULE_REFUSALS } from "#app/domain/registration/requirements.ts";
import { COMPONENT_REFUSALS, checkComponents } from "#app/domain/results/check-components.ts";
import { PERCENT } from "#app/domain/results/components.ts";
import { type EventRules, tieBreakKey } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";

export const RULES_REFUSALS = [
  "total-not-positive",
  "spread-limit-out-of-range",
  "judges-per-form-not-positive",
  "blind-layers-out-of-range",
  "two-layers-with-seats-per-module",
  "two-layers-with-hand-draw",
  ...COMPONENT_REFUSALS,
  "tie-break-criterion-unknown",
  "tie-break-module-unknown",
  "tie-break-component-unknown",
  "tie-break-repeated",
  "tie-break-time-repeated",
  "medals-without-scale",
  ...AWARD_SCHEME_REFUSALS,
  ...ADVANCEMENT_RULE_REFUSALS,
  "recheck-top-places-negative",
  "recheck-percent-out-of-range",
  "on-site-minutes-negative",
  "appeal-minutes-negative",
  "fewest-entries-not-positive",
  ...ELIGIBILITY_RULE_REFUSALS,
  ...REQUIREMENT_RULE_REFUSALS,
] as const;
export type RulesRefusal = (typeof RULES_REFUSALS)[number];

type Refusals = readonly Refusal<RulesRefusal>[];

/**
 * Every reason why an event with this scheme cannot open under these rules; empty when it can. The scheme has its own check.
 * @param scheme null: whether the rules fit a scheme is not asked
 */
export function checkRules(rules: EventRules, scheme: MarkingScheme | null): Refusals {
  return [
    ...checkMarking(rules),
    ...checkBlinding(rules),
    ...checkComponents(rules, scheme),
    ...checkTieBreaks(rules, scheme),
    ...checkAwards(rules),
    ...(rules.advancement ? checkAdvancementRule(rules.advancement) : []),
    ...checkProcedure(rules),
    ...checkEligibilityRules(rules.eligibility),
    ...checkRequirementRules(rules.requires),
  ];
}

function checkMarking({ total, spreadLimit, judgesPerForm }: EventRules): Refusals {
  const refusals: Refusal<RulesRefusal>[] = [];
  if (total <= 0) refusals.push({ code: "total-not-positive", params: { total: formatHundredths(total) } });
  if (!isIntegerWithin(spreadLimit, 0, HIGHEST_SCORE)) {
    refusals.push({ code: "spread-limit-out-of-range", params: { spreadLimit, highest: HIGHEST_SCORE } });
  }
  if (!isIntegerWithin(judgesPerForm, 1)) refusals.push({ code: "judges-per-form-not-positive", params: { judgesPerForm } });
  return refusals;
}

/** Where the seat is the code, a work has one seat, and no supervisor, who sees marks by code, writes down who drew it. */
function checkBlinding({ blindLayers, draw }: EventRules): Refusals {
  if (!BLIND_LAYERS.includes(blindLayers)) {
    return [{ code: "blind-layers-out-of-range", params: { layers: blindLayers, highest: BLIND_LAYERS.length } }];
  }
  if (!isSeatTheCode(blindLayers)) return [];
  return [
    ...(draw.seats === "per-module" ? [{ code: "two-layers-with-seats-per-module" as const }] : []),
    ...(draw.way === "hand" ? [{ code: "two-layers-with-hand-draw" as const }] : []),
  ];
}

function checkTieBreaks({ tieBreaks, components }: EventRules, scheme: MarkingScheme | null): Refusals {
  const criteria = new Set(scheme?.criteria.map(({ id }) => id));
  const modules = new Set(scheme ? listModules(scheme).map(({ id }) => id) : []);
  const keys = new Set(components.map(({ key }) => key));
  const seen = new Set<string>();
  return tieBreaks.flatMap((tieBreak) => {
    const { by, id } = tieBreak;
    const refusals: Refusal<RulesRefusal>[] = [];
    if (scheme && by === "criterion" && !criteria.has(id)) {
      refusals.push({ code: "tie-break-criterion-unknown", params: { criterion: id } });
    }
    if (scheme && by === "module" && !modules.has(id)) {
      refusals.push({ code: "tie-break-module-unknown", params: { module: id } });
    }
    if (by === "component" && !keys.has(id)) refusals.push({ code: "tie-break-component-unknown", params: { component: id } });
    const key = tieBreakKey(tieBreak);
    if (seen.has(key)) {
      refusals.push(by === "time" ? { code: "tie-break-time-repeated" } : { code: "tie-break-repeated", params: { id } });
    }
    seen.add(key);
    return refusals;
  });
}

function checkAwards({ award, scale, total }: EventRules): Refusals {
  const needsScale = award.scheme === "medals-with-tolerance" && award.on === "scaleScore";
  return [
    ...(needsScale && scale === "none" ? [{ code: "medals-without-scale" as const }] : []),
    ...checkAwardScheme(award, total),
  ];
}

function checkProcedure({ recheck, onSiteMinutes, appealMinutes, fewestEntries }: EventRules): Refusals {
  const refusals: Refusal<RulesRefusal>[] = [];
  const { topPlaces: places } = recheck;
  if (!isIntegerWithin(places, 0)) refusals.push({ code: "recheck-top-places-negative", params: { places } });
  for (const percent of [recheck.percent, recheck.errorPercent]) {
    if (!isIntegerWithin(percent, 0, PERCENT)) refusals.push({ code: "recheck-percent-out-of-range", params: { percent } });
  }
  if (!isIntegerWithin(onSiteMinutes, 0)) {
    refusals.push({ code: "on-site-minutes-negative", params: { minutes: onSiteMinutes } });
  }
  if (!isIntegerWithin(appealMinutes, 0)) refusals.push({ code: "appeal-minutes-negative", params: { minutes: appealMinutes } });
  if (!isIntegerWithin(fewestEntries, 1)) {
    refusals.push({ code: "fewest-entries-not-positive", params: { fewest: fewestEntries } });
  }
  return refusals;
}

function isIntegerWithin(value: number, lowest: number, highest: number = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && value >= lowest && value <= highest;
}
