/** The sessions (场次) of a round, as they are set up before anything is drawn. */
import { checkSessionOpen, type SessionState } from "#app/domain/draw/session-standing.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type SessionPlan = {
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null: as many as are needed. */
  readonly seats: number | null;
  readonly checkInOpensAt: Date | null;
  readonly checkInClosesAt: Date | null;
};

export type SessionCode = "round-not-in-draw" | "sessions-fixed" | "session-in-use" | "one-session-only" | "times-reversed";

export type SessionChangeCode = "round-not-in-draw" | "session-taken-in" | "times-reversed" | "session-reason-missing";

export type SessionsState = {
  readonly roundPhase: RoundPhase;
  /** Whether a roster of the round is frozen. */
  readonly isFixed: boolean;
  /** Whether entries are drawn into sessions; else everyone competes in one, which gives the round its time, place and check-in. */
  readonly areDrawn: boolean;
  /** How many there are. */
  readonly count: number;
};

/** @param plan of the one that is added; null where one is taken away */
export function decideSession(state: SessionsState, plan: SessionPlan | null): Decision<null, SessionCode> {
  const { roundPhase, isFixed, areDrawn, count } = state;
  const refusals: Refusal<SessionCode>[] = [];
  if (roundPhase !== "draw") refusals.push({ code: "round-not-in-draw", params: { phase: roundPhase } });
  if (isFixed) refusals.push({ code: "sessions-fixed" });
  if (plan !== null && !areDrawn && count > 0) refusals.push({ code: "one-session-only" });
  if (plan !== null) refusals.push(...checkTimes(plan));
  return decide(refusals, null);
}

/** When and where a session is, and until when one checks in. */
export type SessionTimes = Omit<SessionPlan, "seats">;

/**
 * Everything that stands against changing when and where a session is: people go by what was published, so that there is a reason,
 * and once its works are marked it is over.
 */
export function decideSessionChange(state: SessionState, times: SessionTimes, reason: string): Decision<null, SessionChangeCode> {
  const refusals: Refusal<SessionChangeCode>[] = [...checkSessionOpen(state), ...checkTimes(times)];
  if (reason.trim() === "") refusals.push({ code: "session-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}

function checkTimes({ startsAt, endsAt, checkInOpensAt, checkInClosesAt }: SessionTimes): Refusal<"times-reversed">[] {
  return [
    ...(endsAt <= startsAt ? [{ code: "times-reversed" as const, params: { field: "endsAt" } }] : []),
    ...(checkInOpensAt !== null && checkInClosesAt !== null && checkInClosesAt <= checkInOpensAt
      ? [{ code: "times-reversed" as const, params: { field: "checkInClosesAt" } }]
      : []),
  ];
}
