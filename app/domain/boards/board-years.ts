/** What regions, organisations and delegations won year by year, counted as on their boards. */
import { type BoardCut, type BoardResult, findBoardKeys } from "#app/domain/boards/board.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** What is counted: gold medals and first prizes; medals and prizes of the three grades; points. */
export const BOARD_METRICS = ["first-grade", "grades", "points"] as const;
export type BoardMetric = (typeof BOARD_METRICS)[number];

export type YearRow = {
  readonly key: string;
  /** In the order of the years. */
  readonly byYear: readonly number[];
  readonly total: number;
};

export type BoardYears = {
  /** Every year from the first with a result to the last, also those without one in between. */
  readonly years: readonly number[];
  /** The most first; equals by key. */
  readonly rows: readonly YearRow[];
};

const FIRST_GRADE: ReadonlySet<Award> = new Set(["gold", "first"]);
const GRADES: ReadonlySet<Award> = new Set(["gold", "first", "silver", "second", "bronze", "third"]);

export function computeBoardYears(results: readonly BoardResult[], cut: BoardCut, metric: BoardMetric): BoardYears {
  if (results.length === 0) return { years: [], rows: [] };
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { year } of results) {
    if (year < first) first = year;
    if (year > last) last = year;
  }
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const byKey = new Map<string, number[]>();
  for (const result of results) {
    const count = countOf(result, metric);
    if (count === 0) continue;
    for (const key of findBoardKeys(result, cut)) {
      const byYear = byKey.get(key) ?? years.map(() => 0);
      byYear[result.year - first] = (byYear[result.year - first] ?? 0) + count;
      byKey.set(key, byYear);
    }
  }
  const rows = [...byKey].map(([key, byYear]) => ({ key, byYear, total: byYear.reduce((sum, count) => sum + count, 0) }));
  return { years, rows: rows.sort((left, right) => right.total - left.total || (left.key < right.key ? -1 : 1)) };
}

function countOf({ award, points }: BoardResult, metric: BoardMetric): number {
  if (metric === "points") return points;
  const counted = metric === "first-grade" ? FIRST_GRADE : GRADES;
  return award !== null && counted.has(award) ? 1 : 0;
}
