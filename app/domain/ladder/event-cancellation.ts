/** 取消赛项: calling off an event before its first draw, most often because too few entered it (DOMAIN 2). */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const EVENT_CANCELLATION_REFUSALS = [
  "event-cancelled-already",
  "event-cancellation-closed",
  "event-drawn",
  "event-is-last",
  "event-cancellation-reason-required",
] as const;
export type EventCancellationRefusal = (typeof EVENT_CANCELLATION_REFUSALS)[number];

/** What was announced can be called off; a draft event is removed, and what was judged has results. */
const OPEN: readonly CompetitionPhase[] = ["announced", "registration", "running"];

/** Every reason against it at once. */
export function decideEventCancellation(input: {
  readonly phase: CompetitionPhase;
  readonly isCancelled: boolean;
  /** Rounds that have a draw or have left it. */
  readonly roundsBegun: number;
  /** Events of the competition beside it that stand. */
  readonly otherEvents: number;
  readonly reason: string;
}): Decision<null, EventCancellationRefusal> {
  const { phase, isCancelled, roundsBegun, otherEvents, reason } = input;
  const refusals: Refusal<EventCancellationRefusal>[] = [];
  if (isCancelled) refusals.push({ code: "event-cancelled-already" });
  if (!OPEN.includes(phase)) refusals.push({ code: "event-cancellation-closed", params: { phase } });
  if (roundsBegun > 0) refusals.push({ code: "event-drawn", params: { count: roundsBegun } });
  if (otherEvents === 0) refusals.push({ code: "event-is-last" });
  if (reason.trim() === "") refusals.push({ code: "event-cancellation-reason-required", params: { field: "cancelReason" } });
  return decide(refusals, null);
}
