/** Decimal numbers as whole ones, exactly, through their text and never through floating point. */

/** Whole digits that are read at most; with six places they still make a safe integer. */
const MOST_DIGITS = 9;

export type ReadDecimal =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly fault: "not-decimal" | "too-many-places" | "too-large" };

/**
 * "85.25" at two places is 8525, and so is "85.250": zeros at the end say nothing. The sign is kept.
 * @param places at most 6
 */
export function readDecimal(text: string, places: number): ReadDecimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return { ok: false, fault: "not-decimal" };
  const [, sign, digits = "", decimals = ""] = match;
  const whole = digits.replace(/^0+(?=\d)/, "");
  const fraction = decimals.replace(/0+$/, "");
  if (fraction.length > places) return { ok: false, fault: "too-many-places" };
  if (whole.length > MOST_DIGITS) return { ok: false, fault: "too-large" };
  const value = Number(whole + fraction.padEnd(places, "0"));
  return { ok: true, value: sign === "-" && value !== 0 ? -value : value };
}

/** A number of a JSON file at so many places: 0.3 at four is 3000, because its text is "0.3". @throws RangeError for what has more. */
export function toWhole(value: number, places: number): number {
  const read = readDecimal(String(value), places);
  if (!read.ok) throw new RangeError(`${value} is not a number with at most ${places} places`);
  return read.value;
}

/** The number whose text has these whole units at so many places: 8525 at two is 85.25. */
export function fromWhole(value: number, places: number): number {
  const digits = String(value < 0 ? -value : value).padStart(places + 1, "0");
  const at = digits.length - places;
  return Number(`${value < 0 ? "-" : ""}${digits.slice(0, at)}.${digits.slice(at)}`);
}

/** How many places the text of a number needs: 0.25 needs 2. */
export function countPlaces(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}
