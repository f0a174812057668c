/** The rows of the results bench: 100,000 entries with five components and many ties, and the rules that they are computed by. */

export type Row = {
  readonly entryId: string;
  /** Five marks in hundredths, by component key. */
  readonly fileMarks: Readonly<Record<string, number>>;
  /** In seconds. */
  readonly timeUsed: number;
  readonly eligible: boolean;
  /** Weighed once, for the floor alone. */
  readonly total: number;
};

export const WEIGHTS: Readonly<Record<string, number>> = { c1: 10, c2: 15, c3: 20, c4: 25, c5: 30 };

/** Marks in whole and half points, so that totals meet; the same rows for the same seed. */
export function createRows(count: number, seed = 20260501): Row[] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low digits of such a sequence repeat soon: only the high ones are used.
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, index) => {
    const fileMarks: Record<string, number> = {};
    let sum = 0;
    for (const [key, weight] of Object.entries(WEIGHTS)) {
      const mark = 50 * (60 + next(140));
      fileMarks[key] = mark;
      sum += weight * mark;
    }
    return {
      entryId: `entry-${String((index * 7_919) % count).padStart(6, "0")}`,
      fileMarks,
      timeUsed: 3_600 + 60 * next(60),
      eligible: next(50) > 0,
      total: Math.round(sum / 100),
    };
  });
}
