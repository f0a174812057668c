/** What a reader asks of the boards, as it stands in the address; whatever is not understood falls back to the usual. */
import { BOARD_RELATIONS, BOARD_SUBJECTS, type BoardCut, type BoardResult } from "#app/domain/boards/board.ts";
import { BOARD_METRICS, type BoardMetric } from "#app/domain/boards/board-years.ts";
import { REGION_LEVELS } from "#app/domain/boards/region-cut.ts";
import { TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";

export type BoardRequest = BoardCut & {
  /** A competition's code; null: all of them. */
  readonly competition: string | null;
  /** Null: all. */
  readonly year: number | null;
  readonly tier: Tier | null;
  /** With confirmed results of competitions outside the system. */
  readonly outside: boolean;
  /** Without what is published and not final yet. */
  readonly finalOnly: boolean;
  /** What the table over years counts. */
  readonly metric: BoardMetric;
};

export const USUAL_BOARD: BoardRequest = {
  competition: null,
  year: null,
  tier: null,
  by: "region",
  relation: "delegation",
  level: "own",
  outside: false,
  finalOnly: false,
  metric: "grades",
};

/** @param get the value of an address parameter; null where it does not stand */
export function readBoardRequest(get: (name: string) => string | null): BoardRequest {
  const oneOf = <Word extends string>(name: string, words: readonly Word[]) => words.find((word) => word === get(name)) ?? null;
  const year = get("year") ?? "";
  return {
    competition: get("competition") || null,
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    tier: oneOf("tier", TIERS),
    by: oneOf("by", BOARD_SUBJECTS) ?? USUAL_BOARD.by,
    relation: oneOf("relation", BOARD_RELATIONS) ?? USUAL_BOARD.relation,
    level: oneOf("level", REGION_LEVELS) ?? USUAL_BOARD.level,
    outside: get("outside") === "on",
    finalOnly: get("final") === "on",
    metric: oneOf("metric", BOARD_METRICS) ?? USUAL_BOARD.metric,
  };
}

/** The request as address parameters; the usual is left out. */
export function toBoardSearch(request: BoardRequest): string {
  const { outside, finalOnly, ...words } = request;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) {
    if (value !== null && value !== USUAL_BOARD[name as keyof typeof words]) search.set(name, String(value));
  }
  if (outside) search.set("outside", "on");
  if (finalOnly) search.set("final", "on");
  return search.toString();
}

/** Whether a result counts in what was asked for. @param isFinal whether results of a competition, by id, are final */
export function isAskedFor(
  result: BoardResult,
  { year, tier, finalOnly }: Pick<BoardRequest, "year" | "tier" | "finalOnly">,
  isFinal: (competitionId: string) => boolean,
): boolean {
  if (year !== null && result.year !== year) return false;
  if (tier !== null && result.tier !== tier) return false;
  return !finalOnly || result.competitionId === null || isFinal(result.competitionId);
}
