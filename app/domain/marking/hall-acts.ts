/** What may be recorded of an entry in the hall, in which order and by which words (DOMAIN 5: hall record). */

import { STARTING } from "#app/domain/draw/session-standing.ts";
import type { HallActKind, HallRecordKind } from "#app/domain/marking/hall-record.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** A line that stands, with when it was written: a signature stands for what was written before it. */
export type HallLine = {
  readonly kind: HallRecordKind;
  /** Milliseconds since 1970, like all moments here. */
  readonly at: number;
  readonly recordedAt: number;
};

/** not-started, running, away from the seat while the clock runs, stopped. */
export const HALL_STATES = ["not-started", "running", "away", "stopped"] as const;
export type HallState = (typeof HALL_STATES)[number];

/** A signature as drawn: each stroke its points one after the other, x then y, on a field of SIGNATURE_WIDTH x SIGNATURE_HEIGHT. */
export type Strokes = readonly (readonly number[])[];

export const SIGNATURE_WIDTH = 600;
export const SIGNATURE_HEIGHT = 200;
/** More than any hand writes; a drawing made to fill the database is none. */
const MOST_POINTS = 6000;
/** A dot by mistake is no signature. */
const FEWEST_POINTS = 6;
export const LONGEST_ADDED_SECONDS = 4 * 3600;
export const LONGEST_HALL_TEXT = 300;
/** Clocks of tablets differ a little from the server's. */
const CLOCK_TOLERANCE_MS = 120_000;

export type HallAct = {
  readonly kind: HallActKind;
  readonly at: number;
  readonly seconds: number | null;
  /** In hundredths. */
  readonly penalty: number | null;
  readonly text: string;
  readonly strokes: Strokes | null;
};

export const HALL_ACT_REFUSALS = [
  "hall-record-closed",
  "entry-not-in-hall",
  "at-in-future",
  "already-running",
  "not-running",
  "not-away",
  "stop-before-start",
  "added-time-out-of-range",
  "penalty-not-positive",
  "penalty-over-total",
  "hall-text-missing",
  "hall-text-too-long",
  "signature-empty",
  "signature-too-long",
  "signature-before-stop",
] as const;
export type HallActRefusal = (typeof HALL_ACT_REFUSALS)[number];

/** In the order in which it happened; lines of one moment in the order in which they were written. */
export function computeHallState(lines: readonly HallLine[]): HallState {
  let state: HallState = "not-started";
  for (const { kind } of sortLines(lines)) {
    if (kind === "start" || kind === "return") state = "running";
    else if (kind === "stop") state = "stopped";
    else if (kind === "leave") state = "away";
  }
  return state;
}

/** Whether the signature of who competed stands under everything that counts; a note after it takes nothing from it. */
export function isSigned(lines: readonly HallLine[]): boolean {
  const signed = latest(lines.filter(({ kind }) => kind === "signature"));
  if (signed === null) return false;
  const changed = latest(lines.filter(({ kind }) => kind !== "signature" && kind !== "note"));
  return changed === null || changed <= signed;
}

function latest(lines: readonly HallLine[]): number | null {
  return lines.reduce<number | null>((last, { recordedAt }) => (last === null || recordedAt > last ? recordedAt : last), null);
}

function sortLines(lines: readonly HallLine[]): readonly HallLine[] {
  return [...lines].sort((left, right) => left.at - right.at || left.recordedAt - right.recordedAt);
}

/**
 * Whether this may be written about the entry now: every reason against it at once.
 * @param input.lines those that stand @param input.total what an entry can earn, in hundredths; null while no rules are known
 */
export function decideHallAct(input: {
  readonly act: HallAct;
  readonly lines: readonly HallLine[];
  readonly phase: RoundPhase;
  readonly participation: Participation;
  readonly total: number | null;
  readonly now: number;
}): Decision<null, HallActRefusal> {
  const { act, lines, phase, participation, now } = input;
  const refusals: Refusal<HallActRefusal>[] = [];
  if (!isHallOpen(phase)) refusals.push({ code: "hall-record-closed", params: { phase } });
  if (participation === "expected" || participation === "absent") {
    refusals.push({ code: "entry-not-in-hall", params: { participation } });
  }
  if (act.at > now + CLOCK_TOLERANCE_MS) refusals.push({ code: "at-in-future", params: { field: "at" } });
  refusals.push(...checkOrder(act, lines), ...checkContent(act, input.total));
  return decide(refusals, null);
}

/** Until results are made public: after that only a ruling changes a time or a penalty. */
export function isHallOpen(phase: RoundPhase): boolean {
  return phase !== "published" && phase !== "settled";
}

/** A line is put where it happened: what came before and after it has to make sense. */
function checkOrder({ kind, at }: HallAct, lines: readonly HallLine[]): readonly Refusal<HallActRefusal>[] {
  const before = computeHallState(lines.filter((line) => line.at <= at));
  const isRunning = before === "running" || before === "away";
  switch (kind) {
    case "start":
      return isRunning ? [{ code: "already-running" }] : [];
    case "stop": {
      if (isRunning) return [];
      const starts = lines.some((line) => line.kind === "start" && line.at > at);
      return [{ code: starts ? "stop-before-start" : "not-running" }];
    }
    case "leave":
      return before === "running" ? [] : [{ code: "not-running" }];
    case "return":
      return before === "away" ? [] : [{ code: "not-away" }];
    case "signature":
      return computeHallState(lines) === "stopped" ? [] : [{ code: "signature-before-stop" }];
    default:
      return [];
  }
}

function checkContent(act: HallAct, total: number | null): readonly Refusal<HallActRefusal>[] {
  const { kind, seconds, penalty, strokes } = act;
  const refusals: Refusal<HallActRefusal>[] = [];
  const text = act.text.trim();
  if (kind === "added-time" && (seconds === null || seconds <= 0 || seconds > LONGEST_ADDED_SECONDS)) {
    refusals.push({ code: "added-time-out-of-range", params: { field: "minutes" } });
  }
  if (kind === "penalty" && (penalty === null || penalty <= 0)) {
    refusals.push({ code: "penalty-not-positive", params: { field: "penalty" } });
  } else if (kind === "penalty" && total !== null && (penalty ?? 0) > total) {
    refusals.push({ code: "penalty-over-total", params: { field: "penalty" } });
  }
  // A penalty rests on a rule, added time on a reason, another seat is named, and an empty note says nothing.
  const needsText = kind === "added-time" || kind === "spare-seat" || kind === "penalty" || kind === "note";
  if (needsText && text === "") refusals.push({ code: "hall-text-missing", params: { field: "text" } });
  if (text.length > LONGEST_HALL_TEXT) refusals.push({ code: "hall-text-too-long", params: { field: "text" } });
  if (kind === "signature") {
    const points = (strokes ?? []).reduce((sum, stroke) => sum + stroke.length, 0);
    if (points < FEWEST_POINTS) refusals.push({ code: "signature-empty", params: { field: "strokes" } });
    if (points > MOST_POINTS) refusals.push({ code: "signature-too-long", params: { field: "strokes" } });
  }
  return refusals;
}

export const HALL_VOID_REFUSALS = ["hall-record-closed", "line-voided", "reason-required"] as const;
export type HallVoidRefusal = (typeof HALL_VOID_REFUSALS)[number];

/** A line is never changed: it is voided with a reason, and another one is written. */
export function decideHallVoid(input: {
  readonly phase: RoundPhase;
  readonly isVoided: boolean;
  readonly reason: string;
}): Decision<null, HallVoidRefusal> {
  const refusals: Refusal<HallVoidRefusal>[] = [];
  if (!isHallOpen(input.phase)) refusals.push({ code: "hall-record-closed", params: { phase: input.phase } });
  if (input.isVoided) refusals.push({ code: "line-voided" });
  if (input.reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}

/** How an entry that checked in can take part: as everyone, or out by its own will, by a decision, or without counting. */
export const HALL_PARTICIPATIONS = ["checked-in", "withdrawn", "disqualified", "out-of-competition"] as const;
export type HallParticipation = (typeof HALL_PARTICIPATIONS)[number];

export const PARTICIPATION_REFUSALS = [
  "hall-record-closed",
  "entry-not-in-hall",
  "participation-same",
  "entry-not-marked",
  "reason-required",
] as const;
export type ParticipationRefusal = (typeof PARTICIPATION_REFUSALS)[number];

/** By the chief judge, from check-in until results are made public. */
export function decideParticipation(input: {
  readonly phase: RoundPhase;
  readonly from: Participation;
  readonly to: HallParticipation;
  /** Whether its session is marked without it: it had left before the works got their codes, and would never get one. */
  readonly isLeftOut: boolean;
  readonly reason: string;
}): Decision<null, ParticipationRefusal> {
  const { phase, from, to } = input;
  const refusals: Refusal<ParticipationRefusal>[] = [];
  if (!isHallOpen(phase)) refusals.push({ code: "hall-record-closed", params: { phase } });
  if (from === "expected" || from === "absent") refusals.push({ code: "entry-not-in-hall", params: { participation: from } });
  if (from === to) refusals.push({ code: "participation-same", params: { participation: to } });
  if (input.isLeftOut && STARTING.includes(to)) refusals.push({ code: "entry-not-marked" });
  if (input.reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
  return decide(refusals, null);
}

/**
 * Whether the entry's forms have to be complete before the marks are submitted. Who withdrew or was disqualified has no place, so that
 * nobody waits for his; who is out of competition is marked like everyone else.
 */
export function needsForms(participation: Participation): boolean {
  return participation !== "withdrawn" && participation !== "disqualified";
}
