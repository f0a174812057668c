/** The record of a draw by hand: each entry's number written down by one person and witnessed by another, before it takes effect (DOMAIN 4). */
import { checkPhases, type DrawCode, type DrawState } from "#app/domain/draw/acts.ts";
import type { DrawnSession } from "#app/domain/draw/roster.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export type HandLine = {
  readonly entryId: string;
  /** The place, or the number of the session; null while it is not written down. */
  readonly place: number | null;
  /** Who wrote it down. */
  readonly recordedById: string | null;
  /** The team leader who signed it for his delegation. */
  readonly signedById: string | null;
};

/** Everything that stands against writing down these lines: of a frozen draw by hand that is not in effect, numbers that there are, none twice. */
export function decideRecord(
  state: DrawState,
  lines: readonly Pick<HandLine, "place">[],
  sessions: readonly DrawnSession[],
): Decision<null, DrawCode> {
  return decide([...checkHand(state), ...checkPlaces(state, lines, sessions)], null);
}

/**
 * Everything that stands against a team leader's signing the lines of his delegation (DOMAIN 4: each line witnessed and signed).
 * He may do so after the witness too, who does not wait for more leaders than the event asks for.
 * @param lines of his delegation
 */
export function decideSign(
  state: DrawState,
  lines: readonly HandLine[],
  { actorId }: { readonly actorId: string },
): Decision<null, DrawCode> {
  const refusals = checkHandFrozen(state);
  const missing = lines.filter(({ place }) => place === null).length;
  if (missing > 0) refusals.push({ code: "lines-missing", params: { count: missing } });
  if (lines.some(({ recordedById }) => recordedById === actorId)) refusals.push({ code: "witness-is-recorder" });
  if (lines.every(({ signedById }) => signedById !== null)) refusals.push({ code: "lines-signed-already" });
  return decide(refusals, null);
}

/**
 * Everything that stands against a witness's signing the whole record, by which it takes effect: it is complete, without
 * duplicates, signed by as many team leaders as the event asks for, and nobody signs what he wrote down himself. `statement` null
 * asks for the rest only.
 */
export function decideWitness(
  state: DrawState,
  lines: readonly HandLine[],
  input: { readonly actorId: string; readonly statement: string | null; readonly sessions: readonly DrawnSession[] },
): Decision<null, DrawCode> {
  const refusals = checkHand(state);
  const missing = lines.filter(({ place }) => place === null).length;
  if (missing > 0) refusals.push({ code: "lines-missing", params: { count: missing } });
  refusals.push(...checkPlaces(state, lines, input.sessions));
  const leaders = new Set(lines.flatMap(({ signedById }) => signedById ?? [])).size;
  if (leaders < state.fewestLeaders) {
    refusals.push({ code: "leader-signatures-missing", params: { count: leaders, needed: state.fewestLeaders } });
  }
  const isOwn = state.frozenById === input.actorId || lines.some(({ recordedById }) => recordedById === input.actorId);
  if (isOwn) refusals.push({ code: "witness-is-recorder" });
  if (input.statement !== null && input.statement.trim() === "") {
    refusals.push({ code: "statement-missing", params: { field: "statement" } });
  }
  return decide(refusals, null);
}

/** The lines as a page shows them to whoever signs, as one text: two are the same where nothing was written down in between. */
export function listSeenLines(lines: readonly Pick<HandLine, "entryId" | "place">[]): string {
  return lines
    .map(({ entryId, place }) => `${entryId}:${place ?? ""}`)
    .sort()
    .join(" ");
}

function checkHand(state: DrawState): Refusal<DrawCode>[] {
  return [...checkHandFrozen(state), ...(state.isDrawn ? [{ code: "draw-already-held" as const }] : [])];
}

function checkHandFrozen(state: DrawState): Refusal<DrawCode>[] {
  const refusals = checkPhases(state);
  if (state.way !== "hand") refusals.push({ code: "draw-by-computer" });
  if (state.frozenById === null) refusals.push({ code: "draw-not-frozen" });
  return refusals;
}

function checkPlaces(
  { kind }: DrawState,
  lines: readonly Pick<HandLine, "place">[],
  sessions: readonly DrawnSession[],
): Refusal<DrawCode>[] {
  const places = lines.flatMap(({ place }) => (place === null ? [] : [place]));
  const highest = kind === "session" ? sessions.length : lines.length;
  const refusals: Refusal<DrawCode>[] = [];
  if (places.some((place) => place < 1 || place > highest)) refusals.push({ code: "place-out-of-range", params: { highest } });
  if (kind === "seat") {
    const twice = new Set(places.filter((place, index) => places.indexOf(place) !== index));
    for (const place of twice) refusals.push({ code: "place-taken", params: { place } });
  } else {
    for (const { number, seats } of sessions) {
      const count = places.filter((place) => place === number).length;
      if (seats !== null && count > seats) refusals.push({ code: "session-full", params: { place: number, seats } });
    }
  }
  return refusals;
}
