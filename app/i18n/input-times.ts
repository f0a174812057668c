/** Moments as the date fields of browsers take them, in the time of Shanghai. */

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** ISO text of a moment as "2026-12-05". */
export function toInputDay(iso: string): string {
  return inShanghai(iso).slice(0, 10);
}

/** ISO text of a moment as "2026-12-05T09:00". */
export function toInputMoment(iso: string): string {
  return inShanghai(iso).slice(0, 16);
}

function inShanghai(iso: string): string {
  return new Date(Date.parse(iso) + SHANGHAI_OFFSET_MS).toISOString();
}
