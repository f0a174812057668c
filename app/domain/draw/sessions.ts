/** The sessions (场次) of a round, as they are set up before anything is drawn. */
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

export type SessionCode = "round-not-in-draw" | "sessions-fixed" | "session-in-use" | "times-reversed";

/** @param isFixed whether a roster of the round is frozen; null as plan is asked where a session is taken away */
export function decideSession(
  { roundPhase, isFixed }: { readonly roundPhase: RoundPhase; readonly isFixed: boolean },
  plan: SessionPlan | null,
): Decision<null, SessionCode> {
  const refusals: Refusal<SessionCode>[] = [];
  if (roundPhase !== "draw") refusals.push({ code: "round-not-in-draw", params: { phase: roundPhase } });
  if (isFixed) refusals.push({ code: "sessions-fixed" });
  if (plan !== null) {
    if (plan.endsAt <= plan.startsAt) refusals.push({ code: "times-reversed", params: { field: "endsAt" } });
    const { checkInOpensAt, checkInClosesAt } = plan;
    if (checkInOpensAt !== null && checkInClosesAt !== null && checkInClosesAt <= checkInOpensAt) {
      refusals.push({ code: "times-reversed", params: { field: "checkInClosesAt" } });
    }
  }
  return decide(refusals, null);
}
