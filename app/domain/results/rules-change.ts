/** Whether the rules or the scheme of an event may still change: while its current round has not opened judging (HOUSE, habit 4). */

import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { DEFAULT_DRAW, type DrawRule } from "#app/domain/draw/rule.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { isRoundUnderWay } from "#app/domain/phases/event-rounds.ts";
import { checkRules, type RulesRefusal } from "#app/domain/results/check-rules.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/**
 * Whether the current round has opened judging. Each round keeps the versions that it opened with, so that after a settled heat
 * the rules of the final may still be set. @param roundPhases in the order of the rounds
 */
export function isPinned(roundPhases: readonly RoundPhase[]): boolean {
  return isRoundUnderWay(roundPhases);
}

export type RulesChangeRefusal =
  | RulesRefusal
  | "rules-pinned"
  | "reason-required"
  | "changed-meanwhile"
  | "blind-layers-after-draw"
  | "draw-rule-after-draw";

/**
 * Whether a new version of the rules may be made. That the total fits the scheme is not asked here: one of the two has to
 * change first, and the event cannot be announced or open before they agree.
 * @param input.layersDrawnFor how many layers seats were frozen or drawn for in a round that is not judged yet; null before that. Who
 * may see them went by it, and would not have by another number.
 * @param input.drawnBy what a draw in force was frozen or held by, in a round that is not judged yet; null before that. By another rule
 * the same things would be drawn once more without the two people and the reason of a re-draw.
 * @param input.basedOn the version that whoever changes it was looking at
 * @param input.scheme null before one was imported: no tie-break by a criterion is possible then
 */
export function decideRulesChange(input: {
  readonly rules: EventRules;
  readonly reason: string;
  readonly basedOn: number;
  readonly current: number;
  readonly roundPhases: readonly RoundPhase[];
  readonly scheme: MarkingScheme | null;
  readonly layersDrawnFor: BlindLayer | null;
  readonly drawnBy: DrawRule | null;
}): Decision<null, RulesChangeRefusal> {
  const refusals: Refusal<RulesChangeRefusal>[] = [];
  if (isPinned(input.roundPhases)) refusals.push({ code: "rules-pinned" });
  if (input.basedOn !== input.current) refusals.push({ code: "changed-meanwhile" });
  if (input.reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
  const { layersDrawnFor: layers } = input;
  if (layers !== null && layers !== input.rules.blindLayers) {
    refusals.push({ code: "blind-layers-after-draw", params: { field: "blindLayers", layers } });
  }
  const { drawnBy } = input;
  if (drawnBy !== null && !isSameDraw(drawnBy, input.rules.draw)) {
    refusals.push({ code: "draw-rule-after-draw", params: { field: "draw" } });
  }
  refusals.push(...checkRules(input.rules, input.scheme ?? { criteria: [] }));
  return decide(refusals, null);
}

function isSameDraw(one: DrawRule, other: DrawRule): boolean {
  return (Object.keys(DEFAULT_DRAW) as (keyof DrawRule)[]).every((key) => one[key] === other[key]);
}
