/** Calendar days in Asia/Shanghai, which has no summer time: UTC+8 all year. */

const OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day (YYYY-MM-DD) that a moment falls on in Asia/Shanghai. */
export function shanghaiDay(time: Date): string {
  return new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The month (YYYY-MM) that a moment falls in in Asia/Shanghai. */
export function shanghaiMonth(time: Date): string {
  return shanghaiDay(time).slice(0, 7);
}

/** The year that a moment falls in in Asia/Shanghai. */
export function shanghaiYear(time: Date): number {
  return Number(shanghaiDay(time).slice(0, 4));
}
