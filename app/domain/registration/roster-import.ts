/** A roster on its way in, as pages show it: how far it is, what it would do, and why it cannot. */
import type { RosterChange, RosterColumn, RosterRefusal } from "#app/domain/registration/roster-facts.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export type ImportProgress = {
  readonly work: "reading" | "storing";
  /** Null until the rows are counted. */
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
};

/** One row as the preview shows it: documents masked. */
export type ImportRow = {
  readonly sheet: string;
  readonly row: number;
  readonly delegationName: string | null;
  readonly eventName: string | null;
  readonly eventNameEn: string | null;
  readonly teamNumber: string | null;
  readonly name: string;
  readonly maskedDocument: string;
  readonly change: RosterChange;
  readonly changedColumns: readonly RosterColumn[];
};

export type ImportPreview = {
  /** Entries, not rows. */
  readonly counts: Readonly<Record<RosterChange, number>>;
  readonly rows: readonly ImportRow[];
  /** Of which `rows` are the first. */
  readonly changingRows: number;
  readonly refusals: readonly RosterRefusal[];
  readonly refusalCount: number;
};

export type ImportState = "reading" | "checked" | "stored" | "cancelled" | "failed";

export type RosterImportView = {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  /** Null when nothing of it runs. */
  readonly progress: ImportProgress | null;
  readonly preview: ImportPreview | null;
  /** Why the file as a whole could not be read. */
  readonly failures: readonly Refusal[];
  /** Why nothing can be stored now at all. */
  readonly blocked: readonly Refusal[];
};
