/** A part of a log as it is read: records in words' parts, newest first. */
import type { Change, Detail } from "#app/domain/audit/changes.ts";

export type HistoryRecord = {
  readonly sequence: number;
  readonly at: string;
  /** Null: the system, or somebody who was not signed in. */
  readonly by: { readonly username: string; readonly name: string } | null;
  readonly act: string;
  readonly object: {
    readonly kind: string;
    readonly id: string;
    readonly label: string | null;
    readonly labelEn: string | null;
  };
  readonly changes: readonly Change[];
  /** How many changes are not listed. */
  readonly more: number;
  readonly details: readonly Detail[];
};

export type History = {
  readonly records: readonly HistoryRecord[];
  /** Where the next page begins; null at the end. */
  readonly next: number | null;
  /** Whether some rounds are still blind, so that something may be missing. */
  readonly isPartial: boolean;
};
