/** The order of the big screen. */
import { describe, expect, it } from "vitest";
import type { BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import type { Disclosure } from "#app/domain/shared/vocabulary.ts";
import { listScreenTurns } from "#app/ui/board/screen-turns.ts";

function board(event: string, disclosure: Disclosure, rows: number): BoardSnapshot {
  return {
    competition: "c",
    event,
    round: 1,
    kind: "final",
    rounds: 1,
    version: 1,
    changedAt: null,
    frozenAt: null,
    disclosure,
    phase: "judging",
    maximum: 10000,
    progress: null,
    rows: Array.from(
      { length: rows },
      (_, index): BoardRow => ({
        publicCode: String(index),
        place: index + 1,
        tied: false,
        mark: 0,
        formsDone: 1,
        formsExpected: 1,
        changedAt: null,
        name: null,
      }),
    ),
  };
}

describe("listScreenTurns", () => {
  it("takes ten rows at a time, and each open board in turn", () => {
    const turns = listScreenTurns([
      board("A", "blind", 23),
      board("B", "closed", 0),
      board("C", "progress", 0),
      board("D", "named", 10),
    ]);
    expect(turns.map(({ board: { event }, page, pages, rows }) => [event, page, pages, rows.length])).toEqual([
      ["A", 1, 3, 10],
      ["A", 2, 3, 10],
      ["A", 3, 3, 3],
      ["C", 1, 1, 0],
      ["D", 1, 1, 10],
    ]);
    expect(turns[1]?.rows[0]?.publicCode).toBe("10");
  });

  it("has nothing to show while everything is closed", () => {
    expect(listScreenTurns([board("A", "closed", 0)])).toEqual([]);
  });
});
