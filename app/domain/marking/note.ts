/** What a judge may put beside a value: a comment, or a photo that his device has made small. */

import type { Refusal } from "#app/domain/shared/decision.ts";
import { recogniseScan } from "./scan-file.ts";

export const LARGEST_NOTE_PHOTO_BYTES = 700_000;

export const NOTE_REFUSALS = [
  "not-found",
  "note-empty",
  "photo-not-jpeg",
  "photo-too-large",
  "key-reused",
  "not-in-team",
  "judge-recused",
  "aspect-unknown",
  "marks-submitted",
] as const;
export type NoteRefusal = (typeof NOTE_REFUSALS)[number];

/** A comment or photo as those who read forms by code find it. */
export type NoteLine = {
  readonly noteId: string;
  readonly formId: string;
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly aspectId: string;
  readonly judge: string;
  /** Empty where there is only a photo. */
  readonly text: string;
  readonly photo: "none" | "kept" | "erased";
  /** ISO, by the server's clock. */
  readonly receivedAt: string;
};

/** Every reason against the content itself. */
export function checkNote({ text, photo }: { readonly text: string; readonly photo: Uint8Array | null }): Refusal<NoteRefusal>[] {
  const refusals: Refusal<NoteRefusal>[] = [];
  if (text === "" && photo === null) refusals.push({ code: "note-empty" });
  if (photo && recogniseScan(photo) !== "image/jpeg") refusals.push({ code: "photo-not-jpeg" });
  if (photo && photo.length > LARGEST_NOTE_PHOTO_BYTES) refusals.push({ code: "photo-too-large" });
  return refusals;
}
