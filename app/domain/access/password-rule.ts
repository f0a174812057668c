/** Which passwords and PINs are strong enough: length before everything else, and none that is guessed first. */
import { isCommonPassword } from "#app/domain/access/common-passwords.ts";
import type { PasswordPolicy } from "#app/domain/access/password-policy.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** In characters. */
export const LONGEST_PASSWORD = 200;
/** In digits. */
export const LONGEST_PIN = 12;
const FEWEST_DIFFERENT = 5;
/** A name of one sign stands in many words. */
const SHORTEST_NAME = 2;

/** Those who sign or confirm marking forms. */
export const HALL_ROLES: readonly Role[] = ["chief-judge", "marking-judge", "floor-judge", "tally-clerk"];

export const PASSWORD_REFUSALS = [
  "password-too-short",
  "password-too-few-classes",
  "password-common",
  "password-has-username",
  "password-has-name",
  "password-too-plain",
  "passwords-differ",
  "pin-too-short",
  "pin-too-plain",
  "pin-is-date",
] as const;
export type PasswordRefusal = (typeof PASSWORD_REFUSALS)[number];

/** Every reason against a new password, typed twice. Those that were set before stay, whatever is asked now. */
export function listPasswordRefusals(input: {
  readonly policy: PasswordPolicy;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly repeated: string;
}): readonly Refusal<PasswordRefusal>[] {
  const { policy, username, displayName, password, repeated } = input;
  const refusals: Refusal<PasswordRefusal>[] = [];
  const refuse = (code: PasswordRefusal, field: string) =>
    refusals.push({ code, params: { field, shortest: policy.shortest, classes: policy.classes } });
  const characters = [...password];
  const lower = password.toLowerCase();
  const name = displayName.trim().toLowerCase();
  if (characters.length < policy.shortest) refuse("password-too-short", "password");
  else if (new Set(characters).size < FEWEST_DIFFERENT || isRun(characters)) refuse("password-too-plain", "password");
  else if (isCommonPassword(password, policy.refusedWords)) refuse("password-common", "password");
  if (countClasses(characters) < policy.classes) refuse("password-too-few-classes", "password");
  if (lower.includes(username.toLowerCase())) refuse("password-has-username", "password");
  if ([...name].length >= SHORTEST_NAME && lower.includes(name)) refuse("password-has-name", "password");
  if (password !== repeated) refuse("passwords-differ", "repeated");
  return refusals;
}

/** Every reason against a PIN of digits. */
export function listPinRefusals(pin: string, policy: Pick<PasswordPolicy, "shortestPin">): readonly Refusal<PasswordRefusal>[] {
  const digits = [...pin];
  const codes: PasswordRefusal[] = [];
  if (digits.length < policy.shortestPin) codes.push("pin-too-short");
  if (new Set(digits).size < 3 || isRun(digits)) codes.push("pin-too-plain");
  else if (isDate(pin)) codes.push("pin-is-date");
  return codes.map((code) => ({ code, params: { field: "pin", length: policy.shortestPin } }));
}

/** Small letters, capitals, digits, and all the rest: Chinese is one of them. */
function countClasses(characters: readonly string[]): number {
  return new Set(characters.map((character) => [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u].findIndex((kind) => kind.test(character)))).size;
}

/** A day as people write their birthdays: 850412, 120485, 041285, 19850412. */
function isDate(pin: string): boolean {
  const isDay = (month: string, day: string) =>
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  const [one = "", two = "", three = "", four = ""] = pin.match(/../g) ?? [];
  if (pin.length === 8) return /^(?:19|20)/.test(pin) && isDay(three, four);
  return pin.length === 6 && (isDay(two, three) || isDay(two, one) || isDay(one, two));
}

/** One step up, or one step down, from each character to the next: 123456, or 9876543210; after 9 comes 0. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const [up, down] = [steps.has(1), steps.has(-1)];
  const rest = [...steps].filter((step) => ![1, -1, 9, -9].includes(step));
  return rest.length === 0 && up !== down;
}
