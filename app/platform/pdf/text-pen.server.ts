/** Measures and draws single runs of text in a PDF so that copying them gives exactly the characters that went in. */
import type { GlyphRun } from "fontkit";
import type PDFDocument from "pdfkit";
import { type CertificateFont, type FontSegment, splitByFont } from "./certificate-fonts.server.ts";
import { FEATURES, getShapedFont, type Script, type ShapedFont, UNITS_PER_EM } from "./shaped-text.server.ts";

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

const THICKENING = 0.022;

/** A font by the name that the document knows it by, and which code point each of its glyphs was first shown for. */
type OpenFont = { readonly name: string; readonly font: ShapedFont; readonly shown: Map<number, number> };

/** A pen for one document, in which all text is drawn by it. */
export function createTextPen(doc: typeof PDFDocument.prototype): TextPen {
  const fonts = new Map<string, OpenFont>();

  /** The font of a segment, under the name by which the document knows it. */
  function openFont(use: CertificateFont, rank: number): OpenFont {
    const name = rank === 0 ? use : `${use}-${rank}`;
    const known = fonts.get(name);
    if (known) return known;
    const opened = { name, font: getShapedFont(use, rank), shown: new Map() };
    fonts.set(name, opened);
    // PDFKit takes a parsed font as well; its types know only files and bytes.
    doc.registerFont(name, opened.font.font as unknown as Buffer);
    return opened;
  }

  /** Whether a run shows a glyph that stands for another character earlier in the document (U+2F00 and U+4E00 share one). */
  function isAmbiguous(glyphs: GlyphRun["glyphs"], before: Map<number, number>): boolean {
    let ambiguous = false;
    for (const { id, codePoints } of glyphs) {
      const [codePoint = 0] = codePoints;
      const first = before.get(id) ?? codePoint;
      before.set(id, first);
      if (first !== codePoint) ambiguous = true;
    }
    return ambiguous;
  }

  function drawSegment({ text, rank }: FontSegment, style: TextStyle, { x, baseline, size, stretch = 0 }: TextPlace): void {
    const { name, font, shown } = openFont(style.font, rank);
    const ambiguous = isAmbiguous(font.shape(text, style.script).glyphs, shown);
    if (ambiguous) doc.markContent("Span", { actual: text });
    doc.font(name).fontSize(size).fillColor(style.colour);
    if (style.thick)
      doc
        .strokeColor(style.colour)
        .lineWidth(size * THICKENING)
        .lineJoin("round");
    doc.text(text, toHundredths(x), toHundredths(baseline), {
      lineBreak: false,
      baseline: "alphabetic",
      characterSpacing: toHundredths(stretch),
      features: FEATURES[style.script],
      fill: true,
      stroke: style.thick ?? false,
    });
    if (ambiguous) doc.endMarkedContent();
  }

  return {
    measure: (text, style) => splitByFont(style.font, text).reduce((sum, segment) => sum + measureSegment(segment, style), 0),
    draw(text, style, place) {
      let { x } = place;
      for (const segment of splitByFont(style.font, text)) {
        drawSegment(segment, style, { ...place, x });
        x += measureSegment(segment, style) * place.size + (place.stretch ?? 0) * [...segment.text].length;
      }
    },
  };
}

/** Finer than any printer, and a third of what a place would else take in the file. */
function toHundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

function measureSegment({ text, rank }: FontSegment, { font: use, script }: TextStyle): number {
  return getShapedFont(use, rank).shape(text, script).advanceWidth / UNITS_PER_EM;
}
