/** Which passwords and PINs are strong enough: length before everything else, and none that is guessed first. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** In characters. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;
/** In digits. */
export const PIN_LENGTH = 6;
const FEWEST_DIFFERENT = 5;

/** Those who sign or confirm marking forms. */
export const HALL_ROLES: readonly Role[] = ["chief-judge", "marking-judge", "floor-judge", "tally-clerk"];

export const PASSWORD_REFUSALS = [
  "password-too-short",
  "password-has-username",
  "password-too-plain",
  "passwords-differ",
  "pin-too-plain",
] as const;
export type PasswordRefusal = (typeof PASSWORD_REFUSALS)[number];

/** Every reason against a new password, typed twice. */
export function listPasswordRefusals(input: {
  readonly username: string;
  readonly password: string;
  readonly repeated: string;
}): readonly Refusal<PasswordRefusal>[] {
  const { username, password, repeated } = input;
  const refusals: Refusal<PasswordRefusal>[] = [];
  const refuse = (code: PasswordRefusal, field: string) =>
    refusals.push({ code, params: { field, shortest: SHORTEST_PASSWORD } });
  const characters = [...password];
  if (characters.length < SHORTEST_PASSWORD) refuse("password-too-short", "password");
  else if (new Set(characters).size < FEWEST_DIFFERENT || isRun(characters)) refuse("password-too-plain", "password");
  if (password.toLowerCase().includes(username.toLowerCase())) refuse("password-has-username", "password");
  if (password !== repeated) refuse("passwords-differ", "repeated");
  return refusals;
}

/** Every reason against a PIN of six digits. */
export function listPinRefusals(pin: string): readonly Refusal<PasswordRefusal>[] {
  const digits = [...pin];
  const isPlain = new Set(digits).size === 1 || isRun(digits);
  return isPlain ? [{ code: "pin-too-plain", params: { field: "pin" } }] : [];
}

/** One step up, or one step down, from each character to the next: 123456, or 9876543210; after 9 comes 0. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const [up, down] = [steps.has(1), steps.has(-1)];
  const rest = [...steps].filter((step) => ![1, -1, 9, -9].includes(step));
  return rest.length === 0 && up !== down;
}
