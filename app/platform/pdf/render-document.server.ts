/** Draws an office paper as a PDF of A4 pages: title, a table of facts that may run over the page, places to sign, page numbers. */
import PDFDocument from "pdfkit";
import { findMissingGlyphs } from "./certificate-fonts.server.ts";
import { collect } from "./collect.server.ts";
import { layLines, type Paragraph } from "./text-flow.server.ts";
import { createTextPen, type TextPen, type TextStyle } from "./text-pen.server.ts";

/** Every word of the paper; nothing on it comes from elsewhere. */
export type OfficeDocument = {
  readonly title: string;
  /** Under the title, at the right: the paper's number. */
  readonly number: string;
  /** When what it says was last changed; also the creation date of the file, so that the same facts give the same bytes. */
  readonly changedAt: Date;
  /** A value may have several paragraphs, with line breaks between them. */
  readonly rows: readonly { readonly term: string; readonly value: string }[];
  /** Who signs, each in a place of his own with room for the day. */
  readonly signatures: readonly string[];
  readonly day: string;
  readonly pageOf: (page: number, total: number) => string;
  /** Said at the foot when a character stands as a square because the fonts lack it. */
  readonly missing: string;
};

const MARGIN = 56;
const TERM_WIDTH = 104;
const PADDING = 7;
const SIZE = 11;
const LEADING = 1.6;
const FOOT = 48;
const SIGN_HEIGHT = 62;
const INK = "#1b2430";
const SOFT = "#4d5a6b";
const RULE = "#8d99a8";
const SQUARE = "□";

type Doc = typeof PDFDocument.prototype;

/** Renders the paper. A character that the fonts lack is drawn as a square: in silence it would be gone. */
export async function renderDocument(paper: OfficeDocument): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    bufferPages: true,
    info: { Title: paper.title.replace(/\s/gu, ""), Subject: paper.number, CreationDate: paper.changedAt },
  });
  const bytes = collect(doc);
  const sheet = openSheet(doc, createTextPen(doc));
  sheet.heading(paper.title, paper.number);
  for (const { term, value } of paper.rows) sheet.row(term, value);
  sheet.signatures(paper.signatures, paper.day);
  sheet.footers(paper.pageOf, paper.missing);
  doc.end();
  return bytes;
}

function openSheet(doc: Doc, pen: TextPen) {
  const { width, height } = doc.page;
  const bottom = height - MARGIN - FOOT / 2;
  const right = width - MARGIN;
  let top = MARGIN;
  let hasMissing = false;

  const lay = (text: string, room: number, look: Partial<Paragraph> & { colour?: string; font?: TextStyle["font"] } = {}) => {
    const { colour = INK, font = "text", ...paragraph } = look;
    const style: TextStyle = { font, script: "zh", colour };
    return text.split(/\r\n|\n|\r/u).flatMap((part) => {
      const shown = showable(part);
      return layLines(
        pen,
        { runs: [{ text: shown === "" ? " " : shown, style }], size: SIZE, leading: LEADING, align: "left", ...paragraph },
        room,
      );
    });
  };

  function showable(text: string): string {
    const missing = findMissingGlyphs(text.replace(/\t/gu, " "));
    if (missing.length > 0) hasMissing = true;
    return [...text.replace(/\t/gu, " ")].map((character) => (missing.includes(character) ? SQUARE : character)).join("");
  }

  function turnPage(): void {
    doc.addPage({ size: "A4", margin: 0 });
    top = MARGIN;
  }

  function frame(from: number, to: number, columns: readonly number[]): void {
    doc.lineWidth(0.7).strokeColor(RULE);
    doc.rect(MARGIN, from, right - MARGIN, to - from).stroke();
    for (const x of columns) doc.moveTo(x, from).lineTo(x, to).stroke();
  }

  return {
    heading(title: string, number: string): void {
      for (const line of lay(title, right - MARGIN, { size: 20, leading: 1.5, align: "centre" })) {
        line.draw(MARGIN, top);
        top += line.height;
      }
      top += 8;
      for (const line of lay(number, right - MARGIN, { size: 9.5, colour: SOFT })) {
        line.draw(MARGIN, top);
        top += line.height;
      }
      top += 4;
    },

    row(term: string, value: string): void {
      const terms = lay(term, TERM_WIDTH - 2 * PADDING, { colour: SOFT });
      const values = lay(value, right - MARGIN - TERM_WIDTH - 2 * PADDING);
      let index = 0;
      let isFirst = true;
      do {
        const needed = Math.max(terms.length > 0 && isFirst ? sum(terms) : 0, values[index]?.height ?? 0) + 2 * PADDING;
        if (top + needed > bottom) turnPage();
        const from = top;
        let y = top + PADDING;
        while (index < values.length && y + (values[index]?.height ?? 0) + PADDING <= bottom) {
          values[index]?.draw(MARGIN + TERM_WIDTH + PADDING, y);
          y += values[index]?.height ?? 0;
          index += 1;
        }
        let termTop = from + PADDING;
        // The heading stands again where its text goes on.
        for (const line of terms) {
          line.draw(MARGIN + PADDING, termTop);
          termTop += line.height;
        }
        top = Math.max(y, termTop) + PADDING;
        frame(from, top, [MARGIN + TERM_WIDTH]);
        isFirst = false;
      } while (index < values.length);
    },

    signatures(places: readonly string[], day: string): void {
      if (places.length === 0) return;
      if (top + SIGN_HEIGHT > bottom) turnPage();
      const each = (right - MARGIN) / places.length;
      for (const [index, place] of places.entries()) {
        const x = MARGIN + index * each;
        let y = top + PADDING;
        for (const line of lay(place, each - 2 * PADDING, { size: 10, colour: SOFT })) {
          line.draw(x + PADDING, y);
          y += line.height;
        }
        const [dayLine] = lay(day, each - 2 * PADDING, { size: 10, colour: SOFT });
        dayLine?.draw(x + PADDING, top + SIGN_HEIGHT - PADDING - dayLine.height);
      }
      frame(
        top,
        top + SIGN_HEIGHT,
        places.slice(1).map((_, index) => MARGIN + (index + 1) * each),
      );
      top += SIGN_HEIGHT;
    },

    footers(pageOf: OfficeDocument["pageOf"], missing: string): void {
      const { start, count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(start + page);
        const [line] = lay(pageOf(page + 1, count), right - MARGIN, { size: 9, colour: SOFT, align: "centre" });
        line?.draw(MARGIN, height - MARGIN + 8);
        if (!hasMissing) continue;
        const [note] = lay(missing, right - MARGIN, { size: 9, colour: SOFT });
        note?.draw(MARGIN, height - MARGIN - 8);
      }
    },
  };
}

function sum(lines: readonly { readonly height: number }[]): number {
  return lines.reduce((total, { height }) => total + height, 0);
}
