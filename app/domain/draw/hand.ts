/** The record of a draw by hand: each entry's number written down by one person and witnessed by another, before it takes effect (DOMAIN 4). */
import { checkPhases, type DrawCode, type DrawState } from "#app/domain/draw/acts.ts";
import { type DrawProxy, listProxiesFor } from "#app/domain/draw/proxy.ts";
import type { DrawnSession } from "#app/domain/draw/roster.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export type HandLine = {
  readonly entryId: string;
  readonly delegationId: string;
  /** The place, or the number of the session; null while it is not written down. */
  readonly place: number | null;
  /** Who drew it, where the entry was absent; null: the entry itself. */
  readonly drawnForById: string | null;
  /** Who wrote it down. */
  readonly recordedById: string | null;
  /** The team leader who signed it for his delegation. */
  readonly signedById: string | null;
};

/**
 * Everything that stands against writing down these lines: of a frozen draw by hand that is not in effect, numbers that there are, none
 * twice, and for absentees drawn by those who may. Who drew stays who he is though his duty has ended since.
 * @param lines each with the delegation of its entry, and who was written down as having drawn it before
 */
export function decideRecord(
  state: DrawState,
  lines: readonly (Pick<HandLine, "place" | "drawnForById" | "delegationId"> & { readonly stoodForById: string | null })[],
  { sessions, proxies }: { readonly sessions: readonly DrawnSession[]; readonly proxies: readonly DrawProxy[] },
): Decision<null, DrawCode> {
  const refusals = [...checkHand(state), ...checkPlaces(state, lines, sessions)];
  const isEntitled = ({ drawnForById, stoodForById, delegationId }: (typeof lines)[number]) =>
    drawnForById === null ||
    drawnForById === stoodForById ||
    listProxiesFor(proxies, delegationId).some(({ userId }) => userId === drawnForById);
  if (!lines.every(isEntitled)) refusals.push({ code: "proxy-not-entitled" });
  return decide(refusals, null);
}

/**
 * Everything that stands against a team leader's signing the lines of his delegation (DOMAIN 4: each line witnessed and signed).
 * He may do so after the witness too, who does not wait for more leaders than the event asks for.
 * @param lines of his delegation
 */
export function decideSign(
  state: DrawState,
  lines: readonly Pick<HandLine, "place" | "recordedById" | "signedById">[],
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
 * duplicates, signed by as many team leaders as the event asks for, and nobody signs what he wrote down or drew for another. `statement`
 * null asks for the rest only.
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
  const leaders = countSignedLeaders(lines);
  if (leaders < state.fewestLeaders) {
    refusals.push({ code: "leader-signatures-missing", params: { count: leaders, needed: state.fewestLeaders } });
  }
  const isOwn = state.frozenById === input.actorId || lines.some(({ recordedById }) => recordedById === input.actorId);
  if (isOwn) refusals.push({ code: "witness-is-recorder" });
  if (lines.some(({ drawnForById }) => drawnForById === input.actorId)) refusals.push({ code: "witness-is-proxy" });
  if (input.statement !== null && input.statement.trim() === "") {
    refusals.push({ code: "statement-missing", params: { field: "statement" } });
  }
  return decide(refusals, null);
}

/** How many team leaders have signed all lines of a delegation: what was written down anew is to be signed anew (DOMAIN 4). */
export function countSignedLeaders(lines: readonly Pick<HandLine, "delegationId" | "signedById">[]): number {
  const open = new Set(lines.flatMap(({ delegationId, signedById }) => (signedById === null ? [delegationId] : [])));
  return new Set(lines.flatMap(({ delegationId, signedById }) => (open.has(delegationId) ? [] : (signedById ?? [])))).size;
}

/** The lines as a page shows them to whoever signs, as one text: two are the same where nothing was written down in between. */
export function listSeenLines(lines: readonly Pick<HandLine, "entryId" | "place" | "drawnForById">[]): string {
  return lines
    .map(({ entryId, place, drawnForById }) => `${entryId}:${place ?? ""}${drawnForById === null ? "" : `:${drawnForById}`}`)
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
