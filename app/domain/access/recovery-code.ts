/** The codes that stand in for the authenticator program when the telephone is lost: ten, each used once (DOMAIN 14). */

/** How many are made at a time. */
export const RECOVERY_CODES = 10;
/** 78 bits of 30 letters and digits: no list of hashes can be searched for it. */
export const RECOVERY_CODE_LENGTH = 16;

const ALPHABET = /^[2-9A-HJKMNP-TV-Z]+$/;

/** As it is shown and printed: four groups of four. */
export function formatRecoveryCode(code: string): string {
  return (code.match(/.{4}/g) ?? []).join("-");
}

/** What was typed, without blanks and hyphens; null where it is no such code, such as six digits. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.normalize("NFKC").replace(/[\s-]/gu, "").toUpperCase();
  return code.length === RECOVERY_CODE_LENGTH && ALPHABET.test(code) ? code : null;
}
