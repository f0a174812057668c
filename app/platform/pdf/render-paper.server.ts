/** Draws a paper of the hall as a PDF of A4 pages: a heading, facts, tables and lines to sign on, with the page's number at the foot. */
import PDFDocument from "pdfkit";
import { drawQrCode } from "./certificate-ornaments.server.ts";
import { collect } from "./collect.server.ts";
import type { Script } from "./shaped-text.server.ts";
import { showable } from "./showable.server.ts";
import { layLines, type Paragraph } from "./text-flow.server.ts";
import { createTextPen, type TextPen } from "./text-pen.server.ts";

export type PaperColumn = {
  readonly header: string;
  /** Share of the page's width, relative to the other columns. */
  readonly share: number;
  readonly align?: "left" | "right";
};

export type PaperRow = {
  readonly cells: readonly string[];
  /** Set apart: what changed, a sum. */
  readonly strong?: boolean;
};

/** A part of a paper, from top to bottom. */
export type PaperPart =
  | { readonly kind: "facts"; readonly items: readonly { readonly term: string; readonly value: string }[] }
  | { readonly kind: "text"; readonly heading?: string; readonly text: string }
  /** What follows begins on a page of its own. */
  | { readonly kind: "page-break" }
  | {
      readonly kind: "table";
      readonly heading?: string;
      /** Stands over the rows that run on to another page; left out: the table's header alone. */
      readonly continued?: string;
      readonly columns: readonly PaperColumn[];
      readonly rows: readonly PaperRow[];
    }
  /** Each person signs on a line of his own; the names of those who are to sign stand before it. */
  | { readonly kind: "signatures"; readonly date: string; readonly lines: readonly { readonly label: string }[] }
  /** What the log leads to at this moment: read by people, and as a QR code by who verifies it later. */
  | { readonly kind: "log-head"; readonly lines: readonly string[]; readonly code: string | null };

export type Paper = {
  /** Title in the properties of the file. */
  readonly documentTitle: string;
  readonly title: string;
  readonly subtitle: string;
  /** Also the creation date of the file, so that the same paper gives the same bytes. */
  readonly createdAt: Date;
  readonly script: Script;
  /** Upright unless the tables need the width. */
  readonly layout?: "portrait" | "landscape";
  readonly parts: readonly PaperPart[];
  /** At the foot of every page, left: when it was made. */
  readonly note: string;
  /** At the foot of every page, right: its number from 1 and how many there are. */
  readonly pageNumber: (page: number, pages: number) => string;
};

const MARGIN = 56;
/** How far above the edge of the page its foot stands, and how far above that the text ends. */
const FOOT = 52;
const ABOVE_FOOT = 14;
const INK = "#1a1a1a";
const SOFT = "#4d4d4d";
const RULE = "#8a8a8a";
const SHADE = "#eeeeee";
const TEXT_SIZE = 10.5;
const CELL_SIZE = 9.5;
const CELL_PADDING = 4;
const TERM_WIDTH = 86;
const GAP = 12;

type Doc = typeof PDFDocument.prototype;

/** A text broken into lines of a width, to be drawn with its upper left corner somewhere. */
type SetText = { readonly height: number; draw(x: number, top: number): void };

/** What is being drawn and how far down the page it is. */
type Press = {
  readonly doc: Doc;
  readonly pen: TextPen;
  readonly script: Script;
  readonly layout: "portrait" | "landscape";
  /** Between the margins, in points. */
  readonly width: number;
  /** Where the text of a page ends. */
  readonly bottom: number;
  top: number;
  /** What stands again at the top of a page that a table runs on to. */
  onNewPage: (() => void) | null;
};

/** The same paper gives the same bytes. @throws RangeError when one row of a table is higher than a page. */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const { layout = "portrait" } = paper;
  const doc = new PDFDocument({
    size: "A4",
    layout,
    margin: 0,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    bufferPages: true,
    lang: paper.script === "zh" ? "zh-CN" : "en",
    displayTitle: true,
    info: { Title: paper.documentTitle, CreationDate: paper.createdAt },
  });
  const bytes = collect(doc);
  const foot = doc.page.height - FOOT;
  const press: Press = {
    doc,
    pen: createTextPen(doc),
    script: paper.script,
    layout,
    width: doc.page.width - 2 * MARGIN,
    bottom: foot - ABOVE_FOOT,
    top: MARGIN,
    onNewPage: null,
  };
  put(press, set(press, paper.title, { size: 18, align: "centre", isThick: true }), MARGIN);
  put(press, set(press, paper.subtitle, { size: 11, align: "centre", colour: SOFT }), MARGIN);
  press.top += GAP;
  for (const part of paper.parts) drawPart(press, part);
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    set(press, paper.note, { size: 8.5, colour: SOFT }).draw(MARGIN, foot);
    set(press, paper.pageNumber(page + 1, count), { size: 8.5, align: "right", colour: SOFT }).draw(MARGIN, foot);
  }
  doc.end();
  return bytes;
}

function drawPart(press: Press, part: PaperPart): void {
  switch (part.kind) {
    case "page-break":
      if (press.top > MARGIN) turnPage(press);
      return;
    case "facts":
      for (const { term, value } of part.items) drawFact(press, term, value);
      break;
    case "text":
      drawHeading(press, part.heading, 24);
      for (const line of part.text.split(/\r?\n/)) {
        const text = set(press, line);
        ensureRoom(press, text.height);
        put(press, text, MARGIN);
      }
      break;
    case "table":
      drawTable(press, part);
      break;
    case "signatures":
      drawSignatures(press, part);
      break;
    case "log-head":
      drawLogHead(press, part);
      break;
  }
  press.top += GAP;
}

function drawFact(press: Press, term: string, value: string): void {
  const left = set(press, term, { width: TERM_WIDTH, colour: SOFT });
  const right = set(press, value, { width: press.width - TERM_WIDTH });
  ensureRoom(press, Math.max(left.height, right.height));
  left.draw(MARGIN, press.top);
  right.draw(MARGIN + TERM_WIDTH, press.top);
  press.top += Math.max(left.height, right.height) + 1;
}

/** @param below what must fit on the page with it */
function drawHeading(press: Press, heading: string | undefined, below: number): void {
  if (heading === undefined) return;
  const text = set(press, heading, { size: 11.5, isThick: true });
  ensureRoom(press, text.height + 3 + below);
  put(press, text, MARGIN);
  press.top += 3;
}

function drawTable(press: Press, table: Extract<PaperPart, { kind: "table" }>): void {
  const { columns, rows, heading } = table;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (press.width * share) / shares);
  const header: PaperRow = { cells: columns.map((column) => column.header), strong: true };
  drawHeading(press, heading, 2 * rowHeight(press, header, widths));
  const drawHeader = () => drawRow(press, header, { widths, columns, isHeader: true });
  drawHeader();
  // The header stands again where the table runs on.
  press.onNewPage = () => {
    drawHeading(press, table.continued, 0);
    drawHeader();
  };
  for (const row of rows) drawRow(press, row, { widths, columns, isHeader: false });
  press.onNewPage = null;
}

type RowLook = { readonly widths: readonly number[]; readonly columns: readonly PaperColumn[]; readonly isHeader: boolean };

function drawRow(press: Press, row: PaperRow, { widths, columns, isHeader }: RowLook): void {
  const height = rowHeight(press, row, widths);
  if (!isHeader) ensureRoom(press, height);
  const { doc } = press;
  if (isHeader) doc.rect(MARGIN, press.top, press.width, height).fill(SHADE);
  let x = MARGIN;
  for (const [index, width] of widths.entries()) {
    // Thickened text leaves a line of its own behind.
    doc.lineWidth(0.5).strokeColor(RULE).rect(x, press.top, width, height).stroke();
    const align = columns[index]?.align ?? "left";
    setCell(press, row, index, widths, align).draw(x + CELL_PADDING, press.top + CELL_PADDING);
    x += width;
  }
  press.top += height;
}

function rowHeight(press: Press, row: PaperRow, widths: readonly number[]): number {
  const heights = widths.map((_width, index) => setCell(press, row, index, widths, "left").height);
  return Math.max(...heights) + 2 * CELL_PADDING;
}

function setCell(press: Press, row: PaperRow, index: number, widths: readonly number[], align: "left" | "right"): SetText {
  const width = (widths[index] ?? 0) - 2 * CELL_PADDING;
  return set(press, row.cells[index] ?? "", { size: CELL_SIZE, width, align, isThick: row.strong ?? false });
}

function drawSignatures(press: Press, { date, lines }: Extract<PaperPart, { kind: "signatures" }>): void {
  const pitch = 34;
  // Who signs must see what he signs for all of them: the lines stay together.
  ensureRoom(press, pitch * lines.length);
  const dateAt = MARGIN + press.width - 150;
  for (const { label } of lines) {
    const text = set(press, label, { width: 190 });
    text.draw(MARGIN, press.top + pitch - 6 - text.height);
    const line = press.top + pitch - 6;
    press.doc
      .lineWidth(0.7)
      .strokeColor(INK)
      .moveTo(MARGIN + 195, line)
      .lineTo(dateAt - 12, line)
      .stroke();
    const day = set(press, date, { width: 60 });
    day.draw(dateAt, press.top + pitch - 6 - day.height);
    press.doc
      .moveTo(dateAt + 42, line)
      .lineTo(MARGIN + press.width, line)
      .stroke();
    press.top += pitch;
  }
}

/** A signed head is about 330 characters: at this size its modules are 0.4 mm, which any telephone reads. */
const LOG_CODE = 84;

function drawLogHead(press: Press, { lines, code }: Extract<PaperPart, { kind: "log-head" }>): void {
  const aside = code === null ? 0 : LOG_CODE + 8;
  const texts = lines.map((line) => set(press, line, { size: 8.5, colour: SOFT, width: press.width - aside }));
  const height = Math.max(
    texts.reduce((sum, text) => sum + text.height, 0),
    code === null ? 0 : LOG_CODE,
  );
  ensureRoom(press, height);
  const { top } = press;
  for (const text of texts) put(press, text, MARGIN);
  if (code !== null) drawQrCode(press.doc, code, MARGIN + press.width - LOG_CODE, top, LOG_CODE, "L");
  press.top = top + height;
}

/** Goes on to a new page when so much does not fit on this one. */
function ensureRoom(press: Press, height: number): void {
  if (press.top + height <= press.bottom) return;
  if (height > press.bottom - 2 * MARGIN) throw new RangeError(`${height} points are higher than a page`);
  turnPage(press);
  press.onNewPage?.();
}

function turnPage(press: Press): void {
  press.doc.addPage({ size: "A4", layout: press.layout, margin: 0 });
  press.top = MARGIN;
}

function put(press: Press, text: SetText, x: number): void {
  text.draw(x, press.top);
  press.top += text.height;
}

type Look = {
  readonly size?: number;
  readonly width?: number;
  readonly align?: Paragraph["align"];
  readonly colour?: string;
  readonly isThick?: boolean;
};

function set(press: Press, text: string, look: Look = {}): SetText {
  const { size = TEXT_SIZE, width = press.width, align = "left", colour = INK, isThick = false } = look;
  const style = { font: "text", script: press.script, colour, thick: isThick } as const;
  const lines = layLines(press.pen, { runs: [{ text: showable(text), style }], size, leading: 1.5, align }, width);
  return {
    height: lines.reduce((sum, line) => sum + line.height, 0),
    draw: (x, top) => {
      let down = top;
      for (const line of lines) {
        line.draw(x, down);
        down += line.height;
      }
    },
  };
}
