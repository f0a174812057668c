/** Freezing the roster of a draw, contributing to it and holding it: by whom, when, and on what conditions (DOMAIN 4). */
import type { DrawKind } from "#app/domain/draw/roster.ts";
import type { DrawWay } from "#app/domain/draw/rule.ts";
import { checkSessionOpen, type SessionState } from "#app/domain/draw/session-standing.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type DrawCode =
  | "competition-not-running"
  | "round-not-in-draw"
  | "session-taken-in"
  | "previous-round-not-settled"
  | "draw-already-frozen"
  | "draw-roster-empty"
  | "draw-not-frozen"
  | "draw-already-held"
  | "draw-by-one-person"
  | "draw-by-hand"
  | "draw-by-computer"
  | "sessions-missing"
  | "one-session-only"
  | "session-seats-missing"
  | "sessions-not-drawn"
  | "sessions-fixed"
  | "contributed-already"
  | "contribution-missing"
  | "supervisor-contribution-missing"
  | "leader-contributions-missing"
  | "redraw-reason-missing"
  | "redraw-requested-already"
  | "redraw-not-requested"
  | "redraw-by-one-person"
  | "redraw-own-request"
  | "redraw-refusal-missing"
  | "check-in-begun"
  | "seats-drawn-already"
  | "lines-missing"
  | "place-taken"
  | "place-out-of-range"
  | "session-full"
  | "witness-is-recorder"
  | "leader-signatures-missing"
  | "lines-signed-already"
  | "statement-missing"
  | "proxy-not-entitled"
  | "witness-is-proxy";

/** Where those who are drawn for stand between the end of registration and the start of their marking. */
export type RoundState = SessionState & {
  readonly competitionPhase: CompetitionPhase;
  /** Of the round before it, which says who takes part; null for the first. */
  readonly previousPhase: RoundPhase | null;
};

/** Where one draw of the round stands. */
export type DrawState = RoundState & {
  readonly kind: DrawKind;
  readonly way: DrawWay;
  /** Null before the roster is frozen. */
  readonly frozenById: string | null;
  readonly isDrawn: boolean;
  /**
   * Those that are drawn among, or whose seats are drawn: of a round that draws none, the one in which everyone competes. The seats
   * of all of them, null where one has as many as are needed.
   */
  readonly sessions: { readonly count: number; readonly seats: number | null };
  /** Of the seats of a session: whether it is known who competes in it. */
  readonly isSessionDrawn: boolean;
  /** Whose contributions were taken. */
  readonly contributors: readonly { readonly userId: string; readonly isSupervisor: boolean }[];
  /** How many team leaders must have contributed, or signed the record of a draw by hand. */
  readonly fewestLeaders: number;
};

/** Everything that stands against freezing the roster; the entries are the accepted ones, in a later round those that went on. */
export function decideFreeze(state: DrawState, entries: number): Decision<null, DrawCode> {
  const refusals = checkPhases(state);
  if (state.previousPhase !== null && state.previousPhase !== "settled") {
    return decide([...refusals, { code: "previous-round-not-settled", params: { phase: state.previousPhase } }], null);
  }
  if (state.frozenById !== null) refusals.push({ code: "draw-already-frozen" });
  const { count, seats } = state.sessions;
  if (state.kind === "session" && count < 2) refusals.push({ code: "sessions-missing" });
  // In which of several somebody competes would be said by nothing.
  if (state.kind === "seat" && count > 1) refusals.push({ code: "one-session-only" });
  if (!state.isSessionDrawn) refusals.push({ code: "sessions-not-drawn" });
  else if (entries === 0) refusals.push({ code: "draw-roster-empty" });
  if (seats !== null && seats < entries) refusals.push({ code: "session-seats-missing", params: { seats, entries } });
  return decide(refusals, null);
}

/**
 * Everything that stands against taking a person's contribution; each gives one. Who froze the roster gives none: the draw rests
 * on several people, of whom nobody can steer it alone. `text` null asks for the rest only: what a page knows before anything is
 * written.
 */
export function decideContribute(
  state: DrawState,
  input: { readonly actorId: string; readonly text: string | null },
): Decision<null, DrawCode> {
  const refusals = checkPhases(state);
  if (state.way === "hand") refusals.push({ code: "draw-by-hand" });
  if (state.frozenById === null) refusals.push({ code: "draw-not-frozen" });
  if (state.frozenById === input.actorId) refusals.push({ code: "draw-by-one-person" });
  if (state.isDrawn) refusals.push({ code: "draw-already-held" });
  else if (state.contributors.some(({ userId }) => userId === input.actorId)) refusals.push({ code: "contributed-already" });
  if (input.text !== null && input.text.trim() === "") {
    refusals.push({ code: "contribution-missing", params: { field: "contribution" } });
  }
  return decide(refusals, null);
}

/** Everything that stands against the supervisor's contributing and holding the draw in one act; `text` as in decideContribute. */
export function decideContributeAndHold(
  state: DrawState,
  input: { readonly actorId: string; readonly text: string | null },
): Decision<null, DrawCode> {
  const contribution = decideContribute(state, input);
  return decide([...(contribution.ok ? [] : contribution.refusals), ...checkLeaders(state)], null);
}

/** Everything that stands against holding a draw to which everyone who must has contributed; whoever holds it chooses nothing. */
export function decideHold(state: DrawState): Decision<null, DrawCode> {
  const refusals = checkPhases(state);
  if (state.way === "hand") refusals.push({ code: "draw-by-hand" });
  if (state.frozenById === null) refusals.push({ code: "draw-not-frozen" });
  else if (state.isDrawn) refusals.push({ code: "draw-already-held" });
  else {
    if (!state.contributors.some(({ isSupervisor }) => isSupervisor)) refusals.push({ code: "supervisor-contribution-missing" });
    refusals.push(...checkLeaders(state));
  }
  return decide(refusals, null);
}

export function checkPhases(state: RoundState): Refusal<DrawCode>[] {
  const { competitionPhase } = state;
  const refusals: Refusal<DrawCode>[] = [];
  if (competitionPhase !== "running") refusals.push({ code: "competition-not-running", params: { phase: competitionPhase } });
  return [...refusals, ...checkSessionOpen(state)];
}

function checkLeaders({ contributors, fewestLeaders }: DrawState): Refusal<DrawCode>[] {
  const count = contributors.filter(({ isSupervisor }) => !isSupervisor).length;
  return count < fewestLeaders ? [{ code: "leader-contributions-missing", params: { count, needed: fewestLeaders } }] : [];
}
