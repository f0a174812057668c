/** What a certificate shows besides text, all of it drawn as vectors: frame, rosette, title rule, place of the seal, QR code. */
import type PDFDocument from "pdfkit";
import { encode } from "uqr";
import type { Template } from "#app/domain/certificates/design.ts";

type Doc = typeof PDFDocument.prototype;

export const COLOURS = {
  paper: "#fffdf7",
  ink: "#2a211d",
  muted: "#6b5d52",
  red: "#a5161b",
  gold: "#b48a3c",
  paleGold: "#dcc48f",
  seal: "#b9a06c",
  wash: "#f8efdc",
} as const;

/** The colours of what stands on a certificate. */
export type Theme = {
  readonly title: string;
  readonly accent: string;
  readonly ink: string;
  readonly muted: string;
  readonly seal: string;
  /** Heading and English in the middle, else at the left. */
  readonly isCentred: boolean;
};

const RED_AND_GOLD: Theme = {
  title: COLOURS.red,
  accent: COLOURS.gold,
  ink: COLOURS.ink,
  muted: COLOURS.muted,
  seal: COLOURS.seal,
  isCentred: true,
};

export const THEMES: Readonly<Record<Template, Theme>> = {
  formal: RED_AND_GOLD,
  classic: RED_AND_GOLD,
  modern: { title: "#123a63", accent: "#2f7f86", ink: "#1d2733", muted: "#56616d", seal: "#9aa7b4", isCentred: false },
  preprinted: { title: "#000000", accent: "#000000", ink: "#000000", muted: "#333333", seal: "#777777", isCentred: true },
};

const BAND = { width: 62, colour: "#123a63", line: "#2f7f86", pale: "#e8eef3" } as const;

/** The ground of the modern template: a band at the left with thin lines beside it, and rising steps at the lower right. */
export function drawBand(doc: Doc): void {
  const { width, height } = doc.page;
  doc.rect(0, 0, BAND.width, height).fill(BAND.colour);
  doc.rect(BAND.width + 4, 0, 2.2, height).fill(BAND.line);
  doc.rect(BAND.width + 9, 0, 0.6, height).fill(BAND.line);
  for (let step = 0; step < 5; step += 1) {
    const rise = 14 + step * 12;
    doc.rect(width - 26 * (5 - step), height - rise, 22, rise).fill(BAND.pale);
  }
  // The same steps, small and light, in the band.
  for (let step = 0; step < 5; step += 1) doc.rect(13 + step * 8, 64 - step * 7, 5, 8 + step * 7).fill("#ffffff");
}

const FRAME_INSET = 20;
const KEY_SIZE = 13;
const CORNER = 39;
const ROSETTE_LINES = 36;

/** The ground and the frame around a page: a fret of the Chinese key pattern between gold lines, with a knot in each corner. */
export function drawFrame(doc: Doc): void {
  const { width, height } = doc.page;
  const inner = { x: FRAME_INSET, y: FRAME_INSET, width: width - 2 * FRAME_INSET, height: height - 2 * FRAME_INSET };
  doc.rect(inner.x, inner.y, inner.width, inner.height).fill(COLOURS.paper);
  drawRosette(doc, width / 2, height / 2 + 10);
  strokeInset(doc, 0, 1.8, COLOURS.gold);
  strokeInset(doc, 3.5, 0.5, COLOURS.gold);
  strokeInset(doc, 7.5 + KEY_SIZE, 0.5, COLOURS.gold);
  strokeInset(doc, 11 + KEY_SIZE, 1, COLOURS.red);
  drawFret(doc, inner.width, inner.height);
  const far = CORNER - 2;
  for (const x of [inner.x, inner.x + inner.width - far]) {
    for (const y of [inner.y, inner.y + inner.height - far]) drawCorner(doc, x, y);
  }
}

function strokeInset(doc: Doc, inset: number, lineWidth: number, colour: string): void {
  const by = FRAME_INSET + inset;
  doc
    .rect(by, by, doc.page.width - 2 * by, doc.page.height - 2 * by)
    .lineWidth(lineWidth)
    .stroke(colour);
}

/**
 * The key pattern along the four sides between the corners, its running line towards the page. Every unit is the same path
 * under another origin, which compresses to a few bytes.
 */
function drawFret(doc: Doc, width: number, height: number): void {
  const band = 5.5 + KEY_SIZE / 2;
  const [near, farX, farY] = [FRAME_INSET + band, FRAME_INSET + width - band, FRAME_INSET + height - band];
  const [start, endX, endY] = [FRAME_INSET + CORNER, FRAME_INSET + width - CORNER, FRAME_INSET + height - CORNER];
  const sides = [
    { x: start, y: near, length: endX - start, angle: 0 },
    { x: farX, y: start, length: endY - start, angle: 90 },
    { x: endX, y: farY, length: endX - start, angle: 180 },
    { x: near, y: endY, length: endY - start, angle: 270 },
  ];
  for (const { x, y, length, angle } of sides) {
    const count = Math.floor(length / KEY_SIZE);
    const pitch = length / count;
    doc.save().translate(x, y).rotate(angle).lineWidth(0.9).lineJoin("miter").strokeColor(COLOURS.paleGold);
    for (let index = 0; index < count; index += 1) drawKey(doc, pitch);
    doc.restore();
  }
}

/** One unit of the fret around the current origin, which it moves on by its own length: a square spiral on a running line. */
function drawKey(doc: Doc, pitch: number): void {
  const cell = pitch / 6;
  const at = (column: number, row: number): [number, number] => [column * cell, (row - 2) * cell];
  doc.moveTo(...at(0, 4)).lineTo(...at(0.5, 4));
  for (const corner of [at(0.5, 0), at(5, 0), at(5, 3), at(2, 3), at(2, 1.5), at(3.6, 1.5)]) doc.lineTo(...corner);
  doc
    .moveTo(...at(0.5, 4))
    .lineTo(...at(6, 4))
    .stroke()
    .translate(pitch, 0);
}

/** A square that turns the frame: gold lines around a persimmon-calyx flower (four petals), an old sign of firmness. */
function drawCorner(doc: Doc, x: number, y: number): void {
  doc.save().translate(x, y);
  doc.rect(0, 0, CORNER - 2, CORNER - 2).fill(COLOURS.paper);
  doc
    .rect(0, 0, CORNER - 2, CORNER - 2)
    .lineWidth(1.8)
    .stroke(COLOURS.gold);
  doc
    .rect(3.5, 3.5, CORNER - 9, CORNER - 9)
    .lineWidth(0.5)
    .stroke(COLOURS.gold);
  doc.translate(CORNER / 2 - 1, CORNER / 2 - 1);
  for (let petal = 0; petal < 4; petal += 1) {
    doc.moveTo(0, -1.2).bezierCurveTo(-5, -3.4, -6, -8.6, -2.6, -9).bezierCurveTo(-1.2, -9.2, -0.4, -10.2, 0, -12);
    doc.bezierCurveTo(0.4, -10.2, 1.2, -9.2, 2.6, -9).bezierCurveTo(6, -8.6, 5, -3.4, 0, -1.2).fill(COLOURS.red);
    doc.moveTo(4.2, -4.2).lineTo(8.6, -8.6).lineWidth(0.9).stroke(COLOURS.gold);
    doc.circle(9.8, -9.8, 1.4).fill(COLOURS.gold);
    doc.rotate(90);
  }
  doc.circle(0, 0, 1.9).fill(COLOURS.gold);
  doc.restore();
}

/** A guilloche in the colour of a watermark, behind the text: one egg-shaped line, turned around its centre. */
function drawRosette(doc: Doc, x: number, y: number): void {
  doc.save().translate(x, y).lineWidth(0.5).strokeColor(COLOURS.wash);
  for (let index = 0; index < ROSETTE_LINES; index += 1) {
    doc.moveTo(0, -188).bezierCurveTo(95, -188, 150, 80, 0, 112).bezierCurveTo(-150, 80, -95, -188, 0, -188).stroke();
    doc.rotate(360 / ROSETTE_LINES);
  }
  doc.restore();
}

/** A rule of gold that thins out to both sides of a small lozenge. */
export function drawRule(doc: Doc, centre: number, y: number, reach: number): void {
  for (const side of [-1, 1]) {
    doc
      .moveTo(centre + side * 9, y - 0.6)
      .lineTo(centre + side * reach, y)
      .lineTo(centre + side * 9, y + 0.6)
      .fill(COLOURS.gold);
  }
  doc
    .moveTo(centre, y - 3.6)
    .lineTo(centre + 3.6, y)
    .lineTo(centre, y + 3.6)
    .lineTo(centre - 3.6, y)
    .fill(COLOURS.red);
}

/** The dotted circle in which the wet seal is set. */
export function drawSealPlace(doc: Doc, x: number, y: number, radius: number): void {
  doc.save().circle(x, y, radius).lineWidth(0.7).dash(1.5, { space: 2.5 }).stroke(COLOURS.paleGold).restore();
}

/** Rows are filled one by one: a little over the next, or printers leave a hair of paper between them. */
const MODULE_HEIGHT = 1.05;
/**
 * Of the eight masks of ISO/IEC 18004 the one that long texts have: to score them all takes longer than the rest of a page, and
 * of a payload in Base64 this one has 3,090 points of penalty on average where the best of eight has 3,050 and the worst 3,850.
 */
export const LONG_CODE = { ecc: "L", boostEcc: true, maskPattern: 2 } as const;

/**
 * A QR code of a text with its quiet zone, on the paper's colour; sizes in points. Of a long text the modules are as large as low
 * error correction ("L") leaves them; where the version has room, it corrects more.
 */
export function drawQrCode(doc: Doc, text: string, x: number, y: number, size: number, ecc: "L" | "M" = "M"): void {
  const { data, size: modules } = encode(text, { ...(ecc === "L" ? LONG_CODE : { ecc }), border: 4 });
  doc
    .save()
    .translate(x, y)
    .scale(size / modules)
    .fillColor("#000000");
  // Each row moves the origin on, so that equal runs are equal text, which compresses to two thirds; the document is told in one go.
  const operators: string[] = [];
  for (const cells of data) {
    let start = 0;
    while (start < cells.length) {
      const dark = cells.indexOf(true, start);
      if (dark < 0) break;
      const light = cells.indexOf(false, dark);
      start = light < 0 ? cells.length : light;
      operators.push(`${dark} 0 ${start - dark} ${MODULE_HEIGHT} re`);
    }
    operators.push("f", "1 0 0 1 0 1 cm");
  }
  doc.addContent(operators.join("\n")).restore();
}
