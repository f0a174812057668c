/** Numbered changes lead to the very snapshot that they were computed from, and a gap is noticed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import { applyBoardChange, computeBoardChange } from "#app/domain/board/board-change.ts";

function row(publicCode: string, mark: number | null, place: number | null = null): BoardRow {
  return {
    publicCode,
    place,
    tied: false,
    mark,
    formsDone: mark === null ? 0 : 1,
    formsExpected: 2,
    changedAt: null,
    name: null,
  };
}

function board(version: number, rows: readonly BoardRow[], more: Partial<BoardSnapshot> = {}): BoardSnapshot {
  return {
    competition: "tz-2026",
    event: "ELE",
    round: 1,
    kind: "final",
    rounds: 1,
    version,
    changedAt: `2026-11-20T01:00:0${version % 10}.000Z`,
    disclosure: "blind",
    phase: "judging",
    maximum: 10000,
    frozenAt: null,
    progress: { confirmed: version, total: 6 },
    rows,
    ...more,
  };
}

describe("a change", () => {
  const before = board(1, [row("7305", 4000, 1), row("1846", null), row("4920", null)]);
  const after = board(2, [row("1846", 5500, 1), row("7305", 4000, 2), row("4920", null)]);

  it("carries the rows that differ, the order, and nothing else", () => {
    expect(computeBoardChange(before, after)).toEqual({
      competition: "tz-2026",
      event: "ELE",
      round: 1,
      from: 1,
      to: 2,
      head: { version: 2, changedAt: "2026-11-20T01:00:02.000Z", progress: { confirmed: 2, total: 6 } },
      rows: [row("1846", 5500, 1), row("7305", 4000, 2)],
      order: ["1846", "7305", "4920"],
    });
    expect(computeBoardChange(after, board(3, after.rows))).toMatchObject({ rows: [], order: null });
  });

  it("is none where the number does not rise: the whole board is sent", () => {
    expect(computeBoardChange(before, board(0, [], { disclosure: "closed" }))).toBeNull();
    expect(computeBoardChange(board(0, []), after)).toBeNull();
    expect(computeBoardChange(after, board(2, [], { disclosure: "progress" }))).toBeNull();
  });

  it("that was seen changes nothing, and one after a gap asks for the whole", () => {
    const change = computeBoardChange(before, after);
    if (change === null) throw new Error("there is a change");
    expect(applyBoardChange(before, change)).toEqual(after);
    expect(applyBoardChange(after, change)).toBe(after);
    expect(applyBoardChange(board(5, []), change)).toMatchObject({ version: 5 });
    expect(applyBoardChange(board(0, []), change)).toBeNull();
    const next = computeBoardChange(after, board(3, [row("4920", 9000, 1), ...after.rows.slice(0, 2)]));
    if (next === null) throw new Error("there is a change");
    expect(applyBoardChange(before, next)).toBeNull();
  });

  it("that names a row nobody has asks for the whole", () => {
    const change = computeBoardChange(before, after);
    if (change === null) throw new Error("there is a change");
    expect(applyBoardChange(before, { ...change, order: ["1846", "9999"] })).toBeNull();
  });

  it("leads to the snapshot whatever came, went, moved or changed", () => {
    const rows = fc
      .uniqueArray(
        fc.record({ code: fc.integer({ min: 1000, max: 1040 }), mark: fc.option(fc.integer({ min: 0, max: 10000 })) }),
        {
          selector: ({ code }) => code,
          maxLength: 30,
        },
      )
      .map((list) => list.map(({ code, mark }, index) => row(String(code), mark, mark === null ? null : index + 1)));
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const [from, to] = [board(4, first), board(7, second)];
        const change = computeBoardChange(from, to);
        expect(change && applyBoardChange(from, JSON.parse(JSON.stringify(change)))).toEqual(to);
      }),
    );
  });
});
