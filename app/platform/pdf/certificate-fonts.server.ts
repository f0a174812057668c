/** The two weights of Noto Serif SC that certificates are set in, parsed once per process, and which characters they lack. */
import { createRequire } from "node:module";
import { type Font, openSync } from "fontkit";

/** Regular for running text, bold for what is displayed large: title and award. */
export type CertificateFont = "text" | "display";

const FONT_FILES: Readonly<Record<CertificateFont, string>> = {
  text: "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
  display: "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
};

// In development a module is evaluated again after each change; each evaluation would otherwise parse 30 MB anew.
const CACHE_KEY = Symbol.for("skillladder.certificate-fonts");
type FontCache = Partial<Record<CertificateFont, Font>>;
type GlobalWithFonts = typeof globalThis & { [CACHE_KEY]?: FontCache };

const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}]$/u;

/**
 * The parsed font of a use; the first call of a process reads about 15 MB and takes some 20 ms.
 * @throws Error when the font package is not installed or its file is not a single TrueType font.
 */
export function getCertificateFont(use: CertificateFont): Font {
  const cache = getCache();
  const known = cache[use];
  if (known) return known;
  // Resolved from this module, so that the bundle in build/server and the source both find node_modules above them.
  const path = createRequire(import.meta.url).resolve(FONT_FILES[use]);
  const font = openSync(path);
  if (!("layout" in font)) throw new Error(`${FONT_FILES[use]} is a collection, expected one font`);
  cache[use] = font;
  return font;
}

/**
 * The distinct characters of a text that a certificate could not show, in order of appearance; empty when all can be shown.
 * Ask before issuing: PDF text without a glyph vanishes in silence (𠮷, for example). Invisible characters (zero-width
 * spaces, variation selectors, line breaks) count as missing, because what they stand for would be lost as well.
 */
export function findMissingGlyphs(text: string): string[] {
  const fonts = [getCertificateFont("text"), getCertificateFont("display")];
  const missing = new Set<string>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (INVISIBLE.test(character) || !fonts.every((font) => font.hasGlyphForCodePoint(codePoint))) missing.add(character);
  }
  return [...missing];
}

function getCache(): FontCache {
  const holder = globalThis as GlobalWithFonts;
  holder[CACHE_KEY] ??= {};
  return holder[CACHE_KEY];
}
