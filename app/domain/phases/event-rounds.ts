/** The rounds of an event: which kinds in which order, who goes on from each, and which of them is meant now (DOMAIN 1 and 2). */

import { checkGoingOn, type GoingOn, type GoingOnRefusal } from "#app/domain/results/going-on.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { ROUND_KINDS, type RoundKind, type RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** One round as the organiser plans it; its number is its position from 1. */
export type PlannedRound = {
  readonly kind: RoundKind;
  /** Null in the last. */
  readonly goingOn: GoingOn | null;
};

export const EVENT_ROUNDS_REFUSALS = [
  "rounds-missing",
  "rounds-not-in-order",
  "rounds-without-final",
  "going-on-missing",
  "going-on-after-final",
  "rounds-fixed",
] as const;
export type EventRoundsRefusal = (typeof EVENT_ROUNDS_REFUSALS)[number] | GoingOnRefusal;

/**
 * Whether an event may have these rounds: kinds in the order of ROUND_KINDS, each at most once, a final last; each but the last
 * says who goes on. Refusals about one round carry its number as `round`.
 * @param isFrozen whether the draw of the first round has its roster: from then on people know what they take part in
 */
export function decideEventRounds(
  rounds: readonly PlannedRound[],
  { isFrozen }: { readonly isFrozen: boolean },
): Decision<null, EventRoundsRefusal> {
  const refusals: Refusal<EventRoundsRefusal>[] = isFrozen ? [{ code: "rounds-fixed" }] : [];
  if (rounds.length === 0) refusals.push({ code: "rounds-missing" });
  const positions = rounds.map(({ kind }) => ROUND_KINDS.indexOf(kind));
  if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? -1))) {
    refusals.push({ code: "rounds-not-in-order" });
  }
  if (rounds.length > 0 && rounds.at(-1)?.kind !== "final") refusals.push({ code: "rounds-without-final" });
  for (const [index, { goingOn }] of rounds.entries()) {
    const round = index + 1;
    if (round === rounds.length) {
      if (goingOn !== null) refusals.push({ code: "going-on-after-final", params: { round } });
    } else if (goingOn === null) refusals.push({ code: "going-on-missing", params: { round } });
    else {
      const ofRule = checkGoingOn(goingOn);
      refusals.push(...ofRule.map(({ code, params }) => ({ code, params: { ...params, round } })));
    }
  }
  return decide(refusals, null);
}

type RoundOfLine = { readonly number: number; readonly phase: string };

/** The round at which an event's work stands: the first that is not settled, else the last; null without rounds. */
export function findCurrentRound<Round extends RoundOfLine>(rounds: readonly Round[]): Round | null {
  const inOrder = [...rounds].sort((left, right) => left.number - right.number);
  return inOrder.find(({ phase }) => phase !== "settled") ?? inOrder.at(-1) ?? null;
}

/** The round that the public asks for when it names none: the last that has begun to be judged, else the first. */
export function findShownRound<Round extends RoundOfLine>(rounds: readonly Round[]): Round | null {
  const inOrder = [...rounds].sort((left, right) => left.number - right.number);
  return inOrder.findLast(({ phase }) => phase !== "draw") ?? inOrder[0] ?? null;
}

/** Where an event's work stands: the phase of its current round; null without rounds. @param phases in the order of the rounds */
export function findCurrentPhase(phases: readonly RoundPhase[]): RoundPhase | null {
  return phases.find((phase) => phase !== "settled") ?? phases.at(-1) ?? null;
}

/** Whether people are at work on the event's current round: what it is marked by and who marks it stand still. */
export function isRoundUnderWay(phases: readonly RoundPhase[]): boolean {
  return phases.length > 0 && findCurrentPhase(phases) !== "draw";
}
