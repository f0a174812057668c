/** The two weights of Noto Serif that papers are set in, each parsed once per process, and which characters they lack. */
import fs from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { type FontOutlines, readOutlines } from "./font-outlines.server.ts";

/** Regular for running text, bold for what is displayed large: title and award. */
export type CertificateFont = "text" | "display";

/**
 * Tried in this order, and read only when a character asks for it: the simplified font holds the national list of name characters,
 * the Japanese and the Hong Kong font hold 2,000 rarer ones (𠮷) that stand in names all the same.
 */
const FONT_FILES: Readonly<Record<CertificateFont, readonly string[]>> = {
  text: [
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf",
    "@expo-google-fonts/noto-serif-hk/400Regular/NotoSerifHK_400Regular.ttf",
  ],
  display: [
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf",
    "@expo-google-fonts/noto-serif-hk/700Bold/NotoSerifHK_700Bold.ttf",
  ],
};

// In development a module is evaluated again after each change; each evaluation would otherwise parse 30 MB anew.
const CACHE_KEY = Symbol.for("skillladder.certificate-fonts");
type FontCache = Map<string, CertificateTypeface>;
type GlobalWithFonts = typeof globalThis & { [CACHE_KEY]?: FontCache };

const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}]$/u;

/** A stretch of text in one font; `rank` 0 is the first font of the use. */
export type FontSegment = { readonly text: string; readonly rank: number };

/** What shapes text and what it is drawn with, of one file. */
export type CertificateTypeface = { readonly font: Font; readonly outlines: FontOutlines };

/**
 * The parsed font of a use; the first call of a process reads about 15 MB and takes some 20 ms.
 * @throws Error when the font package is not installed or its file is not a single TrueType font.
 */
export function getTypeface(use: CertificateFont, rank = 0): CertificateTypeface {
  const file = FONT_FILES[use][rank] ?? "";
  const cache = getCache();
  const known = cache.get(file);
  if (known) return known;
  // Resolved from this module, so that the bundle in build/server and the source both find node_modules above them.
  const bytes = fs.readFileSync(createRequire(import.meta.url).resolve(file));
  const font = create(bytes);
  if (!("layout" in font)) throw new Error(`${file} is a collection, expected one font`);
  const typeface = { font, outlines: readOutlines(bytes) };
  cache.set(file, typeface);
  return typeface;
}

/** The text in pieces of one font each; a character that no font has stays with the first. */
export function splitByFont(use: CertificateFont, text: string): readonly FontSegment[] {
  const segments: { text: string; rank: number }[] = [];
  for (const character of text) {
    const rank = findRank(use, character.codePointAt(0) ?? 0) ?? 0;
    const last = segments.at(-1);
    if (last?.rank === rank) last.text += character;
    else segments.push({ text: character, rank });
  }
  return segments;
}

const ranks = { text: new Map<number, number | null>(), display: new Map<number, number | null>() };

function findRank(use: CertificateFont, codePoint: number): number | null {
  const known = ranks[use].get(codePoint);
  if (known !== undefined) return known;
  const rank = lookForRank(use, codePoint);
  ranks[use].set(codePoint, rank);
  return rank;
}

function lookForRank(use: CertificateFont, codePoint: number): number | null {
  const rank = FONT_FILES[use].findIndex((_, index) => getTypeface(use, index).font.hasGlyphForCodePoint(codePoint));
  return rank < 0 ? null : rank;
}

/**
 * The distinct characters of a text that a paper could not show, in order of appearance; empty when all can be shown.
 * Ask before issuing: PDF text without a glyph vanishes in silence. Invisible characters (zero-width
 * spaces, variation selectors, line breaks) count as missing, because what they stand for would be lost as well.
 */
export function findMissingGlyphs(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const isShown = findRank("text", codePoint) !== null && findRank("display", codePoint) !== null;
    if (INVISIBLE.test(character) || !isShown) missing.add(character);
  }
  return [...missing];
}

function getCache(): FontCache {
  const holder = globalThis as GlobalWithFonts;
  holder[CACHE_KEY] ??= new Map();
  return holder[CACHE_KEY];
}
