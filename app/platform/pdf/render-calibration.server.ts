/** The calibration sheet for pre-printed stock: a millimetre grid and the outlines of the blocks where this printer puts them. */
import PDFDocument from "pdfkit";
import { BLOCKS, type CertificateDesign, PAPER_SIZES } from "#app/domain/certificates/design.ts";
import { collect } from "./collect.server.ts";
import { drawFitted } from "./text-flow.server.ts";
import { createTextPen } from "./text-pen.server.ts";

export type CalibrationTexts = {
  readonly title: string;
  readonly lead: string;
  readonly offset: string;
  readonly ruler: string;
  readonly blocks: Readonly<Record<(typeof BLOCKS)[number], string>>;
};

const POINTS_PER_MM = 72 / 25.4;
const STEP = 10;
const RULER = 100;
const INK = "#000000";
const GRID = "#9aa7b4";

/** @param printedAt the creation date of the file, so that the same sheet has the same bytes */
export async function renderCalibration(design: CertificateDesign, texts: CalibrationTexts, printedAt: Date): Promise<Buffer> {
  const [width, height] = PAPER_SIZES[design.paper];
  const doc = new PDFDocument({
    size: [width * POINTS_PER_MM, height * POINTS_PER_MM],
    margin: 0,
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    info: { Title: texts.title, CreationDate: printedAt },
  });
  const bytes = collect(doc);
  const pen = createTextPen(doc);
  const mm = (value: number): number => value * POINTS_PER_MM;
  const style = { font: "text", script: "zh", colour: INK } as const;
  const { x: offX, y: offY } = design.offset;
  doc.save().translate(mm(offX), mm(offY));
  for (let x = 0; x <= width; x += STEP) {
    doc
      .moveTo(mm(x), 0)
      .lineTo(mm(x), mm(height))
      .lineWidth(x % 50 === 0 ? 0.6 : 0.2)
      .stroke(GRID);
    if (x % 50 === 0) pen.draw(String(x), style, { x: mm(x) + 2, baseline: 16, size: 7 });
  }
  for (let y = 0; y <= height; y += STEP) {
    doc
      .moveTo(0, mm(y))
      .lineTo(mm(width), mm(y))
      .lineWidth(y % 50 === 0 ? 0.6 : 0.2)
      .stroke(GRID);
    if (y % 50 === 0 && y > 0) pen.draw(String(y), style, { x: 10, baseline: mm(y) - 2, size: 7 });
  }
  for (const block of BLOCKS) {
    const box = design.blocks[block];
    if (box === null) continue;
    doc.rect(mm(box.x), mm(box.y), mm(box.width), mm(box.height)).lineWidth(1).stroke(INK);
    pen.draw(texts.blocks[block], style, { x: mm(box.x) + 4, baseline: mm(box.y) + 12, size: 9 });
  }
  const left = (width - RULER) / 2;
  const ruler = height - 12;
  doc
    .moveTo(mm(left), mm(ruler))
    .lineTo(mm(left + RULER), mm(ruler))
    .lineWidth(1)
    .stroke(INK);
  for (const x of [left, left + RULER])
    doc
      .moveTo(mm(x), mm(ruler - 2))
      .lineTo(mm(x), mm(ruler + 2))
      .stroke(INK);
  doc.restore();
  const lines = [texts.title, texts.lead, texts.offset, texts.ruler].map((text, index) => ({
    runs: [{ text, style }],
    size: index === 0 ? 16 : 10,
    leading: 1.5,
    align: "left" as const,
  }));
  const area = { x: mm(30), y: mm(height * 0.42), width: mm(width - 60), height: mm(40) };
  doc.rect(area.x - 8, area.y - 4, area.width + 16, area.height + 8).fill("#ffffff");
  drawFitted(pen, lines, area, "top");
  doc.end();
  return bytes;
}
