/** From measured pairs to one line: median, range, and pass, fail or void. */

/** One turn: the floor and the subject, measured one after the other in the same unit. */
export type Pair = { readonly floor: number; readonly subject: number };

export type Goal = { readonly atMost: number } | { readonly atLeast: number };

export type Verdict = {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly outcome: "pass" | "fail" | "void";
};

/** The subject itself, its ratio to the floor of the same turn, or the subject at its worst: what must never be is not judged by its median. */
export type Judged = "subject" | "ratio" | "worst";

/** A machine whose floor swings more than this says nothing about the subject. */
const FLOOR_SWING = 1.5;

/**
 * Judges the median against the goal, or every turn.
 * @returns `void` where the floor's own max/min is above 1.5
 * @throws RangeError without pairs
 */
export function computeVerdict(pairs: readonly Pair[], of: Judged, goal: Goal): Verdict {
  if (pairs.length === 0) throw new RangeError("nothing was measured");
  const values = pairs
    .map(({ floor, subject }) => (of === "ratio" ? subject / floor : subject))
    .sort((left, right) => left - right);
  const floors = pairs.map(({ floor }) => floor);
  const middle = values.length >> 1;
  const median = values.length % 2 === 1 ? at(values, middle) : (at(values, middle - 1) + at(values, middle)) / 2;
  const isSteady = Math.max(...floors) <= Math.min(...floors) * FLOOR_SWING;
  const [min, max] = [at(values, 0), at(values, values.length - 1)];
  const isWorst = of === "worst";
  const isMet = "atMost" in goal ? (isWorst ? max : median) <= goal.atMost : (isWorst ? min : median) >= goal.atLeast;
  return {
    median,
    min,
    max,
    outcome: isSteady ? (isMet ? "pass" : "fail") : "void",
  };
}

/** `bench NAME FIGURE median=… min=… max=… goal=… pass|fail|void`. */
export function toLine(bench: string, figure: string, unit: string, goal: Goal, verdict: Verdict): string {
  const { median, min, max, outcome } = verdict;
  const text = (value: number) => `${Number(value.toPrecision(3))}${unit}`;
  const goalText = "atMost" in goal ? `<=${goal.atMost}${unit}` : `>=${goal.atLeast}${unit}`;
  return `bench ${bench} ${figure} median=${text(median)} min=${text(min)} max=${text(max)} goal=${goalText} ${outcome}`;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}
