/** What judges submit at the tablet itself: who they are, not what they mark. */
import { z } from "zod";
import { NoFieldsSchema } from "./no-fields.ts";

const pin = z.string("pin-missing").regex(/^\d{4,12}$/, "pin-missing");

export const SignInWithLinkSchema = z.object({ token: z.string("field-invalid").min(20).max(64), pin });

export const ProvePinSchema = z.object({ pin });

export const EndSessionSchema = NoFieldsSchema;
