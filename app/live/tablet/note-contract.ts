/** What a tablet and the server say to each other about a comment or a photo on an aspect: `POST /judge/notes`, one at a time. */
import { z } from "zod";
import { LARGEST_PHOTO_BYTES, LONGEST_COMMENT } from "./limits.ts";

const id = z.string().min(1).max(64);

export const NoteEntrySchema = z.strictObject({
  /** Made on the device: however often it is sent, it is one note. */
  key: z.uuid(),
  formId: id,
  aspectId: z.string().min(1).max(20),
  /** Empty where there is only a photo. */
  text: z.string().trim().max(LONGEST_COMMENT),
  /** A JPEG in base64; null where there is only a comment. */
  photo: z
    .string()
    .regex(/^[A-Za-z0-9+/]+=*$/)
    .max(Math.ceil((LARGEST_PHOTO_BYTES * 4) / 3) + 4)
    .nullable(),
  /** ISO in UTC, by the device's clock. */
  enteredAt: z.iso.datetime(),
});
export type NoteEntry = z.output<typeof NoteEntrySchema>;
