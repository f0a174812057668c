/** Any number of blank marking forms as one PDF, page by page, so that the server answers others in between (DOMAIN 5 and 12). */
import { setImmediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { findMissingGlyphs } from "./certificate-fonts.server.ts";
import { collect } from "./collect.server.ts";
import {
  createPrinter,
  drawSheetPage,
  type MarkingFormTexts,
  type PaperSheet,
  planSheet,
  type SheetPlan,
} from "./marking-form-sheet.server.ts";
import { createTextPen } from "./text-pen.server.ts";

export type { MarkingFormTexts, PaperSheet } from "./marking-form-sheet.server.ts";

/**
 * The pages of each form are numbered by themselves: forms are handed out one by one. The same arguments give the same bytes.
 * @throws RangeError without a form.
 */
export async function renderMarkingForms(
  sheets: readonly PaperSheet[],
  texts: MarkingFormTexts,
  printedAt: Date,
): Promise<Buffer> {
  if (sheets.length === 0) throw new RangeError("no form to print");
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    info: { Title: texts.documentTitle, Subject: String(sheets.length), CreationDate: printedAt },
  });
  const bytes = collect(doc);
  const pen = createTextPen(doc);
  const print = createPrinter(findMissingGlyphs);
  const plans = new Map<string, SheetPlan>();
  for (const given of sheets) {
    const sheet = makePrintable(given, print);
    const key = JSON.stringify([sheet.subCriterionId, sheet.judges]);
    const plan = plans.get(key) ?? planSheet(pen, sheet, texts, print);
    plans.set(key, plan);
    for (const index of plan.pages.keys()) {
      doc.addPage({ size: "A4", margin: 0 });
      drawSheetPage(doc, pen, { sheet, plan, index, texts });
      await setImmediate();
    }
  }
  doc.end();
  return bytes;
}

function makePrintable(sheet: PaperSheet, print: (text: string) => string): PaperSheet {
  return {
    ...sheet,
    competition: print(sheet.competition),
    event: print(sheet.event),
    subCriterionName: print(sheet.subCriterionName),
    judges: sheet.judges.map(print),
  };
}
