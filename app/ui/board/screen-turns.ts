/** What the big screen shows, one after another: the boards that are open, ten rows at a time. */
import type { BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";

/** Readable from twenty metres. */
export const ROWS_ON_SCREEN = 10;

export type ScreenTurn = {
  readonly board: BoardSnapshot;
  readonly rows: readonly BoardRow[];
  /** From 1, of the board's own screens. */
  readonly page: number;
  readonly pages: number;
};

/** Boards in their order, each in as many screens as it needs; closed ones are left out, one that shows counts only has one. */
export function listScreenTurns(boards: readonly BoardSnapshot[]): readonly ScreenTurn[] {
  return boards
    .filter(({ disclosure }) => disclosure !== "closed")
    .flatMap((board) => {
      const pages = Math.max(1, Math.ceil(board.rows.length / ROWS_ON_SCREEN));
      return Array.from({ length: pages }, (_, index) => ({
        board,
        rows: board.rows.slice(index * ROWS_ON_SCREEN, (index + 1) * ROWS_ON_SCREEN),
        page: index + 1,
        pages,
      }));
    });
}
