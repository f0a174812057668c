/** Drawing once more: two people, a reason, and only while nobody has come yet (DOMAIN 4). */
import { checkPhases, type DrawCode, type DrawState } from "#app/domain/draw/acts.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export type RedrawState = DrawState & {
  /** Who asked for a re-draw; null: nobody. */
  readonly requestedById: string | null;
  /** Whether somebody of this draw was checked in or recorded as absent: without that no work of it has a code. */
  readonly isCheckInBegun: boolean;
  /** Whether seats were frozen or drawn that rest on this draw of sessions. */
  readonly hasSeats: boolean;
};

/** `reason` null asks for the rest only. */
export function decideRequestRedraw(
  state: RedrawState,
  { reason }: { readonly reason: string | null },
): Decision<null, DrawCode> {
  const refusals = checkRedraw(state);
  if (state.requestedById !== null) refusals.push({ code: "redraw-requested-already" });
  if (reason !== null && reason.trim() === "") refusals.push({ code: "redraw-reason-missing", params: { field: "reason" } });
  return decide(refusals, null);
}

/** Whoever asked for it or froze the roster does not grant it. */
export function decideGrantRedraw(state: RedrawState, { actorId }: { readonly actorId: string }): Decision<null, DrawCode> {
  const refusals = checkRedraw(state);
  if (state.requestedById === null) refusals.push({ code: "redraw-not-requested" });
  if (state.requestedById === actorId || state.frozenById === actorId) refusals.push({ code: "redraw-by-one-person" });
  return decide(refusals, null);
}

/** Whoever asked for it does not refuse it; the draw stands then, and both reasons are kept. `reason` null asks for the rest only. */
export function decideRefuseRedraw(
  state: Pick<RedrawState, "requestedById">,
  { actorId, reason }: { readonly actorId: string; readonly reason: string | null },
): Decision<null, DrawCode> {
  const refusals: Refusal<DrawCode>[] = [];
  if (state.requestedById === null) refusals.push({ code: "redraw-not-requested" });
  if (state.requestedById === actorId) refusals.push({ code: "redraw-own-request" });
  if (reason !== null && reason.trim() === "") refusals.push({ code: "redraw-refusal-missing", params: { field: "refusal" } });
  return decide(refusals, null);
}

function checkRedraw(state: RedrawState): Refusal<DrawCode>[] {
  const refusals = checkPhases(state);
  if (state.frozenById === null) refusals.push({ code: "draw-not-frozen" });
  if (state.isCheckInBegun) refusals.push({ code: "check-in-begun" });
  if (state.hasSeats) refusals.push({ code: "seats-drawn-already" });
  return refusals;
}
