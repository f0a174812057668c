/** One blank marking form on A4, in black alone: how its aspects share pages, and the drawing of a page (DOMAIN 5 and 12). */
import type PDFDocument from "pdfkit";
import { wayOf } from "#app/domain/marking/measurement.ts";
import { isOfEachJudge } from "#app/domain/marking/paper.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { formatHundredths, formatThousandths, type Hundredths } from "#app/domain/shared/units.ts";
import { drawQrCode } from "./certificate-ornaments.server.ts";
import { GETA } from "./showable.server.ts";
import { type Box, drawFitted, measureHeight, type Paragraph } from "./text-flow.server.ts";
import type { TextPen, TextStyle } from "./text-pen.server.ts";

/** A form to print: one code and sub-criterion. It names nobody but the judges of its panel. */
export type PaperSheet = {
  /** The text of its QR code. */
  readonly label: string;
  /** The blind code. */
  readonly code: string;
  readonly competition: string;
  readonly event: string;
  /** "Final", in the reader's language. */
  readonly round: string;
  readonly day: number;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly maximum: Hundredths;
  /** Names of the panel, in the order of the boxes. */
  readonly judges: readonly string[];
  readonly aspects: readonly Aspect[];
};

/** Every word around it. */
export type MarkingFormTexts = {
  /** In the properties of the file. */
  readonly documentTitle: string;
  readonly title: string;
  readonly code: string;
  readonly judgement: string;
  readonly measurement: string;
  readonly aspect: string;
  readonly answer: string;
  readonly maximum: string;
  /** How to fill it in; under the head of the first page. */
  readonly instructions: string;
  readonly mark: string;
  readonly yes: string;
  readonly no: string;
  /** Beside boxes in which each judge answers by himself. */
  readonly yesNo: string;
  readonly count: string;
  readonly reading: string;
  readonly otherReadings: string;
  readonly notes: string;
  readonly judge: string;
  readonly firstKeyer: string;
  readonly secondKeyer: string;
  readonly confirmer: string;
  readonly signedAt: string;
  /** Says that a character of the scheme could not be printed. */
  readonly missingCharacters: string;
  day(day: number): string;
  maximumOf(mark: string): string;
  requirement(requirement: string): string;
  deduction(each: string): string;
  scoreRound(round: number): string;
  page(page: number, pages: number): string;
};

type Doc = typeof PDFDocument.prototype;

const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 36;
const WIDTH = PAGE.width - 2 * MARGIN;
const HEAD_BOTTOM = 134;
const FOOT_TOP = PAGE.height - 40;
const QR_SIZE = 88;
const INSTRUCTIONS_HEIGHT = 26;
const TABLE_HEAD_HEIGHT = 24;
const ID_WIDTH = 40;
const MAXIMUM_WIDTH = 42;
const LABEL_WIDTH = 34;
const PADDING = 4;
const BOX_HEIGHT = 22;
const BOX_GAP = 3;
const NOTES_HEIGHT = 40;
const SIGNATURE_HEIGHT = 31;
const SIGNATURES_A_ROW = 3;
const INK = "#000000";
const PLAIN: TextStyle = { font: "text", script: "zh", colour: INK };
const THICK: TextStyle = { ...PLAIN, thick: true };

type Row = { readonly aspect: Aspect; readonly content: readonly Paragraph[]; readonly height: number };
type PlannedPage = { readonly rows: readonly Row[]; readonly hasFoot: boolean };

/** How the aspects of a form share its pages; the same for every code of a sub-criterion and panel. */
export type SheetPlan = {
  readonly pages: readonly PlannedPage[];
  readonly answerWidth: number;
  readonly cellWidth: number;
  readonly isIncomplete: boolean;
};

/** @param print the text with characters that have a glyph only */
export function planSheet(pen: TextPen, sheet: PaperSheet, texts: MarkingFormTexts, print: (text: string) => string): SheetPlan {
  const judges = Math.max(sheet.judges.length, 1);
  const cellWidth = Math.min(46, Math.max(24, 204 / judges));
  const answerWidth = Math.max(176, LABEL_WIDTH + judges * cellWidth + 2 * PADDING);
  const contentWidth = WIDTH - ID_WIDTH - answerWidth - MAXIMUM_WIDTH - 2 * PADDING;
  const tallest = FOOT_TOP - HEAD_BOTTOM - INSTRUCTIONS_HEIGHT - TABLE_HEAD_HEIGHT;
  const rows = sheet.aspects.map((aspect): Row => {
    const content = describeAspect(aspect, texts, print);
    const needed = Math.max(measureHeight(pen, content, contentWidth), heightOfAnswer(aspect)) + 2 * PADDING + 2;
    return { aspect, content, height: Math.min(needed, tallest) };
  });
  const pages: PlannedPage[] = [];
  let current: Row[] = [];
  let left = tallest;
  for (const row of rows) {
    if (current.length > 0 && row.height > left) {
      pages.push({ rows: current, hasFoot: false });
      current = [];
      left = tallest + INSTRUCTIONS_HEIGHT;
    }
    current.push(row);
    left -= row.height;
  }
  if (left < heightOfFoot(sheet)) {
    pages.push({ rows: current, hasFoot: false });
    current = [];
  }
  pages.push({ rows: current, hasFoot: true });
  const isIncomplete = JSON.stringify(
    rows.map(({ content }) => content.map(({ runs }) => runs.map(({ text }) => text))),
  ).includes(GETA);
  return { pages, answerWidth, cellWidth, isIncomplete };
}

/** Draws one page of the plan; `index` from 0. */
export function drawSheetPage(
  doc: Doc,
  pen: TextPen,
  { sheet, plan, index, texts }: { sheet: PaperSheet; plan: SheetPlan; index: number; texts: MarkingFormTexts },
): void {
  const page = plan.pages[index];
  if (!page) throw new RangeError(`the form has no page ${index + 1}`);
  drawHead(doc, pen, sheet, texts);
  let top = HEAD_BOTTOM;
  if (index === 0) {
    const lines = plan.isIncomplete ? `${texts.instructions} ${texts.missingCharacters}` : texts.instructions;
    drawFitted(pen, [paragraph(lines, 8)], { x: MARGIN, y: top + 3, width: WIDTH, height: INSTRUCTIONS_HEIGHT - 5 }, "middle");
    top += INSTRUCTIONS_HEIGHT;
  }
  if (page.rows.length > 0) {
    drawTableHead(doc, pen, { sheet, plan, texts, top });
    top += TABLE_HEAD_HEIGHT;
    for (const row of page.rows) {
      drawRow(doc, pen, { row, sheet, plan, texts, top });
      top += row.height;
    }
  }
  if (page.hasFoot) drawSignatures(doc, pen, { sheet, texts, top: Math.max(top + 8, FOOT_TOP - heightOfFoot(sheet)) });
  drawCell(pen, sheet.label, { x: MARGIN, y: FOOT_TOP + 6, width: 300, height: 14 }, { size: 7.5 });
  const pages = texts.page(index + 1, plan.pages.length);
  drawCell(pen, pages, { x: PAGE.width - MARGIN - 160, y: FOOT_TOP + 6, width: 160, height: 14 }, { size: 9, align: "right" });
}

function drawHead(doc: Doc, pen: TextPen, sheet: PaperSheet, texts: MarkingFormTexts): void {
  const qrLeft = PAGE.width - MARGIN - QR_SIZE + 6;
  drawCell(pen, texts.title, { x: MARGIN, y: 30, width: 150, height: 26 }, { size: 20, style: THICK });
  drawCell(
    pen,
    sheet.competition,
    { x: MARGIN + 120, y: 34, width: qrLeft - MARGIN - 128, height: 20 },
    { size: 10, align: "right" },
  );
  drawQrCode(doc, sheet.label, qrLeft, 24, QR_SIZE);
  doc.lineWidth(1.4).rect(MARGIN, 62, 150, 62).stroke(INK);
  drawCell(pen, texts.code, { x: MARGIN + 6, y: 65, width: 120, height: 12 }, { size: 8.5 });
  drawCell(pen, sheet.code, { x: MARGIN + 4, y: 76, width: 142, height: 46 }, { size: 38, style: THICK, align: "centre" });
  const middle = MARGIN + 162;
  const width = qrLeft - middle - 8;
  drawCell(pen, sheet.event, { x: middle, y: 61, width, height: 18 }, { size: 12, style: THICK });
  drawCell(pen, `${sheet.round} · ${texts.day(sheet.day)}`, { x: middle, y: 79, width, height: 14 }, { size: 9.5 });
  drawCell(
    pen,
    `${sheet.subCriterionId} ${sheet.subCriterionName}`,
    { x: middle, y: 93, width, height: 18 },
    { size: 13, style: THICK },
  );
  drawCell(pen, texts.maximumOf(formatHundredths(sheet.maximum)), { x: middle, y: 111, width, height: 14 }, { size: 9.5 });
}

type Part = { sheet: PaperSheet; plan: SheetPlan; texts: MarkingFormTexts; top: number };

function drawTableHead(doc: Doc, pen: TextPen, { sheet, plan, texts, top }: Part): void {
  const answer = MARGIN + WIDTH - MAXIMUM_WIDTH - plan.answerWidth;
  doc.lineWidth(0.8).rect(MARGIN, top, WIDTH, TABLE_HEAD_HEIGHT).stroke(INK);
  const cell = { y: top + 2, height: TABLE_HEAD_HEIGHT - 4 };
  drawCell(pen, texts.aspect, { ...cell, x: MARGIN + PADDING, width: 200 }, { size: 9, style: THICK });
  drawCell(pen, texts.maximum, { ...cell, x: MARGIN + WIDTH - MAXIMUM_WIDTH, width: MAXIMUM_WIDTH - PADDING }, RIGHT_HEAD);
  if (!sheet.aspects.some(isOfEachJudge)) {
    drawCell(pen, texts.answer, { ...cell, x: answer + PADDING, width: plan.answerWidth }, { size: 9, style: THICK });
    return;
  }
  for (const [index, judge] of sheet.judges.entries()) {
    const x = answer + PADDING + LABEL_WIDTH + index * plan.cellWidth;
    const name: Paragraph = { runs: [{ text: judge, style: PLAIN }], size: 8.5, leading: 1.1, align: "centre" };
    drawFitted(pen, [name], { ...cell, x: x + 1, width: plan.cellWidth - 2 }, "middle");
  }
}

const RIGHT_HEAD = { size: 9, style: THICK, align: "right" } as const;

function drawRow(doc: Doc, pen: TextPen, { row, sheet, plan, texts, top }: Part & { row: Row }): void {
  const { aspect, content, height } = row;
  const answer = MARGIN + WIDTH - MAXIMUM_WIDTH - plan.answerWidth;
  const inner = { y: top + PADDING, height: height - 2 * PADDING };
  doc.lineWidth(0.8).rect(MARGIN, top, WIDTH, height).stroke(INK);
  for (const x of [MARGIN + ID_WIDTH, answer, MARGIN + WIDTH - MAXIMUM_WIDTH]) {
    doc
      .lineWidth(0.4)
      .moveTo(x, top)
      .lineTo(x, top + height)
      .stroke(INK);
  }
  const id = [paragraph(aspect.id, 10, THICK), paragraph(texts[aspect.kind], 8)];
  drawFitted(pen, id, { ...inner, x: MARGIN + PADDING, width: ID_WIDTH - PADDING - 1 }, "top");
  const contentWidth = answer - MARGIN - ID_WIDTH - 2 * PADDING;
  drawFitted(
    pen,
    content,
    { ...inner, x: MARGIN + ID_WIDTH + PADDING, width: contentWidth + 0.5, height: inner.height + 1 },
    "top",
  );
  const maximum = { ...inner, height: 16, x: MARGIN + WIDTH - MAXIMUM_WIDTH, width: MAXIMUM_WIDTH - PADDING };
  drawCell(pen, formatHundredths(aspect.maximum), maximum, { size: 10, align: "right" });
  const place = { x: answer + PADDING, y: top + PADDING + 1, width: plan.answerWidth - 2 * PADDING };
  if (aspect.kind === "judgement") {
    for (const scoreRound of [1, 2]) {
      const y = place.y + (scoreRound - 1) * (BOX_HEIGHT + BOX_GAP);
      drawBoxes(doc, pen, {
        label: texts.scoreRound(scoreRound),
        x: place.x,
        y,
        count: sheet.judges.length,
        plan,
        isDashed: scoreRound > 1,
      });
    }
  } else if (aspect.each !== undefined) {
    drawBoxes(doc, pen, {
      label: labelOf(aspect, texts),
      x: place.x,
      y: place.y,
      count: sheet.judges.length,
      plan,
      isDashed: false,
    });
  } else drawAgreed(doc, pen, aspect, place, texts);
}

function drawBoxes(
  doc: Doc,
  pen: TextPen,
  part: { label: string; x: number; y: number; count: number; plan: SheetPlan; isDashed: boolean },
): void {
  const { label, x, y, count, plan, isDashed } = part;
  drawCell(pen, label, { x, y, width: LABEL_WIDTH - 2, height: BOX_HEIGHT }, { size: 8 });
  for (let index = 0; index < count; index += 1) {
    doc.save().lineWidth(isDashed ? 0.6 : 1);
    if (isDashed) doc.dash(2, { space: 2 });
    doc.rect(x + LABEL_WIDTH + index * plan.cellWidth + 1.5, y, plan.cellWidth - 3, BOX_HEIGHT).stroke(INK);
    doc.restore();
  }
}

/** The one box of a value that the panel agrees on. */
function drawAgreed(doc: Doc, pen: TextPen, aspect: Aspect, place: Omit<Box, "height">, texts: MarkingFormTexts): void {
  const way = wayOf(aspect);
  const { x, y } = place;
  if (way.kind === "yes-no") {
    for (const [index, word] of [texts.yes, texts.no].entries()) {
      const left = x + LABEL_WIDTH + index * 62;
      doc
        .lineWidth(1)
        .rect(left, y + 4, 14, 14)
        .stroke(INK);
      drawCell(pen, word, { x: left + 19, y, width: 40, height: BOX_HEIGHT }, { size: 10.5 });
    }
    return;
  }
  drawCell(pen, labelOf(aspect, texts), { x, y, width: LABEL_WIDTH - 2, height: BOX_HEIGHT }, { size: 8 });
  doc
    .lineWidth(1)
    .rect(x + LABEL_WIDTH + 1.5, y, 86, BOX_HEIGHT)
    .stroke(INK);
  if (way.kind === "table") drawCell(pen, way.unit, { x: x + LABEL_WIDTH + 92, y, width: 44, height: BOX_HEIGHT }, { size: 9 });
}

function drawSignatures(doc: Doc, pen: TextPen, { sheet, texts, top }: Omit<Part, "plan">): void {
  doc
    .lineWidth(0.8)
    .rect(MARGIN, top, WIDTH, NOTES_HEIGHT - 4)
    .stroke(INK);
  drawCell(pen, texts.notes, { x: MARGIN + PADDING, y: top + 2, width: 200, height: 12 }, { size: 8.5 });
  const signers = [
    ...sheet.judges.map((judge) => `${texts.judge} ${judge}`),
    texts.firstKeyer,
    texts.secondKeyer,
    texts.confirmer,
  ];
  const width = WIDTH / SIGNATURES_A_ROW;
  for (const [index, signer] of signers.entries()) {
    const x = MARGIN + (index % SIGNATURES_A_ROW) * width;
    const y = top + NOTES_HEIGHT + Math.floor(index / SIGNATURES_A_ROW) * SIGNATURE_HEIGHT;
    drawCell(pen, signer, { x, y, width: width - 12, height: 12 }, { size: 8.5 });
    doc
      .lineWidth(0.6)
      .moveTo(x, y + SIGNATURE_HEIGHT - 5)
      .lineTo(x + width - 12, y + SIGNATURE_HEIGHT - 5)
      .stroke(INK);
    const time = { x: x + width - 80, y: y + SIGNATURE_HEIGHT - 17, width: 34, height: 11 };
    drawCell(pen, texts.signedAt, time, { size: 7.5, align: "right" });
  }
}

function heightOfFoot({ judges }: PaperSheet): number {
  return NOTES_HEIGHT + Math.ceil((judges.length + 3) / SIGNATURES_A_ROW) * SIGNATURE_HEIGHT + 8;
}

function heightOfAnswer(aspect: Aspect): number {
  return aspect.kind === "judgement" ? 2 * BOX_HEIGHT + BOX_GAP : BOX_HEIGHT;
}

function labelOf(aspect: Aspect, texts: MarkingFormTexts): string {
  const { kind } = wayOf(aspect);
  if (kind === "table") return texts.reading;
  if (kind === "deduction") return texts.count;
  return kind === "yes-no" ? texts.yesNo : texts.mark;
}

function describeAspect(aspect: Aspect, texts: MarkingFormTexts, print: (text: string) => string): Paragraph[] {
  const way = wayOf(aspect);
  const lines = [paragraph(print(aspect.text), 10, THICK)];
  if (aspect.detail) lines.push(paragraph(print(aspect.detail), 8.5));
  if (aspect.requirement) lines.push(paragraph(print(texts.requirement(aspect.requirement)), 9));
  for (const [score, text] of (aspect.descriptors ?? []).entries()) lines.push(paragraph(`${score}  ${print(text)}`, 8.5));
  if (aspect.kind === "measurement" && way.kind === "deduction")
    lines.push(paragraph(texts.deduction(formatHundredths(way.each)), 9));
  if (aspect.kind === "measurement" && way.kind === "table") {
    const steps = way.steps.map(({ upTo, mark }) => {
      const reading = upTo === null ? texts.otherReadings : `≤ ${formatThousandths(upTo)} ${way.unit}`;
      return `${reading} → ${formatHundredths(mark)}`;
    });
    lines.push(paragraph(print(steps.join("；")), 9));
  }
  return lines;
}

function paragraph(text: string, size: number, style: TextStyle = PLAIN): Paragraph {
  return { runs: [{ text, style }], size, leading: 1.3, align: "left" };
}

type Look = { readonly size: number; readonly style?: TextStyle; readonly align?: "left" | "centre" | "right" };

/** One line in the middle of a box's height, made smaller until it is as narrow as the box. */
function drawCell(pen: TextPen, text: string, box: Box, { size, style = PLAIN, align = "left" }: Look): void {
  const natural = pen.measure(text, style) * size;
  const fitted = natural > box.width ? (size * box.width) / natural : size;
  const width = Math.min(natural, box.width);
  const x = align === "left" ? box.x : align === "right" ? box.x + box.width - width : box.x + (box.width - width) / 2;
  pen.draw(text, style, { x, baseline: box.y + box.height / 2 + fitted * 0.36, size: fitted });
}

/** Replaces what the font cannot show: nothing may vanish in silence from what judges read. */
export function createPrinter(findMissing: (text: string) => readonly string[]): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const printed = known.get(text) ?? replaceMissing(text.replace(/\s+/gu, " "), findMissing);
    known.set(text, printed);
    return printed;
  };
}

/** Signs of drawings that the font has under another character. */
const ALIKE: Readonly<Record<string, string>> = { "⌀": "Ø", "∅": "Ø" };

function replaceMissing(text: string, findMissing: (text: string) => readonly string[]): string {
  const missing = findMissing(text);
  return [...text].map((character) => (missing.includes(character) ? (ALIKE[character] ?? GETA) : character)).join("");
}
