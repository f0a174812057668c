/** What a bench consists of. */
import type { Goal, Judged } from "./verdict.ts";

/** A figure whose floor swings too much is measured so often at most. */
export const ATTEMPTS = 3;

/** One thing measured against a floor that does the least which could do the job; both answer in `unit`. */
export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly of: Judged;
  readonly goal: Goal;
  readonly pairs: number;
  readonly floor: () => Promise<number>;
  readonly subject: () => Promise<number>;
};

export type Bench = {
  /** Prepares what the figures need; `clear` runs whatever happens. */
  open(): Promise<{ readonly figures: readonly Figure[]; clear(): Promise<void> }>;
};
