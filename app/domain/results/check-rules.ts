/** Whether the rules of an event hold together and fit its marking scheme, before they are pinned (DOMAIN 1: settings). */

import { AWARD_SCHEME_REFUSALS, checkAwardScheme } from "#app/domain/awards/check-award-scheme.ts";
import { ADVANCEMENT_RULE_REFUSALS, checkAdvancementRule } from "#app/domain/ladder/advancement.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { HIGHEST_SCORE } from "#app/domain/marking/score-rounds.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";

export const RULES_REFUSALS = [
  "total-not-positive",
  "spread-limit-out-of-range",
  "judges-per-form-not-positive",
  "tie-break-criterion-unknown",
  "tie-break-repeated",
  "on-site-minutes-negative",
  ...AWARD_SCHEME_REFUSALS,
  ...ADVANCEMENT_RULE_REFUSALS,
] as const;
export type RulesRefusal = (typeof RULES_REFUSALS)[number];

/** Every reason why an event with this scheme cannot open under these rules; empty when it can. The scheme has its own check. */
export function checkRules(rules: EventRules, scheme: MarkingScheme): readonly Refusal<RulesRefusal>[] {
  const refusals: Refusal<RulesRefusal>[] = [];
  const { total, spreadLimit, judgesPerForm, onSiteMinutes } = rules;
  if (total <= 0) refusals.push({ code: "total-not-positive", params: { total: formatHundredths(total) } });
  if (!isIntegerFrom(0, spreadLimit) || spreadLimit > HIGHEST_SCORE) {
    refusals.push({ code: "spread-limit-out-of-range", params: { spreadLimit, highest: HIGHEST_SCORE } });
  }
  if (!isIntegerFrom(1, judgesPerForm)) refusals.push({ code: "judges-per-form-not-positive", params: { judgesPerForm } });
  refusals.push(...checkTieBreaks(rules, scheme));
  if (!isIntegerFrom(0, onSiteMinutes)) refusals.push({ code: "on-site-minutes-negative", params: { minutes: onSiteMinutes } });
  refusals.push(...checkAwardScheme(rules.award, total));
  if (rules.advancement) refusals.push(...checkAdvancementRule(rules.advancement));
  return refusals;
}

function checkTieBreaks({ tieBreaks }: EventRules, scheme: MarkingScheme): readonly Refusal<RulesRefusal>[] {
  const known = new Set(scheme.criteria.map(({ id }) => id));
  const seen = new Set<string>();
  return tieBreaks.flatMap(({ id }) => {
    const refusals: Refusal<RulesRefusal>[] = [];
    if (!known.has(id)) refusals.push({ code: "tie-break-criterion-unknown", params: { criterion: id } });
    if (seen.has(id)) refusals.push({ code: "tie-break-repeated", params: { criterion: id } });
    seen.add(id);
    return refusals;
  });
}

function isIntegerFrom(lowest: number, value: number): boolean {
  return Number.isSafeInteger(value) && value >= lowest;
}
