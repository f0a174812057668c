/** What the organiser has before him on the day, as the query answers it and the page shows it. */
import type { Disclosure, Medium, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Alert } from "./alerts.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type DeskSession = {
  readonly number: number;
  readonly place: string;
  /** ISO. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Entries: all, checked in, not decided yet. */
  readonly entries: number;
  readonly present: number;
  readonly expected: number;
};

/** The forms of one sub-criterion and panel that are not confirmed. */
export type DeskGroup = {
  readonly subCriterionId: string;
  readonly name: string;
  readonly number: number | null;
  readonly judges: readonly string[];
  readonly open: number;
  readonly signed: number;
  readonly confirmed: number;
  /** Codes of forms that are not signed, in the order of codes; null for a reader who knows whose codes these are. */
  readonly missing: readonly string[] | null;
};

export type DeskEvent = Named & {
  readonly code: string;
  readonly round: number;
  /** Its kind where the event has several. */
  readonly kind: RoundKind | null;
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  readonly medium: Medium;
  /** Checked in, of all. */
  readonly present: number;
  readonly entries: number;
  readonly sessions: readonly DeskSession[];
  readonly open: number;
  readonly signed: number;
  readonly confirmed: number;
  /** While it is judged. */
  readonly groups: readonly DeskGroup[];
};

export type DeskDevice = {
  readonly judge: string;
  readonly event: string;
  /** The end of the device's own name. */
  readonly device: string;
  /** ISO. */
  readonly at: string;
  readonly isOnline: boolean;
};

export type DeskAppeal = {
  readonly caseId: string;
  readonly kind: "appeal" | "objection";
  readonly event: string | null;
  /** ISO. */
  readonly filedAt: string;
};

export type Desk = {
  /** ISO; what everything here was read at. */
  readonly readAt: string;
  readonly alerts: readonly Alert[];
  /** Cancelled ones left out, by code. */
  readonly events: readonly DeskEvent[];
  /** The last sign of each device of a judge at work, latest first. */
  readonly devices: readonly DeskDevice[];
  /** Judges at work that no device of was heard of yet. */
  readonly unseen: readonly { readonly judge: string; readonly event: string }[];
  /** Open ones, the oldest first. */
  readonly cases: readonly DeskAppeal[];
  /** Forms confirmed in each stretch of time today. */
  readonly pace: readonly { readonly at: string; readonly count: number }[];
};
