/** The page of check-in as a reader gets it. */
import type { CodeSheet } from "#app/domain/blinding/code-sheet.ts";
import type { BlindLayer, BlindWord } from "#app/domain/blinding/layers.ts";
import type { CheckKind } from "#app/domain/draw/check-in.ts";
import type { SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type CheckInRow = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly participation: Participation;
  /** ISO; null while not checked in. */
  readonly checkedInAt: string | null;
  readonly checkInWay: string | null;
  /** Of its session; null where it is in none. */
  readonly session: number | null;
  /** Its code is given: absence can no longer be recorded. */
  readonly hasCode: boolean;
  /** Whether it can be checked in: its session is not marked yet. */
  readonly isOpen: boolean;
  readonly names: readonly string[];
  readonly delegation: string;
  readonly delegationEn: string;
};

/** Those who come together: a session, or everyone who is in none. */
export type CheckInSession = {
  /** Null for those in no session. */
  readonly sessionId: string | null;
  readonly number: number | null;
  readonly place: string | null;
  /** ISO; null once check-in has opened. */
  readonly opensAt: string | null;
  /** ISO. */
  readonly closesAt: string | null;
  readonly total: number;
  readonly missing: number;
  /** Whether its seats are drawn. */
  readonly isDrawn: boolean;
  /** Whether somebody can be checked in: it is not marked yet. */
  readonly isOpen: boolean;
  /** What stands against recording the rest as absent. */
  readonly unmet: readonly Refusal[];
};

export type CheckInView = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundPhase: RoundPhase;
  /** Whether seats were drawn, in a round of sessions those of one at least: its entries are checked in while others are drawn. */
  readonly isDrawn: boolean;
  /** Whether somebody can be checked in: a session is not marked yet. */
  readonly isOpen: boolean;
  /** How far each session is; those of a round without sessions are as one. */
  readonly standings: readonly SessionStanding[];
  readonly counts: Readonly<Record<"expected" | "checked-in" | "absent", number>>;
  /** What is looked at when somebody is checked in. */
  readonly asked: readonly CheckKind[];
  /** By number; none for readers who check nobody in. */
  readonly sessions: readonly CheckInSession[];
  /** Who is missing first, then by number. Null for readers who check nobody in. */
  readonly rows: readonly CheckInRow[] | null;
  /** Null for readers who do no blinding. */
  readonly blinding: {
    /** What stands against assigning codes. */
    readonly unmet: readonly Refusal[];
    /** Numbers of the sessions whose works would get them now; none in a round without sessions. */
    readonly ready: readonly number[];
    /** Numbers of sessions with one work that would get its code now if it is accepted that it can be known. */
    readonly alone: readonly number[];
    readonly isAssigned: boolean;
    /** In how many layers the works are blinded. */
    readonly layers: BlindLayer;
    /** The layers whose sheets this reader keeps. */
    readonly sheets: readonly { readonly layer: BlindLayer; readonly from: BlindWord; readonly to: BlindWord }[];
    /** What is written on which work, for the keeper of the layer that says so; null for others, and where the seat is the code. */
    readonly codes: CodeSheet | null;
  } | null;
};
