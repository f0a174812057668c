/** Freezing the roster of a draw and holding it: by whom, when, and on what conditions (DOMAIN 4). */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type DrawCode =
  | "competition-not-running"
  | "round-not-in-draw"
  | "previous-round-not-settled"
  | "draw-already-frozen"
  | "draw-roster-empty"
  | "draw-not-frozen"
  | "draw-already-held"
  | "draw-by-one-person"
  | "contribution-missing";

/** Where a round stands between the end of registration and the start of marking. */
export type DrawState = {
  readonly competitionPhase: CompetitionPhase;
  readonly roundPhase: RoundPhase;
  /** Of the round before it, which says who takes part; null for the first. */
  readonly previousPhase: RoundPhase | null;
  /** Null before the roster is frozen. */
  readonly frozenById: string | null;
  readonly isDrawn: boolean;
};

/** Everything that stands against freezing the roster; the entries are the accepted ones, in a later round those that went on. */
export function decideFreeze(state: DrawState, entries: number): Decision<null, DrawCode> {
  const refusals = checkPhases(state);
  if (state.previousPhase !== null && state.previousPhase !== "settled") {
    return decide([...refusals, { code: "previous-round-not-settled", params: { phase: state.previousPhase } }], null);
  }
  if (state.frozenById !== null) refusals.push({ code: "draw-already-frozen" });
  if (entries === 0) refusals.push({ code: "draw-roster-empty" });
  return decide(refusals, null);
}

/**
 * Everything that stands against holding the draw. Who froze the roster does not contribute: the draw rests on two people, of
 * whom neither can steer it alone. `contribution` null asks for the rest only: what a page knows before anything is written.
 */
export function decideHold(
  state: DrawState,
  input: { readonly contribution: string | null; readonly actorId: string },
): Decision<null, DrawCode> {
  const refusals = checkPhases(state);
  if (state.frozenById === null) refusals.push({ code: "draw-not-frozen" });
  if (state.frozenById === input.actorId) refusals.push({ code: "draw-by-one-person" });
  if (state.isDrawn) refusals.push({ code: "draw-already-held" });
  if (input.contribution !== null && input.contribution.trim() === "") {
    refusals.push({ code: "contribution-missing", params: { field: "contribution" } });
  }
  return decide(refusals, null);
}

/** 工位号: the place in the drawn order, from "01"; as many digits as the last one needs, so that codes sort as numbers. */
export function computeSeatCodes(count: number): readonly string[] {
  const digits = Math.max(2, String(count).length);
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, "0"));
}

function checkPhases({ competitionPhase, roundPhase }: DrawState): Refusal<DrawCode>[] {
  const refusals: Refusal<DrawCode>[] = [];
  if (competitionPhase !== "running") refusals.push({ code: "competition-not-running", params: { phase: competitionPhase } });
  if (roundPhase !== "draw") refusals.push({ code: "round-not-in-draw", params: { phase: roundPhase } });
  return refusals;
}
