/** Draws badges (参赛证), four on an A4 page, and seat cards (工位牌), two on a page, with lines to cut along. */
import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { drawQrCode } from "./certificate-ornaments.server.ts";
import { collect } from "./collect.server.ts";
import type { Script } from "./shaped-text.server.ts";
import { showable } from "./showable.server.ts";
import { type Box, drawFitted, type Paragraph } from "./text-flow.server.ts";
import { createTextPen, type TextPen } from "./text-pen.server.ts";

type Sheet = {
  readonly documentTitle: string;
  /** Also the creation date of the file, so that the same cards give the same bytes. */
  readonly createdAt: Date;
  readonly script: Script;
};

export type Badge = {
  readonly competition: string;
  readonly title: string;
  readonly event: string;
  readonly name: string;
  readonly unit: string;
  readonly numberLabel: string;
  readonly entrantNumber: string;
  /** What the QR code says. */
  readonly code: string;
  /** JPEG or PNG; null leaves a frame with `photoLabel` to stick one in. */
  readonly photo: Buffer | null;
  readonly photoLabel: string;
  readonly hint: string;
};

export type SeatCard = {
  readonly competition: string;
  readonly event: string;
  readonly title: string;
  readonly seatCode: string;
  /** Empty where there is one session for all. */
  readonly session: string;
};

const PAGE = { width: 595.28, height: 841.89 };
const INK = "#1a1a1a";
const SOFT = "#4d4d4d";
const BLUE = "#17315c";
const RULE = "#8a8a8a";
const PHOTO = { width: 85, height: 119 };
const QR = 104;
const INSET = 20;

type Doc = typeof PDFDocument.prototype;

/** The same badges give the same bytes. @throws RangeError without a badge; Error for a photo that is no image. */
export function renderBadges(badges: readonly Badge[], sheet: Sheet): Promise<Buffer> {
  return renderCards(badges, sheet, { columns: 2, rows: 2 }, drawBadge);
}

/** The same cards give the same bytes. @throws RangeError without a card. */
export function renderSeatCards(cards: readonly SeatCard[], sheet: Sheet): Promise<Buffer> {
  return renderCards(cards, sheet, { columns: 1, rows: 2 }, drawSeatCard);
}

type Press = { readonly doc: Doc; readonly pen: TextPen; readonly script: Script };

async function renderCards<Card>(
  cards: readonly Card[],
  { documentTitle, createdAt, script }: Sheet,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  draw: (press: Press, card: Card, box: Box) => void,
): Promise<Buffer> {
  if (cards.length === 0) throw new RangeError("no card to print");
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: script === "zh" ? "zh-CN" : "en",
    displayTitle: true,
    info: { Title: documentTitle, CreationDate: createdAt },
  });
  const bytes = collect(doc);
  const press: Press = { doc, pen: createTextPen(doc), script };
  const [width, height] = [PAGE.width / columns, PAGE.height / rows];
  for (const [index, card] of cards.entries()) {
    const place = index % (columns * rows);
    if (place === 0) {
      doc.addPage({ size: "A4", margin: 0 });
      drawCuts(doc, columns, rows);
      // Others are answered between two pages.
      await setImmediate();
    }
    const [column, row] = [place % columns, Math.floor(place / columns)];
    draw(press, card, { x: column * width, y: row * height, width, height });
  }
  doc.end();
  return bytes;
}

function drawCuts(doc: Doc, columns: number, rows: number): void {
  doc.save().lineWidth(0.4).dash(3, { space: 3 }).strokeColor(RULE);
  for (let column = 1; column < columns; column += 1) {
    const x = (column * PAGE.width) / columns;
    doc.moveTo(x, 0).lineTo(x, PAGE.height).stroke();
  }
  for (let row = 1; row < rows; row += 1) {
    const y = (row * PAGE.height) / rows;
    doc.moveTo(0, y).lineTo(PAGE.width, y).stroke();
  }
  doc.restore();
}

function drawBadge(press: Press, badge: Badge, card: Box): void {
  const { doc } = press;
  const left = card.x + INSET;
  const width = card.width - 2 * INSET;
  const at = (top: number, height: number): Box => ({ x: left, y: card.y + top, width, height });
  doc.rect(card.x, card.y, card.width, 8).fill(BLUE);
  put(press, [[badge.competition, 13, { colour: BLUE }]], at(20, 38));
  put(press, [[badge.title, 22, { colour: BLUE, isDisplayed: true }]], at(60, 32));

  const photo = { x: left, y: card.y + 104 };
  doc.lineWidth(0.6).strokeColor(RULE).rect(photo.x, photo.y, PHOTO.width, PHOTO.height).stroke();
  if (badge.photo) doc.image(badge.photo, photo.x, photo.y, { cover: [PHOTO.width, PHOTO.height], align: "center" });
  else put(press, [[badge.photoLabel, 10, { colour: SOFT }]], { ...photo, ...PHOTO });

  const beside: Box = { x: left + PHOTO.width + 14, y: photo.y, width: width - PHOTO.width - 14, height: PHOTO.height };
  put(
    press,
    [
      [badge.name, 24, { isDisplayed: true }],
      [badge.event, 12, { spaceBefore: 6 }],
      [badge.unit, 10.5, { colour: SOFT, spaceBefore: 4 }],
    ],
    beside,
    "left",
  );

  const qr = { x: card.x + card.width - INSET - QR, y: card.y + 240 };
  drawQrCode(doc, badge.code, qr.x, qr.y, QR);
  const number: Box = { x: left, y: qr.y, width: width - QR - 10, height: QR };
  put(
    press,
    [
      [badge.numberLabel, 11, { colour: SOFT }],
      [badge.entrantNumber, 28, { isDisplayed: true, spaceBefore: 4 }],
    ],
    number,
    "left",
  );
  put(press, [[badge.hint, 9, { colour: SOFT }]], at(360, 30));
}

function drawSeatCard(press: Press, seat: SeatCard, card: Box): void {
  const width = card.width - 4 * INSET;
  const at = (top: number, height: number): Box => ({ x: card.x + 2 * INSET, y: card.y + top, width, height });
  put(press, [[seat.competition, 16, { colour: SOFT }]], at(34, 48));
  put(press, [[seat.event, 24, { colour: BLUE }]], at(86, 62));
  put(press, [[seat.seatCode, 150, { isDisplayed: true }]], at(150, 190));
  put(press, [[seat.session === "" ? seat.title : seat.session, 16, { colour: SOFT }]], at(350, 44));
}

type Look = { readonly colour?: string; readonly isDisplayed?: boolean; readonly spaceBefore?: number };

/** Lines of text in the middle of a box, as large as they fit. */
function put(
  { pen, script }: Press,
  lines: readonly (readonly [text: string, size: number, look: Look])[],
  box: Box,
  align: Paragraph["align"] = "centre",
): void {
  const paragraphs = lines
    .filter(([text]) => text !== "")
    .map(([text, size, { colour = INK, isDisplayed = false, spaceBefore = 0 }]): Paragraph => {
      // The display face is spaced out for titles of certificates; a number or a name is read as one word.
      const style = { font: "text", script, colour, thick: isDisplayed } as const;
      return { runs: [{ text: showable(text), style }], size, leading: 1.3, align, spaceBefore };
    });
  if (paragraphs.length > 0) drawFitted(pen, paragraphs, box, "middle");
}
