/** The machine's steady clock: it never jumps, and every thread reads the same, which `performance.now` does not. */

/** Milliseconds since some moment in the past. */
export function readSteadyClock() {
  return Number(process.hrtime.bigint()) / 1e6;
}
