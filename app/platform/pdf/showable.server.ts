/** What people typed may hold characters that the fonts lack: they are marked, for they would vanish in silence. */
import { findMissingGlyphs } from "./certificate-fonts.server.ts";

/** Printers' sign for a character that is missing. */
export const GETA = "〓";

/** One line of text with `GETA` for each character that no font has. */
export function showable(text: string): string {
  const line = text.replace(/\s+/gu, " ");
  const missing = new Set(findMissingGlyphs(line));
  return missing.size === 0 ? line : [...line].map((character) => (missing.has(character) ? GETA : character)).join("");
}
