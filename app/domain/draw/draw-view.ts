/** The page of a round's draws as a reader gets it. */
import type { DrawDocument } from "#app/domain/draw/document.ts";
import type { DrawnBy, DrawProxy } from "#app/domain/draw/proxy.ts";
import type { DrawKind } from "#app/domain/draw/roster.ts";
import type { DrawWay } from "#app/domain/draw/rule.ts";
import type { SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type DrawRow = {
  readonly entryId: string;
  readonly entrantNumber: string;
  /** Null before it is drawn. */
  readonly seatCode: string | null;
  /** The number of its session; null while there are none. */
  readonly session: number | null;
  /** Null for readers who see no identities. */
  readonly identity: { readonly names: readonly string[]; readonly delegation: string; readonly delegationEn: string } | null;
};

/** One thing that is drawn, as a step of the page. */
export type DrawStep = {
  readonly key: string;
  readonly kind: DrawKind;
  readonly session: number | null;
  readonly module: string | null;
  readonly stands: "open" | "frozen" | "drawn";
};

/** One session as the page of the draw sets it up. */
export type DrawSessionView = {
  readonly id: string;
  readonly number: number;
  readonly place: string;
  /** ISO. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number | null;
  readonly checkInOpensAt: string | null;
  readonly checkInClosesAt: string | null;
};

export type DrawView = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundPhase: RoundPhase;
  readonly way: DrawWay;
  /** How far each session is. */
  readonly standings: readonly SessionStanding[];
  readonly steps: readonly DrawStep[];
  /** The one that is looked at. */
  readonly step: DrawStep;
  readonly sessions: readonly DrawSessionView[];
  /** Whether entries are drawn into them; else there is one at most, for everyone. */
  readonly areSessionsDrawn: boolean;
  /** What stands against freezing the roster. */
  readonly freeze: readonly Refusal[];
  /** Against this reader's contributing and holding the draw at once; against holding what was contributed. */
  readonly contribute: readonly Refusal[];
  readonly hold: readonly Refusal[];
  readonly isSupervisorIn: boolean;
  /** The record of a draw by hand; null for one by computer, and before its roster is frozen. */
  readonly hand: {
    readonly places: readonly {
      readonly entryId: string;
      readonly place: number | null;
      /** Who drew for it where it was absent; null: it drew itself. */
      readonly drawnForBy: (DrawnBy & { readonly userId: string }) | null;
      /** ISO: when the team leader of its delegation signed it; null: not yet. */
      readonly signedAt: string | null;
    }[];
    /** Who may draw for whom, for readers who see identities: by entry. */
    readonly proxies: Readonly<Record<string, readonly DrawProxy[]>>;
    /** How many team leaders have signed, and how many must. */
    readonly leaders: { readonly signed: number; readonly needed: number };
    /** What stands against this reader's signing it. */
    readonly witness: readonly Refusal[];
  } | null;
  readonly redraw: {
    readonly request: readonly Refusal[];
    readonly grant: readonly Refusal[];
    readonly refuse: readonly Refusal[];
    /** Asked for before and refused, the latest first. */
    readonly refused: readonly { readonly reason: string; readonly refusal: string; readonly refusedAt: string }[];
    /** Asked for and not granted yet. */
    readonly reason: string | null;
  };
  readonly document: DrawDocument | null;
  /** How many are in the draw. */
  readonly entries: number;
  /** Those who are in the draw, by number; once drawn in the order of seats or sessions. Null for who may not see who sits where. */
  readonly rows: readonly DrawRow[] | null;
};
