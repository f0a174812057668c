/** What is published of one draw, as draw.json has it: with it anyone computes the draw again. It names no entry until unblinding. */
import type { DrawnSession, FrozenDraw } from "#app/domain/draw/roster.ts";
import type { DrawWay } from "#app/domain/draw/rule.ts";

export const DRAW_SCHEMA = "/schemas/draw.schema.json";

/** One line of what was drawn. */
export type DrawnLine = {
  readonly ref: string;
  /** The place in the order, from 1, or the number of the session. */
  readonly place: number;
  /** Null in a draw of sessions. */
  readonly seatCode: string | null;
  /** 参赛号; only once the works are unblinded. */
  readonly entrantNumber?: string;
};

export type PublishedContribution = {
  /** A role and a number. */
  readonly by: string;
  readonly text: string;
  /** ISO. */
  readonly at: string;
};

export type DrawDocument = FrozenDraw & {
  readonly $schema: string;
  readonly competition: string;
  readonly event: string;
  readonly round: number;
  readonly version: number;
  readonly way: DrawWay;
  readonly sessions: readonly DrawnSession[];
  readonly rosterHash: string;
  /** Null in a draw by hand, as all that is computed from it. */
  readonly commitment: string | null;
  /** ISO. */
  readonly frozenAt: string;
  /** How many contributions were taken; their texts come with the opening. */
  readonly contributed: number;
  readonly contributions: readonly PublishedContribution[];
  /** Null until the draw is held, and in a draw by hand. */
  readonly secret: string | null;
  readonly seed: string | null;
  /** ISO; null until the draw is held. */
  readonly drawnAt: string | null;
  /** In the order of places; empty until the draw is held. */
  readonly result: readonly DrawnLine[];
  /** What the witness of a draw by hand stated. */
  readonly statement: string | null;
  /** Set where the draw was replaced by another one. */
  readonly superseded: { readonly reason: string; readonly at: string } | null;
};
