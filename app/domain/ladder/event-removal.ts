/** An event that was created by mistake: when it can be taken out of its competition again. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const EVENT_REMOVAL_REFUSALS = [
  "event-removal-closed",
  "event-has-entries",
  "event-has-begun",
  "event-has-people",
  "event-is-upper",
  "event-has-notices",
  "event-removal-reason-required",
] as const;
export type EventRemovalRefusal = (typeof EVENT_REMOVAL_REFUSALS)[number];

/** What hangs on an event, in numbers. */
export type EventTies = {
  /** Of every state: a record of somebody's registration is not taken away with the event. */
  readonly entries: number;
  /** Rounds whose roster is frozen or that have left the draw. */
  readonly roundsBegun: number;
  /** Roles held in it now. */
  readonly people: number;
  /** Events of lower competitions that lead up to it. */
  readonly lowerEvents: number;
  /** Notices and meetings about it. */
  readonly notices: number;
};

/** Every reason against removing it at once. */
export function decideEventRemoval(input: {
  readonly phase: CompetitionPhase;
  readonly ties: EventTies;
  readonly reason: string;
}): Decision<null, EventRemovalRefusal> {
  const { phase, ties } = input;
  const refusals: Refusal<EventRemovalRefusal>[] = [];
  if (phase !== "draft" && phase !== "announced" && phase !== "registration") {
    refusals.push({ code: "event-removal-closed", params: { phase } });
  }
  const against = (code: EventRemovalRefusal, count: number) => {
    if (count > 0) refusals.push({ code, params: { count } });
  };
  against("event-has-entries", ties.entries);
  against("event-has-begun", ties.roundsBegun);
  against("event-has-people", ties.people);
  against("event-is-upper", ties.lowerEvents);
  against("event-has-notices", ties.notices);
  if (input.reason.trim() === "") refusals.push({ code: "event-removal-reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}
