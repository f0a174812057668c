/** Check-in and blind codes: who has come, and under which code the work goes to the judges (DOMAIN 4). */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type CheckInCode =
  | "round-not-in-draw"
  | "seats-not-drawn"
  | "entrant-unknown"
  | "participation-settled"
  | "code-assigned"
  | "check-in-unfinished"
  | "no-one-checked-in"
  | "codes-complete";

/** Where a round stands at check-in. */
export type CheckInState = { readonly roundPhase: RoundPhase; readonly isDrawn: boolean };

/** One entry of the round. */
export type Attendance = {
  readonly participation: Participation;
  /** Whether its work has a blind code already. */
  readonly hasCode: boolean;
};

/**
 * Whether an entry may be checked in; who is checked in already may be so again, because a badge may be scanned twice.
 * Who was recorded as absent and comes before marking opens is let in.
 */
export function decideCheckIn(state: CheckInState, { participation }: Attendance): Decision<null, CheckInCode> {
  const refusals = checkState(state);
  if (!["expected", "absent", "checked-in"].includes(participation)) {
    refusals.push({ code: "participation-settled", params: { participation } });
  }
  return decide(refusals, null);
}

/** Whether an entry may be recorded as absent. A code once given stays with its work, so nobody who has one can become absent here. */
export function decideAbsence(state: CheckInState, { participation, hasCode }: Attendance): Decision<null, CheckInCode> {
  const refusals = checkState(state);
  if (!["expected", "absent", "checked-in"].includes(participation)) {
    refusals.push({ code: "participation-settled", params: { participation } });
  }
  if (hasCode) refusals.push({ code: "code-assigned" });
  return decide(refusals, null);
}

/**
 * Whether the blinding judge may assign codes: once everyone has come or is recorded as absent, because codes that are given one
 * by one, as people arrive, tell who is who. Who was let in late gets his when the act is repeated.
 */
export function decideCodes(state: CheckInState, entries: readonly Attendance[]): Decision<null, CheckInCode> {
  const refusals = checkState(state);
  const expected = entries.filter(({ participation }) => participation === "expected").length;
  const present = entries.filter(({ participation }) => participation === "checked-in");
  if (expected > 0) refusals.push({ code: "check-in-unfinished", params: { count: expected } });
  if (present.length === 0) refusals.push({ code: "no-one-checked-in" });
  else if (present.every(({ hasCode }) => hasCode)) refusals.push({ code: "codes-complete" });
  return decide(refusals, null);
}

function checkState({ roundPhase, isDrawn }: CheckInState): Refusal<CheckInCode>[] {
  const refusals: Refusal<CheckInCode>[] = [];
  if (roundPhase !== "draw") refusals.push({ code: "round-not-in-draw", params: { phase: roundPhase } });
  if (!isDrawn) refusals.push({ code: "seats-not-drawn" });
  return refusals;
}
