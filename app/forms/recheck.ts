/** What people submit about corrections of forms and in the recheck. */
import { z } from "zod";
import { optionalId, text } from "./fields.ts";

const id = z.string("field-invalid").min(1, "field-invalid").max(100, "field-invalid");
const reason = text(500);

export const RequestCorrectionSchema = z.object({ reason });

export const GrantCorrectionSchema = z.object({ correctionId: id });

export const RefuseCorrectionSchema = z.object({ correctionId: id, reason });

export const AgreesSchema = z.object({ itemId: id });

/** That the form is missing, and the note, is said with the other reasons. */
export const ErrorSchema = z.object({
  itemId: id,
  formId: optionalId,
  note: z.string("text-missing").trim().max(500, "text-too-long"),
});
