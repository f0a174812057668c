/** What judges, tally clerks and the chief judge submit. */
import { z } from "zod";
import { CONFLICT_CHOICES } from "#app/domain/marking/mark-conflict.ts";

const whole = (message: string) =>
  z
    .string(message)
    .regex(/^-?\d{1,9}$/, message)
    .transform(Number);
const revision = whole("field-invalid");

/** Those that came from paper are longer than those that devices make. */
const LONGEST_KEY = 250;

/** Which of two values of an aspect stands, and why. */
export const SettleConflictSchema = z.object({
  conflictId: z.string().min(1).max(64),
  choice: z.enum(CONFLICT_CHOICES, "choice-missing"),
  standing: z.string("field-invalid").min(1, "field-invalid").max(LONGEST_KEY, "field-invalid"),
  reason: z.string().trim().min(1, "reason-required").max(200, "reason-too-long"),
});

export const SignOffSchema = z.object({ revision, pin: z.string("pin-missing").regex(/^\d{4,12}$/, "pin-missing") });

export const ConfirmSchema = z.object({ revision });
