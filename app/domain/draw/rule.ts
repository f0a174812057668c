/** How an event draws: what is drawn, in which way, and who must have contributed (DOMAIN 4). */

export const SEAT_DRAWS = ["once", "per-module"] as const;
export const DRAW_WAYS = ["computer", "hand"] as const;
export type DrawWay = (typeof DRAW_WAYS)[number];

export type DrawRule = {
  /** Whether entries are distributed over sessions (场次) before their seats are drawn. */
  readonly sessions: boolean;
  /** One seat for the whole event, or another for each module. */
  readonly seats: (typeof SEAT_DRAWS)[number];
  /** By computer, or by hand and recorded. */
  readonly way: DrawWay;
  /** Whether neighbours from one delegation are avoided where possible; only a computer can. */
  readonly avoidNeighbours: boolean;
  /** How many team leaders must have contributed beside the supervisor, or signed the record of a draw by hand. */
  readonly fewestLeaders: number;
};

/** One draw of seats by computer, with the supervisor's contribution. */
export const DEFAULT_DRAW: DrawRule = {
  sessions: false,
  seats: "once",
  way: "computer",
  avoidNeighbours: true,
  fewestLeaders: 0,
};
