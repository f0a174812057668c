/** Substitution (更换选手): another person in the place of a member of an accepted entry, as long as the rules of the event let it. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Participation, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

export const SUBSTITUTION_STATES = ["asked", "granted", "refused"] as const;
export type SubstitutionState = (typeof SUBSTITUTION_STATES)[number];

/** Until when the rules of an event let somebody be replaced: until its draw's roster is frozen, or until the entry is checked in. */
export const SUBSTITUTION_RULES = ["never", "until-draw", "until-check-in"] as const;
export type SubstitutionRule = (typeof SUBSTITUTION_RULES)[number];

/** Where an entry stands for a substitution. */
export type SubstitutionWindow = {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  readonly rule: SubstitutionRule;
  /** Whether the roster of its event's draw is frozen. */
  readonly isFrozen: boolean;
  /** Its own in each round that it is in. */
  readonly participations: readonly Participation[];
  /** Whether it is in a session that is marked, where nobody comes any more. */
  readonly isTakenIn: boolean;
};

export type SubstitutionCode =
  | "registration-closed"
  | "substitution-not-accepted"
  | "substitution-never"
  | "substitution-draw-frozen"
  | "substitution-checked-in"
  | "substitution-over"
  | "substitution-position-unknown"
  | "substitution-pending"
  | "substitution-reason-required"
  | "substitution-decided"
  | "substitution-own-request";

/** Whether a substitution that is asked for now is one on the spot: what was drawn stays with the entry. */
export function isOnTheSpot({ isFrozen }: Pick<SubstitutionWindow, "isFrozen">): boolean {
  return isFrozen;
}

/** Why nobody of this entry can be replaced now; empty when somebody can. Who is absent may still be let in, with another person. */
export function checkSubstitutionWindow(window: SubstitutionWindow): readonly Refusal<SubstitutionCode>[] {
  const { phase, status, rule, participations } = window;
  const refusals: Refusal<SubstitutionCode>[] = [];
  if (phase !== "registration" && phase !== "running") refusals.push({ code: "registration-closed", params: { phase } });
  if (status !== "accepted") refusals.push({ code: "substitution-not-accepted", params: { status } });
  if (rule === "never") refusals.push({ code: "substitution-never" });
  else if (isOnTheSpot(window)) {
    const settled = participations.find((participation) => participation !== "expected" && participation !== "absent");
    if (rule === "until-draw") refusals.push({ code: "substitution-draw-frozen" });
    else if (settled) refusals.push({ code: "substitution-checked-in", params: { participation: settled } });
    else if (window.isTakenIn) refusals.push({ code: "substitution-over" });
  }
  return refusals;
}

/** Whether a team leader, or whoever checks in, may ask for it; what stands against the new person is the roster's to say. */
export function decideSubstitutionRequest(
  input: SubstitutionWindow & {
    readonly position: number;
    /** Positions that the entry has, from 1. */
    readonly size: number;
    /** Whether another request for this entry waits. */
    readonly isPending: boolean;
    readonly reason: string;
  },
): Decision<null, SubstitutionCode> {
  const refusals = [...checkSubstitutionWindow(input)];
  const { position, size } = input;
  if (!Number.isSafeInteger(position) || position < 1 || position > size) {
    refusals.push({ code: "substitution-position-unknown", params: { field: "position" } });
  }
  if (input.isPending) refusals.push({ code: "substitution-pending" });
  if (input.reason.trim() === "") refusals.push({ code: "substitution-reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}

/** Whether a reviewer, or on the spot whoever checks in, may grant or refuse it: another person than who asked, and a refusal with its reason. */
export function decideSubstitutionAnswer(
  input: SubstitutionWindow & {
    readonly state: SubstitutionState;
    readonly act: "grant" | "refuse";
    readonly reason: string;
    readonly requestedById: string;
    readonly actorId: string;
  },
): Decision<SubstitutionState, SubstitutionCode> {
  const { act, state } = input;
  // A request that came too late can still be refused.
  const refusals = act === "grant" ? [...checkSubstitutionWindow(input)] : [];
  if (state !== "asked") refusals.push({ code: "substitution-decided" });
  if (input.actorId === input.requestedById) refusals.push({ code: "substitution-own-request" });
  if (act === "refuse" && input.reason.trim() === "") {
    refusals.push({ code: "substitution-reason-required", params: { field: "reason" } });
  }
  return decide(refusals, act === "grant" ? "granted" : "refused");
}
