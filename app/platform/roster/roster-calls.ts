/** What the thread of a roster can be asked, and what it answers: plain data both ways. */
import type { CheckedRow, RosterChange, RosterRefusal } from "#app/domain/registration/roster-facts.ts";
import type { RosterFrame } from "#app/domain/registration/roster-people.ts";
import type { FileRefusal } from "#app/platform/excel/file-refusal.ts";
import type { FileMark, MarkedFile, MarkWords } from "#app/platform/excel/mark-roster.ts";
import type { RosterFileCode } from "#app/platform/excel/read-roster.ts";
import type { PackedBatch } from "#app/platform/roster/pack-batch.server.ts";
import type { SealedPerson } from "#app/platform/roster/sealed-people.server.ts";

/** Where the thread finds the installation's key. */
export type KeySource = { readonly secretKey: string | null; readonly dataDirectory: string };

export type RosterSummary = {
  /** Entries, not rows. */
  readonly counts: Readonly<Record<RosterChange, number>>;
  /** Names what the file would do now. */
  readonly digest: string;
  /** The first changed rows, documents masked. */
  readonly rows: readonly Omit<CheckedRow, "refusals">[];
  readonly changingRows: number;
  /** The first ones, in the order of the file. */
  readonly refusals: readonly RosterRefusal[];
  readonly refusalCount: number;
  readonly adds: boolean;
  readonly changedEntryIds: readonly string[];
};

export type RosterOpened =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly refusals: readonly FileRefusal<RosterFileCode>[] };

export type RosterLeaving = {
  /** Existing entries that the import changes. */
  readonly targets: readonly string[];
  readonly people: readonly { readonly delegationId: string; readonly personIds: readonly string[] }[];
};

type Later<Value> = Value | Promise<Value>;

export type RosterCalls = {
  /** `file` as it is kept: sealed. */
  open(input: { file: Uint8Array; frame: RosterFrame; keys: KeySource }): Later<RosterOpened>;
  /** The same file against a new frame and, so far, nobody who is known. */
  reframe(input: { frame: RosterFrame }): Later<void>;
  /** Keyed hashes of the documents in these rows, each once. */
  listHashes(input: { from: number; count: number }): Later<string[]>;
  addPeople(input: { people: readonly SealedPerson[] }): Later<void>;
  check(input: null): Later<RosterSummary>;
  listLeaving(input: null): Later<RosterLeaving>;
  /** Numbers that entries have already; may be called part by part. */
  addTaken(input: { taken: readonly { delegationId: string; eventId: string; rosterNumber: string }[] }): Later<void>;
  startBatches(input: { at: Date }): Later<void>;
  /** Null after the last. */
  nextBatch(input: null): Later<PackedBatch | null>;
  /** Needs no open roster; `file` is sealed. */
  mark(input: { file: Uint8Array; keys: KeySource; marks: readonly FileMark[]; words: MarkWords }): Later<MarkedFile>;
  close(input: null): Later<void>;
};
