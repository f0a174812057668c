/** What may stand as a person's name: any script's letters, rare characters, and the middle dot of longer names. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export type NameCode = "name-missing" | "name-length" | "name-characters";

const SHORTEST = 2;
const LONGEST = 20;
const MIDDLE_DOT = "\u00b7";
const DOT_VARIANTS = /[\u2022\u2027\u30fb\uff65\u2219\u22c5\u00b7\uff0e]/gu;

/**
 * A name in one spelling: the padding of printed forms between Chinese characters goes, the variants of the middle dot
 * become one, so that the same person typed twice compares equal.
 */
export function normaliseName(typed: string): string {
  return typed
    .replace(DOT_VARIANTS, MIDDLE_DOT)
    .normalize("NFC")
    .replace(/[\s\u200b\ufeff]+/gu, " ")
    .replace(/(?<=[\p{Script=Han}\u00b7]) | (?=[\p{Script=Han}\u00b7])/gu, "")
    .trim();
}

/**
 * Checks a name of 2 to 20 characters (counted as characters, so that one beyond the basic plane counts once).
 * Private-use characters are refused: old input methods put rare characters there, and no certificate could print them.
 */
export function checkName(typed: string): Decision<string, NameCode> {
  const name = normaliseName(typed);
  const characters = [...name];
  if (characters.length === 0) return decide<string, NameCode>([{ code: "name-missing" }], name);
  const refusals: Refusal<NameCode>[] = [];
  if (characters.length < SHORTEST || characters.length > LONGEST) {
    refusals.push({ code: "name-length", params: { length: characters.length, shortest: SHORTEST, longest: LONGEST } });
  }
  const illegal = characters.filter((character, index) => !isNameCharacter(character, index, characters.length));
  if (illegal.length > 0) {
    refusals.push({ code: "name-characters", params: { characters: [...new Set(illegal)].join(" ") } });
  }
  return decide(refusals, name);
}

function isNameCharacter(character: string, index: number, length: number): boolean {
  if (/^[\p{L}\p{M}\u3007]$/u.test(character)) return true;
  const inside = index > 0 && index < length - 1;
  return inside && (character === MIDDLE_DOT || /^[ '’.-]$/u.test(character));
}
