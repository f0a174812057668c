/** What a judge's device says of itself. */
import { z } from "zod";
import { optionalId, text } from "./fields.ts";

export const SeenSchema = z.object({
  deviceId: text(64),
  /** The form that is open on it; left out: none. */
  formId: optionalId,
  /** The judge goes on with it here, although it is open on another device of his. */
  takesOver: z
    .literal("yes", "field-invalid")
    .optional()
    .transform((word) => word === "yes"),
});
