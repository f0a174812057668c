/** What acceptance gives an entry: one of the event's places, and a number in it. */
import { type Decision, decide } from "#app/domain/shared/decision.ts";

/** Whether so many more entries may be accepted: the quota of an event holds for all delegations together. */
export function decidePlaces(input: {
  /** Names the event in the reason. */
  readonly event: string;
  readonly quota: number;
  readonly accepted: number;
  readonly accepting: number;
}): Decision<null, "quota-full"> {
  const { event, quota, accepted, accepting } = input;
  const isFull = accepting > 0 && accepted + accepting > quota;
  return decide(isFull ? [{ code: "quota-full", params: { event, quota, accepted, accepting } }] : [], null);
}

const SERIAL_DIGITS = 3;

/**
 * 参赛号: the event's code and a number of three digits or more, counted from 1 without gaps in the order of acceptance.
 * @throws RangeError for a serial that is no positive integer.
 */
export function computeEntrantNumber(eventCode: string, serial: number): string {
  if (!Number.isSafeInteger(serial) || serial < 1) throw new RangeError(`an entrant number counts from 1, got ${serial}`);
  return eventCode + String(serial).padStart(SERIAL_DIGITS, "0");
}
