/** 统一社会信用代码 (GB 32100-2015): 18 characters, the last one computed from the others. */
import { type Decision, decide } from "#app/domain/shared/decision.ts";

export type CreditCodeCode = "credit-code-malformed" | "credit-code-check";

/** Digits, and capitals without I, O, S, V and Z; a character's value is its position. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;

/** As it is stored: without blanks, half-width and in capitals. */
export function normaliseCreditCode(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
}

/** @param code normalised @returns the code, or whether its form or its check character is what is wrong */
export function checkCreditCode(code: string): Decision<string, CreditCodeCode> {
  const isWhole = code.length === LENGTH && [...code].every((character) => CHARACTERS.includes(character));
  if (!isWhole) return decide([{ code: "credit-code-malformed", params: { field: "creditCode", value: code } }], code);
  const isRight = computeCheckCharacter(code) === code.at(-1);
  return decide(isRight ? [] : [{ code: "credit-code-check", params: { field: "creditCode", value: code } }], code);
}

/** 31 less the sum of value × 3^position (from 0) modulo 31, itself modulo 31 (GB 32100-2015, 5.4). */
export function computeCheckCharacter(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, LENGTH - 1)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % CHARACTERS.length;
  }
  return CHARACTERS.charAt((CHARACTERS.length - (sum % CHARACTERS.length)) % CHARACTERS.length);
}
