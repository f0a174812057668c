/** Draws the sheets for the wall of a hall, A4: a code a page with what to do on it, and the steps for each kind of tablet. */
import PDFDocument from "pdfkit";
import { drawQrCode } from "./certificate-ornaments.server.ts";
import { collect } from "./collect.server.ts";
import type { Script } from "./shaped-text.server.ts";
import { showable } from "./showable.server.ts";
import { type Box, drawFitted, type Paragraph } from "./text-flow.server.ts";
import { createTextPen, type TextPen } from "./text-pen.server.ts";

/** Every word of the sheets. */
export type VenueSheets = {
  readonly title: string;
  readonly script: Script;
  /** Also the creation date of the file, so that the same facts give the same bytes. */
  readonly createdAt: Date;
  /** A page each. */
  readonly codes: readonly {
    readonly step: string;
    readonly text: string;
    readonly url: string;
    /** Below the address: what is compared before a certificate is trusted; null: nothing. */
    readonly compare: { readonly label: string; readonly text: string; readonly values: readonly string[] } | null;
  }[];
  /** The last page: numbered steps, by kind of tablet. */
  readonly howTo: {
    readonly title: string;
    readonly systems: readonly { readonly name: string; readonly steps: readonly string[] }[];
    readonly limits: string;
  } | null;
};

const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 56;
const WIDTH = PAGE.width - 2 * MARGIN;
/** Read by a tablet held out at arm's length, by several people at once. */
const QR = 330;
const INK = "#1a1a1a";
const SOFT = "#4d4d4d";
const BLUE = "#17315c";

type Doc = typeof PDFDocument.prototype;
type Press = { readonly doc: Doc; readonly pen: TextPen; readonly script: Script };
type Line = {
  readonly text: string;
  readonly size: number;
  readonly colour?: string;
  readonly thick?: boolean;
  readonly before?: number;
};

export async function renderVenueSheets({ title, script, createdAt, codes, howTo }: VenueSheets): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: script === "zh" ? "zh-CN" : "en",
    displayTitle: true,
    info: { Title: title, CreationDate: createdAt },
  });
  const bytes = collect(doc);
  const press: Press = { doc, pen: createTextPen(doc), script };
  for (const code of codes) {
    addPage(press, title);
    write(press, [{ text: code.step, size: 34, colour: BLUE, thick: true }], { x: MARGIN, y: 86, width: WIDTH, height: 56 });
    write(press, [{ text: code.text, size: 16 }], { x: MARGIN, y: 146, width: WIDTH, height: 64 });
    drawQrCode(doc, code.url, (PAGE.width - QR) / 2, 222, QR);
    write(press, [{ text: code.url, size: 22, thick: true }], { x: MARGIN, y: 566, width: WIDTH, height: 40 });
    if (code.compare === null) continue;
    const { label, text, values } = code.compare;
    write(
      press,
      [
        { text: label, size: 14, colour: BLUE, thick: true },
        ...values.map((value): Line => ({ text: value, size: 13, before: 4 })),
        { text, size: 12, colour: SOFT, before: 6 },
      ],
      { x: MARGIN, y: 630, width: WIDTH, height: 150 },
    );
  }
  if (howTo !== null) drawHowTo(press, title, howTo);
  doc.end();
  return bytes;
}

function drawHowTo(press: Press, title: string, { title: heading, systems, limits }: NonNullable<VenueSheets["howTo"]>): void {
  addPage(press, title);
  const lines = systems.flatMap(({ name, steps }, index): Line[] => [
    { text: name, size: 17, colour: BLUE, thick: true, before: index === 0 ? 0 : 18 },
    ...steps.map((text, step): Line => ({ text: `${step + 1}. ${text}`, size: 14, before: 5 })),
  ]);
  write(press, [{ text: heading, size: 26, colour: BLUE, thick: true }], { x: MARGIN, y: 84, width: WIDTH, height: 44 }, "left");
  const room = { x: MARGIN, y: 144, width: WIDTH, height: PAGE.height - 144 - MARGIN };
  write(press, [...lines, { text: limits, size: 12, colour: SOFT, before: 20 }], room, "left");
}

function addPage({ doc, ...press }: Press, title: string): void {
  doc.addPage({ size: "A4", margin: 0 });
  doc.rect(0, 0, PAGE.width, 10).fill(BLUE);
  write({ doc, ...press }, [{ text: title, size: 13, colour: SOFT }], { x: MARGIN, y: 34, width: WIDTH, height: 24 });
}

function write({ pen, script }: Press, lines: readonly Line[], box: Box, align: Paragraph["align"] = "centre"): void {
  const paragraphs = lines.map(
    ({ text, size, colour = INK, thick = false, before = 0 }): Paragraph => ({
      runs: [{ text: showable(text), style: { font: "text", script, colour, thick } }],
      size,
      leading: 1.45,
      align,
      spaceBefore: before,
    }),
  );
  drawFitted(pen, paragraphs, box, "top");
}
