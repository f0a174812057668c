/** What judges, tally clerks and the chief judge submit. */
import { z } from "zod";

const whole = (message: string) =>
  z
    .string(message)
    .regex(/^-?\d{1,9}$/, message)
    .transform(Number);
const revision = whole("field-invalid");

/** One value of one aspect, as a tablet sends it. */
export const EnterMarkSchema = z.object({
  key: z.uuid("field-invalid"),
  aspectId: z.string().min(1).max(20),
  value: whole("mark-not-hundredths"),
  scoreRound: whole("field-invalid"),
  reason: z
    .string()
    .trim()
    .max(200, "reason-too-long")
    .optional()
    .transform((reason) => reason || null),
  deviceId: z.string().min(1).max(64),
  enteredAt: z.iso.datetime({ message: "field-invalid" }).transform((at) => new Date(at)),
});

export const SignOffSchema = z.object({ revision, pin: z.string("pin-missing").regex(/^\d{4,12}$/, "pin-missing") });

export const ConfirmSchema = z.object({ revision });
