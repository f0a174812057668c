/**
 * The order of people's names in lists: by the pinyin of the surname as a surname, then of the rest. The built-in order knows the
 * readings of words only, and puts the surname Zeng under ceng. Computed from opened names, never stored: a key would say who somebody is.
 */
import { DOUBLE_SURNAME_READINGS, SURNAME_READINGS } from "#app/platform/names/surname-words.ts";

const collator = new Intl.Collator("zh-CN-u-co-pinyin");

/** Negative, zero or positive, for `sort`; the same for equal readings only of equal names. */
export function compareNames(left: string, right: string): number {
  return collator.compare(readAsSurname(left), readAsSurname(right)) || (left < right ? -1 : left > right ? 1 : 0);
}

/** The name with its surname written by characters that have no other reading. */
function readAsSurname(name: string): string {
  const characters = [...name];
  const double = DOUBLE_SURNAME_READINGS[characters.slice(0, 2).join("")];
  if (double !== undefined && characters.length > 2) return double + characters.slice(2).join("");
  const [first = "", ...rest] = characters;
  return (SURNAME_READINGS[first] ?? first) + rest.join("");
}
