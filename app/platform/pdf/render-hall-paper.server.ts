/** Draws 赛场情况记录表: facts, a table that goes on over pages with its head repeated, places to sign with drawn signatures. */
import PDFDocument from "pdfkit";
import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH, type Strokes } from "#app/domain/marking/hall-acts.ts";
import { findMissingGlyphs } from "./certificate-fonts.server.ts";
import { collect } from "./collect.server.ts";
import { layLines, type Paragraph } from "./text-flow.server.ts";
import { createTextPen } from "./text-pen.server.ts";

/** Every word of the paper; nothing on it comes from elsewhere. */
export type HallPaper = {
  readonly title: string;
  readonly subtitle: string;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  /** Widths in parts of their sum. */
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | { readonly strokes: Strokes })[])[];
  readonly signatures: readonly { readonly place: string; readonly strokes: Strokes | null }[];
  readonly day: string;
  readonly pageOf: (page: number, total: number) => string;
  readonly missing: string;
  /** The creation date of the file, so that the same facts give the same bytes. */
  readonly changedAt: Date;
  readonly layout: "portrait" | "landscape";
};

const MARGIN = 42;
const FOOT = 28;
const PADDING = 4;
const SIZE = 9.5;
const LEADING = 1.5;
const SIGN_HEIGHT = 64;
const DRAWN_HEIGHT = 26;
const INK = "#1b2430";
const SOFT = "#4d5a6b";
const RULE = "#8d99a8";
const SQUARE = "□";

type Doc = typeof PDFDocument.prototype;
type Look = Partial<Paragraph> & { readonly colour?: string };

/** A character that the fonts lack is drawn as a square: in silence it would be gone. */
export async function renderHallPaper(paper: HallPaper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    layout: paper.layout,
    margin: 0,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    bufferPages: true,
    info: { Title: paper.title, Subject: paper.subtitle, CreationDate: paper.changedAt },
  });
  const bytes = collect(doc);
  const pen = createTextPen(doc);
  const { width, height } = doc.page;
  const inner = width - 2 * MARGIN;
  const bottom = height - MARGIN - FOOT;
  let top = MARGIN;
  let hasMissing = false;

  const lay = (text: string, room: number, { colour = INK, ...paragraph }: Look = {}) =>
    text.split("\n").flatMap((part) => {
      const missing = findMissingGlyphs(part);
      if (missing.length > 0) hasMissing = true;
      const shown = [...part].map((character) => (missing.includes(character) ? SQUARE : character)).join("");
      const style = { font: "text", script: "zh", colour } as const;
      return layLines(
        pen,
        { runs: [{ text: shown === "" ? " " : shown, style }], size: SIZE, leading: LEADING, align: "left", ...paragraph },
        room,
      );
    });
  const drawLines = (lines: ReturnType<typeof lay>, x: number, from: number) => {
    let y = from;
    for (const line of lines) {
      line.draw(x, y);
      y += line.height;
    }
    return y;
  };
  const turnPage = () => {
    doc.addPage({ size: "A4", layout: paper.layout, margin: 0 });
    top = MARGIN;
  };

  top = drawLines(lay(paper.title, inner, { size: 18, align: "centre" }), MARGIN, top);
  top = drawLines(lay(paper.subtitle, inner, { size: 10.5, colour: SOFT, align: "centre" }), MARGIN, top) + 8;

  if (paper.facts.length > 0) {
    const each = inner / 4;
    for (let start = 0; start < paper.facts.length; start += 4) {
      const part = paper.facts.slice(start, start + 4);
      const ends = part.map(({ term, value }, index) => {
        const x = MARGIN + index * each + PADDING;
        const y = drawLines(lay(term, each - 2 * PADDING, { colour: SOFT, size: 8.5 }), x, top + PADDING);
        return drawLines(lay(value, each - 2 * PADDING, { size: 10.5 }), x, y);
      });
      const end = Math.max(...ends) + PADDING;
      frame(
        doc,
        { x: MARGIN, y: top, width: inner, height: end - top },
        part.slice(1).map((_, index) => MARGIN + (index + 1) * each),
      );
      top = end;
    }
    top += 8;
  }

  const parts = paper.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = paper.columns.map((column) => (inner * column.width) / parts);
  const lefts = widths.map((_, index) => MARGIN + widths.slice(0, index).reduce((sum, one) => sum + one, 0));
  const drawRow = (cells: HallPaper["rows"][number], colour: string) => {
    const laid = cells.map((cell, index) =>
      typeof cell === "string" ? lay(cell, (widths[index] ?? 0) - 2 * PADDING, { colour }) : null,
    );
    const needed = laid.map((lines) => (lines === null ? DRAWN_HEIGHT : lines.reduce((sum, line) => sum + line.height, 0)));
    const rowHeight = Math.max(...needed) + 2 * PADDING;
    if (top + rowHeight > bottom && top > MARGIN + 60) {
      turnPage();
      if (colour === INK)
        drawRow(
          paper.columns.map(({ header }) => header),
          SOFT,
        );
    }
    for (const [index, cell] of cells.entries()) {
      const x = (lefts[index] ?? MARGIN) + PADDING;
      const lines = laid[index];
      if (lines) drawLines(lines, x, top + PADDING);
      else if (typeof cell !== "string") {
        drawStrokes(doc, cell.strokes, { x, y: top + PADDING, width: (widths[index] ?? 0) - 2 * PADDING, height: DRAWN_HEIGHT });
      }
    }
    frame(doc, { x: MARGIN, y: top, width: inner, height: rowHeight }, lefts.slice(1));
    top += rowHeight;
  };
  drawRow(
    paper.columns.map(({ header }) => header),
    SOFT,
  );
  for (const row of paper.rows) drawRow(row, INK);

  if (top + SIGN_HEIGHT + 10 > bottom) turnPage();
  top += 10;
  const each = inner / paper.signatures.length;
  for (const [index, { place, strokes }] of paper.signatures.entries()) {
    const x = MARGIN + index * each + PADDING;
    const y = drawLines(lay(place, each - 2 * PADDING, { colour: SOFT }), x, top + PADDING);
    if (strokes) drawStrokes(doc, strokes, { x, y, width: each - 2 * PADDING, height: DRAWN_HEIGHT });
    const [day] = lay(paper.day, each - 2 * PADDING, { colour: SOFT, align: "left" });
    day?.draw(x, top + SIGN_HEIGHT - PADDING - day.height);
  }
  frame(
    doc,
    { x: MARGIN, y: top, width: inner, height: SIGN_HEIGHT },
    paper.signatures.slice(1).map((_, index) => MARGIN + (index + 1) * each),
  );

  const { start, count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(start + page);
    const [line] = lay(paper.pageOf(page + 1, count), inner, { size: 8.5, colour: SOFT, align: "centre" });
    line?.draw(MARGIN, height - MARGIN);
    if (hasMissing) lay(paper.missing, inner, { size: 8.5, colour: SOFT })[0]?.draw(MARGIN, height - MARGIN - 12);
  }
  doc.end();
  return bytes;
}

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function frame(doc: Doc, { x, y, width, height }: Place, columns: readonly number[]): void {
  doc.lineWidth(0.6).strokeColor(RULE).rect(x, y, width, height).stroke();
  for (const column of columns)
    doc
      .moveTo(column, y)
      .lineTo(column, y + height)
      .stroke();
}

/** As large as the place allows, never out of proportion. */
function drawStrokes(doc: Doc, strokes: Strokes, place: Place): void {
  const scale = Math.min(place.width / SIGNATURE_WIDTH, place.height / SIGNATURE_HEIGHT);
  doc.save().lineWidth(0.9).lineCap("round").lineJoin("round").strokeColor(INK);
  for (const stroke of strokes) {
    const [x = 0, y = 0] = stroke;
    doc.moveTo(place.x + x * scale, place.y + y * scale);
    for (let index = 2; index + 1 < stroke.length; index += 2) {
      doc.lineTo(place.x + (stroke[index] ?? 0) * scale, place.y + (stroke[index + 1] ?? 0) * scale);
    }
    if (stroke.length === 2) doc.lineTo(place.x + x * scale + 0.5, place.y + y * scale);
    doc.stroke();
  }
  doc.restore();
}
