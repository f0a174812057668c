/** What people submit about accounts: passwords, PINs, codes, and what administrators do with one. */
import { z } from "zod";
import { LONGEST_PASSWORD, PIN_LENGTH } from "#app/domain/access/password-rule.ts";

const password = z.string("password-missing").min(1, "password-missing").max(LONGEST_PASSWORD, "text-too-long");
const current = z.string("current-password-missing").min(1, "current-password-missing").max(LONGEST_PASSWORD, "text-too-long");
const repeated = z.string("passwords-differ").max(LONGEST_PASSWORD, "passwords-differ");
const pin = z.string("pin-malformed").regex(new RegExp(`^\\d{${PIN_LENGTH}}$`), "pin-malformed");

/** Blanks between the digits are how programs show them. */
const code = z
  .string("code-malformed")
  .transform((value) => value.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "code-malformed"));

/** An empty PIN leaves the PIN as it is. */
export const SetPasswordSchema = z.object({
  password,
  repeated,
  pin: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(pin.nullable()),
});

export const ChangePasswordSchema = z.object({ current, password, repeated });
export const SetPinSchema = z.object({ current, pin });
export const CodeSchema = z.object({ code, next: z.string().optional() });

const userId = z.string("choice-missing").min(1, "choice-missing").max(100, "choice-missing");
export const AccountSchema = z.object({ userId });
export const MakeLinkSchema = z.object({
  userId,
  resetsSecondFactor: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});
