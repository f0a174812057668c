/** Boards as pages and files show them: every row with its name. */
import type { Board, MedalRow, PointsRow } from "#app/domain/boards/board.ts";
import type { BoardRequest } from "#app/domain/boards/board-request.ts";
import type { YearRow } from "#app/domain/boards/board-years.ts";

export type BoardNamed = { readonly name: string; readonly nameEn: string };

/** `within`: the region above, which tells two of one name apart; null where there is none, or where it is not a region. */
export type BoardName = BoardNamed & { readonly within: BoardNamed | null };

export type BoardView = Omit<Board, "medals" | "points"> & {
  readonly medals: readonly (MedalRow & BoardName)[];
  readonly points: readonly (PointsRow & BoardName)[];
};

export type BoardsPage = {
  readonly request: BoardRequest;
  /** The one that was asked for. */
  readonly competition: (BoardNamed & { readonly code: string }) | null;
  /** Those with a public result, newest first. */
  readonly years: readonly number[];
  readonly board: BoardView;
  /** Competitions counted; of those published and not final; of those that give no points. */
  readonly counted: { readonly competitions: number; readonly notFinal: number; readonly pointless: number };
  /** Over all years; without rows where only one competition was asked for. */
  readonly overYears: { readonly years: readonly number[]; readonly rows: readonly (YearRow & BoardName)[] };
};
