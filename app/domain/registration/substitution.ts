/** Substitution (更换选手): another person in the place of a member of an accepted entry, until the roster of the draw is frozen. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

export const SUBSTITUTION_STATES = ["asked", "granted", "refused"] as const;
export type SubstitutionState = (typeof SUBSTITUTION_STATES)[number];

/** Where an entry stands for a substitution. */
export type SubstitutionWindow = {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  /** Whether the roster of its event's draw is frozen. */
  readonly isFrozen: boolean;
};

export type SubstitutionCode =
  | "registration-closed"
  | "substitution-not-accepted"
  | "substitution-draw-frozen"
  | "substitution-position-unknown"
  | "substitution-pending"
  | "substitution-reason-required"
  | "substitute-registered"
  | "substitution-decided"
  | "substitution-own-request";

/** Why nobody of this entry can be replaced now; empty when somebody can. */
export function checkSubstitutionWindow({ phase, status, isFrozen }: SubstitutionWindow): readonly Refusal<SubstitutionCode>[] {
  const refusals: Refusal<SubstitutionCode>[] = [];
  if (phase !== "registration" && phase !== "running") refusals.push({ code: "registration-closed", params: { phase } });
  if (status !== "accepted") refusals.push({ code: "substitution-not-accepted", params: { status } });
  if (isFrozen) refusals.push({ code: "substitution-draw-frozen" });
  return refusals;
}

/** Whether a team leader may ask for it; what stands against the new person is the roster's to say. */
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

/** Whether a reviewer may grant or refuse it: another person than who asked, and a refusal with its reason. */
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
