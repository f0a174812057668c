/** Measures and draws single runs of text in a PDF so that copying them gives exactly the characters that went in. */
import type { Font, Glyph, GlyphRun } from "fontkit";
import type PDFDocument from "pdfkit";
import { type CertificateFont, type FontSegment, getCertificateFont, splitByFont } from "./certificate-fonts.server.ts";

/** Which language a run is set for: Chinese keeps full-width quotation marks, English takes the proportional ones. */
export type Script = "zh" | "en";

/** How a run looks; the size is not part of it, because fitting changes it. */
export type TextStyle = {
  readonly font: CertificateFont;
  readonly script: Script;
  readonly colour: string;
  /** Thickened by its own outline: emphasis within a line, without a second subset of the same characters in the file. */
  readonly thick?: boolean;
};

/** Where a run goes, in points from the top left corner of the page; y is the baseline. */
export type TextPlace = {
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  /** Extra space after each character, in points; from a tenth of the size on, readers take it for a word space. */
  readonly stretch?: number;
};

export type TextPen = {
  /** Width of a text at a size of 1 point. */
  measure(text: string, style: TextStyle): number;
  draw(text: string, style: TextStyle, place: TextPlace): void;
};

// One character, one glyph: a ligature or a composed glyph would be copied as whatever character it was first used for.
const FEATURES: Readonly<Record<Script, Record<string, boolean>>> = {
  zh: { liga: false, clig: false, ccmp: false },
  en: { liga: false, clig: false, ccmp: false, pwid: true },
};

/**
 * Letter spacing as a share of the size. It belongs to the widths of the font itself: space added between characters is read
 * back as word spaces, and what should be one word is found as "C E R T".
 */
export const TRACKING: Readonly<Record<CertificateFont, number>> = { text: 0, display: 0.25 };

const THICKENING = 0.022;

/** A pen for one document, in which all text is drawn by it. */
export function createTextPen(doc: typeof PDFDocument.prototype): TextPen {
  const fonts = new Map<string, Font>();
  const shown = new Map<string, number>();
  // Fitting asks for the same pieces at every scale.
  const widths = new Map<string, number>();

  /** The name under which the document knows the font of a segment. */
  function openFont(use: CertificateFont, rank: number): string {
    const name = rank === 0 ? use : `${use}-${rank}`;
    if (fonts.has(name)) return name;
    const font = viewFont(getCertificateFont(use, rank), TRACKING[use]);
    fonts.set(name, font);
    // PDFKit takes a parsed font as well; its types know only files and bytes.
    doc.registerFont(name, font as unknown as Buffer);
    return name;
  }

  /** Whether a run shows a glyph that stands for another character earlier in the document (U+2F00 and U+4E00 share one). */
  function isAmbiguous(text: string, name: string, script: Script): boolean {
    let ambiguous = false;
    for (const { id, codePoints } of fonts.get(name)?.layout(text, FEATURES[script]).glyphs ?? []) {
      const [codePoint = 0] = codePoints;
      const key = `${name} ${id}`;
      const first = shown.get(key) ?? codePoint;
      shown.set(key, first);
      if (first !== codePoint) ambiguous = true;
    }
    return ambiguous;
  }

  function drawSegment({ text, rank }: FontSegment, style: TextStyle, { x, baseline, size, stretch = 0 }: TextPlace): void {
    const name = openFont(style.font, rank);
    const ambiguous = isAmbiguous(text, name, style.script);
    if (ambiguous) doc.markContent("Span", { actual: text });
    doc.font(name).fontSize(size).fillColor(style.colour);
    if (style.thick)
      doc
        .strokeColor(style.colour)
        .lineWidth(size * THICKENING)
        .lineJoin("round");
    doc.text(text, x, baseline, {
      lineBreak: false,
      baseline: "alphabetic",
      characterSpacing: stretch,
      features: FEATURES[style.script],
      fill: true,
      stroke: style.thick ?? false,
    });
    if (ambiguous) doc.endMarkedContent();
  }

  return {
    measure(text, style) {
      const key = `${style.font} ${style.script} ${text}`;
      const width = widths.get(key) ?? measureRun(text, style);
      widths.set(key, width);
      return width;
    },
    draw(text, style, place) {
      let { x } = place;
      for (const segment of splitByFont(style.font, text)) {
        drawSegment(segment, style, { ...place, x });
        x += measureSegment(segment, style) * place.size + (place.stretch ?? 0) * [...segment.text].length;
      }
    },
  };
}

function measureRun(text: string, style: TextStyle): number {
  return splitByFont(style.font, text).reduce((sum, segment) => sum + measureSegment(segment, style), 0);
}

function measureSegment({ text, rank }: FontSegment, { font: use, script }: TextStyle): number {
  const font = getCertificateFont(use, rank);
  const count = [...text].length;
  // A Chinese character by itself needs no shaping; it is as wide as its glyph.
  const alone = script === "zh" && count === 1 ? font.glyphForCodePoint(text.codePointAt(0) ?? 0) : null;
  return (alone ?? font.layout(text, FEATURES[script])).advanceWidth / font.unitsPerEm + count * TRACKING[use];
}

/**
 * The shared font as one document sees it. Fontkit keeps one glyph object per glyph and process, with the code point that first
 * asked for it, and PDFKit writes that into the document: here each run's glyphs state the run's own code points, or the bytes
 * would depend on the certificates before. The tracking is added to every width. Shaping is most of what a certificate costs,
 * so each text is shaped once.
 */
function viewFont(font: Font, tracking: number): Font {
  const wider = tracking * font.unitsPerEm;
  const runs = new Map<string, GlyphRun>();
  function shape(text: string, features?: Record<string, boolean>): GlyphRun {
    const characters = [...text];
    const run = font.layout(text, features);
    if (run.glyphs.length !== characters.length)
      throw new Error(`${characters.length} characters became ${run.glyphs.length} glyphs`);
    const glyphs = run.glyphs.map((glyph, index): Glyph => {
      const codePoints = [characters[index]?.codePointAt(0) ?? 0];
      return Object.create(glyph, { codePoints: { value: codePoints }, advanceWidth: { value: glyph.advanceWidth + wider } });
    });
    const positions = run.positions.map((position) => ({ ...position, xAdvance: position.xAdvance + wider }));
    return { ...run, glyphs, positions, advanceWidth: run.advanceWidth + wider * glyphs.length };
  }
  function layout(text: string, features?: Record<string, boolean>): GlyphRun {
    const key = `${JSON.stringify(features)} ${text}`;
    const run = runs.get(key) ?? shape(text, features);
    runs.set(key, run);
    // PDFKit scales the positions in place.
    return { ...run, positions: run.positions.map((position) => ({ ...position })) };
  }
  return Object.create(font, { layout: { value: layout } });
}
