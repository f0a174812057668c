/** Places among those who may win: what a grade by place and a promotion of the first places count, guests left out. */

/** A result with its place in the round; one that is not eligible or did not pass keeps that place and can win nothing by it. */
export type PlacedResult = { readonly place: number | null; readonly eligible: boolean; readonly passed: boolean };

/** `winningPlace`: from 1, among those who may win and passed; equals share it (1, 2, 2, 4). Null: can win nothing by its place. */
export type WithWinningPlace<Row> = Row & { readonly winningPlace: number | null };

/**
 * Each result with its place among those who may win, in the order given (DOMAIN 7: who is not eligible uses no quota).
 * @param rows all results of one round: in a part of them places would be too good
 */
export function addWinningPlaces<Row extends PlacedResult>(rows: readonly Row[]): readonly WithWinningPlace<Row>[] {
  const places = rows.flatMap((row) => (isContender(row) ? [row.place] : [])).sort((left, right) => left - right);
  const ranks = new Map<number, number>();
  for (const [index, place] of places.entries()) if (!ranks.has(place)) ranks.set(place, index + 1);
  return rows.map((row) => ({ ...row, winningPlace: isContender(row) ? (ranks.get(row.place) ?? null) : null }));
}

/** Whether it can win anything by its place, an award, a grade or the way up (DOMAIN 6: who failed a pass mark wins nothing). */
export function isContender<Row extends PlacedResult>(row: Row): row is Row & { readonly place: number } {
  return row.place !== null && row.eligible && row.passed;
}
