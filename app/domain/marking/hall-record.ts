/** The hall's record about one entry: start, stop, added time, penalties; what of it counts in results (DOMAIN 5 and 6). */

import { addHundredths, divideDown, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

/** What is recorded in the hall by whoever stands there. */
export const HALL_ACT_KINDS = [
  "start",
  "stop",
  "added-time",
  "spare-seat",
  "penalty",
  "leave",
  "return",
  "note",
  "signature",
] as const;
export type HallActKind = (typeof HALL_ACT_KINDS)[number];

/** How the chief judge decided that an entry takes part from then on. */
export const PARTICIPATION_LINES = ["withdrawn", "disqualified", "out-of-competition", "reinstated"] as const;

export const HALL_RECORD_KINDS = [...HALL_ACT_KINDS, ...PARTICIPATION_LINES] as const;
export type HallRecordKind = (typeof HALL_RECORD_KINDS)[number];

/** Whether a line says how an entry takes part: it is not voided, another decision follows it. */
export function isParticipationLine(kind: string): boolean {
  return (PARTICIPATION_LINES as readonly string[]).includes(kind);
}

/** One line that stands: voided ones are left out by whoever reads them. */
export type HallRecordLine = {
  readonly kind: HallRecordKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of added time. */
  readonly seconds: number | null;
  /** Of a penalty, in hundredths. */
  readonly penalty: number | null;
};

/**
 * The time an entry used, in whole seconds: from its first start to its last stop, less the time that was added (补时 makes up
 * for what was no fault of its own). Null before both are recorded.
 */
export function computeTimeUsed(lines: readonly HallRecordLine[]): number | null {
  const starts = lines.filter(({ kind }) => kind === "start").map(({ at }) => at);
  const stops = lines.filter(({ kind }) => kind === "stop").map(({ at }) => at);
  if (starts.length === 0 || stops.length === 0) return null;
  const first = starts.reduce((earliest, at) => (at < earliest ? at : earliest));
  const last = stops.reduce((latest, at) => (at > latest ? at : latest));
  const added = lines.reduce((sum, { kind, seconds }) => (kind === "added-time" ? sum + (seconds ?? 0) : sum), 0);
  const used = divideDown(last - first, 1000) - added;
  return used > 0 ? used : 0;
}

/** What penalties take from the total. */
export function computePenalty(lines: readonly HallRecordLine[]): Hundredths {
  return addHundredths(lines.flatMap(({ kind, penalty }) => (kind === "penalty" ? [hundredths(penalty ?? 0)] : [])));
}
