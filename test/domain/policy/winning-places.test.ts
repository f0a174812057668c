/** Places among those who may win, by hand: guests and those who failed use none; equals go on sharing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeAwardGrade, type GradeMap } from "#app/domain/policy/award-grade.ts";
import { addWinningPlaces, type PlacedResult } from "#app/domain/policy/winning-places.ts";

const may = (place: number | null): PlacedResult => ({ place, eligible: true, passed: true });
const guest = (place: number | null): PlacedResult => ({ place, eligible: false, passed: true });
const failed = (place: number | null): PlacedResult => ({ place, eligible: true, passed: false });
const rank = (...rows: readonly PlacedResult[]) => addWinningPlaces(rows).map(({ winningPlace }) => winningPlace);

describe("a place among those who may win", () => {
  it.each([
    ["is the place where all may win", [may(1), may(2), may(3)], [1, 2, 3]],
    ["passes over a guest at the top", [guest(1), may(2), may(3), may(4)], [null, 1, 2, 3]],
    ["passes over a guest in the middle", [may(1), guest(2), may(3)], [1, null, 2]],
    ["is shared by equals, and the next is left out", [may(1), may(2), may(2), may(4)], [1, 2, 2, 4]],
    ["is shared after a guest, too", [guest(1), may(2), may(3), may(3), may(5)], [null, 1, 2, 2, 4]],
    ["goes alone to the one who shares his place with a guest", [may(1), may(2), guest(2), may(4)], [1, 2, null, 3]],
    ["passes over who failed", [may(1), failed(2), may(3)], [1, null, 2]],
    ["is none without a place", [may(1), may(null), guest(null)], [1, null, null]],
    ["does not hang on the order of the rows", [may(4), guest(1), may(2), may(2)], [3, null, 1, 1]],
  ])("%s", (_case, rows, expected) => {
    expect(rank(...rows)).toEqual(expected);
  });

  it("gives the best who may win the first grade of a map 1, 2, 3, whoever was out of the ranking before him", () => {
    const map: GradeMap = { by: "place", lastPlaces: [1, 2, 3] };
    const grades = addWinningPlaces([guest(1), may(2), may(3), may(4), may(5)]).map(({ winningPlace }) =>
      computeAwardGrade(null, winningPlace, map),
    );
    expect(grades).toEqual([null, 1, 2, 3, null]);
  });

  it("is one more than how many who may win stand before, whatever the guests", () => {
    const row = fc.record({
      place: fc.option(fc.integer({ min: 1, max: 9 })),
      eligible: fc.boolean(),
      passed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const isAhead = (other: PlacedResult, place: number) =>
          other.eligible && other.passed && other.place !== null && other.place < place;
        for (const { place, eligible, passed, winningPlace } of addWinningPlaces(rows)) {
          const ahead = place === null ? 0 : rows.filter((other) => isAhead(other, place)).length;
          expect(winningPlace).toBe(place !== null && eligible && passed ? ahead + 1 : null);
        }
      }),
    );
  });
});
