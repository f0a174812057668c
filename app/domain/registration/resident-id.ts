/** The 18-digit resident identity number: its region, its date of birth, its check digit (GB 11643-1999). */
import { type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";

export type ResidentIdCode = "id-length" | "id-characters" | "id-region" | "id-date" | "id-check-digit";
export type Sex = "male" | "female";

export type ResidentId = {
  /** 18 characters, full-width forms and spaces gone, X in capitals. */
  readonly text: string;
  /** The six digits of the place of first registration, which is not the place where the person lives now. */
  readonly regionCode: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: Sex;
};

/** The first two digits by GB/T 2260; 83 stands on residence permits of Taiwan residents. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" "),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";
const EARLIEST_YEAR = 1900;

/**
 * Checks an identity number as typed or pasted.
 * A wrong length or a foreign character stops the check, because nothing after it can be read; otherwise every reason is given.
 * The expected check digit is not told: it would repair a number that was copied wrongly elsewhere.
 */
export function checkResidentId(typed: string): Decision<ResidentId, ResidentIdCode> {
  const text = normaliseDocument(typed);
  const length = [...text].length;
  if (length !== 18) return refuse({ code: "id-length", params: { length } });
  if (!/^\d{17}[\dX]$/.test(text)) return refuse({ code: "id-characters" });

  const refusals: Refusal<ResidentIdCode>[] = [];
  const regionCode = text.slice(0, 6);
  if (!PROVINCES.has(regionCode.slice(0, 2))) refusals.push({ code: "id-region", params: { prefix: regionCode.slice(0, 2) } });
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isCalendarDate(birthDate)) refusals.push({ code: "id-date", params: { date: birthDate } });
  if (computeCheckDigit(text.slice(0, 17)) !== text[17]) refusals.push({ code: "id-check-digit" });

  const sex: Sex = Number(text[16]) % 2 === 1 ? "male" : "female";
  return decide(refusals, { text, regionCode, birthDate, sex });
}

/** The 18th character for the first 17 digits (GB 11643: weights 2^(18-i) mod 11). @throws RangeError unless 17 digits are given. */
export function computeCheckDigit(digits: string): string {
  if (!/^\d{17}$/.test(digits)) throw new RangeError("a check digit is computed from 17 digits");
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** Full years of age on a day; both dates YYYY-MM-DD. A person born on 29 February is a year older on 1 March. */
export function computeAge(birthDate: string, onDate: string): number {
  const years = Number(onDate.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return onDate.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** A document number without what a spreadsheet or an input method adds: spaces, full-width forms, a leading apostrophe. */
export function normaliseDocument(typed: string): string {
  return typed.normalize("NFKC").replace(/\s+/gu, "").replace(/^'/, "").toUpperCase();
}

/** Whether there was such a day; `date` is YYYY-MM-DD, of 1900 at the earliest. */
export function isCalendarDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  if (year < EARLIEST_YEAR || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
