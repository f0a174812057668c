/** What judges submit at the tablet itself: who they are, not what they mark. */
import { z } from "zod";
import { NoFieldsSchema } from "./no-fields.ts";

const pin = z.string("pin-missing").regex(/^\d{4,12}$/, "pin-missing");

export const SignInWithLinkSchema = z.object({ token: z.string("field-invalid").min(20).max(64), pin });

export const ProvePinSchema = z.object({ pin });

export const EndSessionSchema = NoFieldsSchema;

const LARGEST_PHOTO_TEXT = 1_000_000;

/** A comment or a photo as a tablet sends it; the photo in base64. */
export const AddNoteSchema = z.object({
  key: z.uuid("field-invalid"),
  formId: z.string().min(1).max(64),
  aspectId: z.string().min(1).max(20),
  text: z.string().trim().max(500, "comment-too-long"),
  photo: z
    .base64("photo-not-jpeg")
    .max(LARGEST_PHOTO_TEXT, "photo-too-large")
    .transform((text) => (text === "" ? null : Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))),
  deviceId: z.string().min(1).max(64),
  enteredAt: z.iso.datetime({ message: "field-invalid" }).transform((at) => new Date(at)),
});

export const MakeTabletCodesSchema = z.object({
  judgeIds: z.array(z.string().min(1).max(64), "judges-missing").min(1, "judges-missing").max(200),
});
