/** Moving the deadline of registration while it is open: on to a later moment, back to an earlier one, or to now. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export type DeadlineCode =
  | "registration-closed"
  | "deadline-unchanged"
  | "deadline-not-ahead"
  | "registration-closes-after-start"
  | "deadline-reason-required";

const DAY_MS = 86_400_000;

/**
 * Whether the deadline may be moved, with every reason against it. Times are milliseconds since 1970.
 * @param input.to null: registration closes at this moment
 * @returns the new deadline
 */
export function decideDeadline(input: {
  readonly phase: CompetitionPhase;
  readonly closesAt: number;
  /** Midnight in Shanghai on which the first day begins: registration may run into its morning, as in the plan. */
  readonly startsOn: number;
  readonly now: number;
  readonly to: number | null;
  readonly reason: string;
}): Decision<number, DeadlineCode> {
  const { phase, closesAt, startsOn, now } = input;
  const to = input.to ?? now;
  const refusals: Refusal<DeadlineCode>[] = [];
  if (phase !== "registration") refusals.push({ code: "registration-closed", params: { phase } });
  if (to === closesAt || (input.to === null && closesAt <= now)) {
    refusals.push({ code: "deadline-unchanged", params: { deadline: closesAt } });
  } else if (to < now) refusals.push({ code: "deadline-not-ahead", params: { field: "closesAt" } });
  if (to >= startsOn + DAY_MS) refusals.push({ code: "registration-closes-after-start", params: { field: "closesAt" } });
  if (input.reason.trim() === "") refusals.push({ code: "deadline-reason-required", params: { field: "reason" } });
  return decide(refusals, to);
}
