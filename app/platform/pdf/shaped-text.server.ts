/** Text as glyphs with their places, shaped once per process: shaping is most of what a page of text costs. */
import type { Font, Glyph, GlyphPosition, GlyphRun } from "fontkit";
import { type CertificateFont, getTypeface } from "./certificate-fonts.server.ts";

/** Which language a run is set for: Chinese keeps full-width quotation marks, English takes the proportional ones. */
export type Script = "zh" | "en";

// One character, one glyph: a ligature or a composed glyph would be copied as whatever character it was first used for.
export const FEATURES: Readonly<Record<Script, Record<string, boolean>>> = {
  zh: { liga: false, clig: false, ccmp: false },
  en: { liga: false, clig: false, ccmp: false, pwid: true },
};

/**
 * Letter spacing as a share of the size. It belongs to the widths of the font itself: space added between characters is read
 * back as word spaces, and what should be one word is found as "C E R T".
 */
export const TRACKING: Readonly<Record<CertificateFont, number>> = { text: 0, display: 0.25 };

/** PDFKit counts glyph space in thousandths of the size: in a font that does as well it changes nothing in what is shaped here. */
export const UNITS_PER_EM = 1_000;
/** Runs of a font and script that are kept; some thirty of a certificate are on the next one as well. */
const MOST_RUNS = 2_000;
/** Neither joined nor kerned in any of the typefaces. */
const HAN = /^[\u4e00-\u9fff]+$/u;

export type ShapedFont = {
  /** For PDFKit, which shapes, measures and embeds by it. */
  readonly font: Font;
  /** Shared by all who ask: not to be changed. */
  shape(text: string, script: Script): GlyphRun;
};

const known = new Map<string, ShapedFont>();

/** @throws Error when the font is not installed, or counts in other units than PDFKit */
export function getShapedFont(use: CertificateFont, rank: number): ShapedFont {
  const name = `${use} ${rank}`;
  const shaped = known.get(name) ?? openShapedFont(use, rank);
  known.set(name, shaped);
  return shaped;
}

/**
 * Fontkit keeps one glyph object per glyph and process, with the code point that first asked for it, and PDFKit writes that into
 * the document: here each run's glyphs state the run's own code points, or the bytes would depend on the texts before. The
 * tracking is added to every width.
 */
function openShapedFont(use: CertificateFont, rank: number): ShapedFont {
  const { font, outlines } = getTypeface(use, rank);
  if (font.unitsPerEm !== UNITS_PER_EM) throw new Error(`${font.postscriptName} has ${font.unitsPerEm} units in an em`);
  const wider = TRACKING[use] * UNITS_PER_EM;
  const runs = { zh: new Map<string, GlyphRun>(), en: new Map<string, GlyphRun>() };

  function shapeAnew(text: string, script: Script): GlyphRun {
    const characters = [...text];
    const run = HAN.test(text) ? setSolid(font, characters) : font.layout(text, FEATURES[script]);
    if (run.glyphs.length !== characters.length)
      throw new Error(`${characters.length} characters became ${run.glyphs.length} glyphs`);
    const glyphs = run.glyphs.map(({ id, advanceWidth }, index) => {
      return { id, advanceWidth: advanceWidth + wider, codePoints: [characters[index]?.codePointAt(0) ?? 0] } as Glyph;
    });
    const positions = run.positions.map(({ xAdvance, yAdvance, xOffset, yOffset }, index) => {
      // PDFKit puts the width there as well.
      const advanceWidth = glyphs[index]?.advanceWidth ?? 0;
      return { xAdvance: xAdvance + wider, yAdvance, xOffset, yOffset, advanceWidth };
    });
    const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    // Of a run PDFKit reads nothing else.
    return { glyphs, positions, advanceWidth } as unknown as GlyphRun;
  }

  function shape(text: string, script: Script): GlyphRun {
    const kept = runs[script];
    const found = kept.get(text);
    if (found) return found;
    const run = shapeAnew(text, script);
    if (kept.size >= MOST_RUNS) kept.clear();
    kept.set(text, run);
    return run;
  }

  const view = Object.create(font, {
    layout: { value: (text: string, features: object) => shape(text, features === FEATURES.en ? "en" : "zh") },
    createSubset: { value: () => openSubset(outlines) },
  });
  return { font: view, shape };
}

/** Characters one after another, each as wide as its glyph. */
function setSolid(font: Font, characters: readonly string[]): Pick<GlyphRun, "glyphs" | "positions"> {
  const glyphs = characters.map((character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0));
  const positions = glyphs.map(({ advanceWidth }): GlyphPosition => {
    return { xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 };
  });
  return { glyphs, positions };
}

/** What PDFKit embeds of a font: the glyph for what is missing, and those that it asked for, in that order. */
function openSubset({ makeSubset }: { makeSubset(glyphs: readonly number[]): Buffer }) {
  const glyphs = [0];
  const places = new Map([[0, 0]]);
  return {
    includeGlyph(glyph: number): number {
      const place = places.get(glyph) ?? glyphs.push(glyph) - 1;
      places.set(glyph, place);
      return place;
    },
    encode: () => makeSubset(glyphs),
  };
}
