/** Whether a recorded result of a competition outside the system takes its people into an event of a tier above (DOMAIN 9). */

import { takesEntries } from "#app/domain/ladder/advancement-states.ts";
import type { FactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type CompetitionPhase, type EntryKind, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";

export const OUTSIDE_WAY_REFUSALS = [
  "outside-not-confirmed",
  "outside-dropped",
  "outside-not-a-result",
  "outside-event-unknown",
  "outside-tier-not-above",
  "outside-event-differs",
  "outside-upper-closed",
  "outside-already-taken",
  "outside-already-entered",
  "outside-delegation-elsewhere",
  "outside-reason-missing",
] as const;
export type OutsideWayRefusal = (typeof OUTSIDE_WAY_REFUSALS)[number];

export type UpperEvent = {
  readonly tier: Tier;
  readonly phase: CompetitionPhase;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
};

export type OutsideWay = {
  readonly fact: { readonly state: FactState; readonly content: RecordedContent; readonly people: number };
  /** Null: there is no such event. */
  readonly upper: UpperEvent | null;
  /** Whether the result has been taken into that event before, whatever became of it. */
  readonly isTaken: boolean;
  /** Positions in the fact, from 1, of those who stand in an entry of that event. */
  readonly entered: readonly number[];
  readonly isDelegationThere: boolean;
  readonly reason: string;
};

/** @returns the place that it won, null where none was published; or every reason against it at once. */
export function decideOutsideWay(way: OutsideWay): Decision<number | null, OutsideWayRefusal> {
  const { fact, upper } = way;
  const refusals: Refusal<OutsideWayRefusal>[] = [];
  if (fact.state === "open") refusals.push({ code: "outside-not-confirmed" });
  if (fact.state === "dropped") refusals.push({ code: "outside-dropped" });
  const result = fact.content.kind === "result" ? fact.content : null;
  if (result === null) refusals.push({ code: "outside-not-a-result" });
  if (upper === null) refusals.push({ code: "outside-event-unknown", params: { field: "eventId" } });
  if (result !== null && upper !== null) refusals.push(...checkFit(result, fact.people, upper));
  if (upper !== null && !takesEntries(upper.phase)) {
    refusals.push({ code: "outside-upper-closed", params: { field: "eventId" } });
  }
  if (way.isTaken) refusals.push({ code: "outside-already-taken", params: { field: "eventId" } });
  for (const position of way.entered) refusals.push({ code: "outside-already-entered", params: { position } });
  if (!way.isDelegationThere) refusals.push({ code: "outside-delegation-elsewhere", params: { field: "delegationId" } });
  if (way.reason.trim() === "") refusals.push({ code: "outside-reason-missing", params: { field: "reason" } });
  return decide(refusals, result?.place ?? null);
}

/** What an event would refuse for itself, whoever enters: its tier, its kind of entry and its size. */
export function checkFit(
  result: { readonly tier: Tier; readonly entryKind: EntryKind },
  people: number,
  upper: UpperEvent,
): readonly Refusal<OutsideWayRefusal>[] {
  const refusals: Refusal<OutsideWayRefusal>[] = [];
  if (TIERS.indexOf(upper.tier) <= TIERS.indexOf(result.tier)) {
    refusals.push({ code: "outside-tier-not-above", params: { field: "eventId", tier: result.tier } });
  }
  if (upper.entryKind !== result.entryKind || upper.teamSize !== people) {
    refusals.push({
      code: "outside-event-differs",
      params: { field: "eventId", entryKind: upper.entryKind, teamSize: upper.teamSize, people },
    });
  }
  return refusals;
}
