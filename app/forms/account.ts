/** What people submit about accounts: passwords, PINs, codes, and what administrators do with one. */
import { z } from "zod";
import { POLICY_LIMITS } from "#app/domain/access/password-policy.ts";
import { LONGEST_PASSWORD, LONGEST_PIN } from "#app/domain/access/password-rule.ts";
import { readRecoveryCode } from "#app/domain/access/recovery-code.ts";

const password = z.string("password-missing").min(1, "password-missing").max(LONGEST_PASSWORD, "text-too-long");
const current = z.string("current-password-missing").min(1, "current-password-missing").max(LONGEST_PASSWORD, "text-too-long");
const repeated = z.string("passwords-differ").max(LONGEST_PASSWORD, "passwords-differ");
const pin = z.string("pin-malformed").regex(new RegExp(`^\\d{${POLICY_LIMITS.shortestPin[0]},${LONGEST_PIN}}$`), "pin-malformed");

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

export const ChangePasswordSchema = z.object({ current, password, repeated, next: z.string().optional() });
export const RenewCodesSchema = z.object({ current });
export const EndOwnSessionSchema = z.object({
  session: z.string("choice-missing").min(1, "choice-missing").max(100, "choice-missing"),
});
export const SetPinSchema = z.object({ current, pin });
export const CodeSchema = z.object({ code, next: z.string().optional() });

/** Six digits of the program, or a recovery code. */
export const SignInCodeSchema = z.object({
  code: z.union([code, z.string().refine((value) => readRecoveryCode(value) !== null)], "code-or-recovery-malformed"),
  next: z.string().optional(),
});

const within = ([least, most]: readonly [number, number]) =>
  z.coerce
    .number("number-out-of-range")
    .int("number-out-of-range")
    .min(least, "number-out-of-range")
    .max(most, "number-out-of-range");
const MOST_WORDS = 500;

/** Words stand one a line. */
export const PasswordPolicySchema = z.object({
  shortest: within(POLICY_LIMITS.shortest),
  classes: within(POLICY_LIMITS.classes),
  longestDays: z
    .union([z.literal("").transform(() => null), within(POLICY_LIMITS.longestDays)], "number-out-of-range")
    .optional()
    .transform((value) => value ?? null),
  shortestPin: within(POLICY_LIMITS.shortestPin),
  refusedWords: z
    .string()
    .max(20_000, "text-too-long")
    .default("")
    .transform((text) => [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== ""))
    .pipe(z.array(z.string().max(60, "text-too-long")).max(MOST_WORDS, "text-too-long")),
});

const userId = z.string("choice-missing").min(1, "choice-missing").max(100, "choice-missing");
export const AccountSchema = z.object({ userId });
export const MakeLinkSchema = z.object({
  userId,
  resetsSecondFactor: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});
