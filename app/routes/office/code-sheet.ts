/** 加密表 of one layer of a round, to sign and to seal or as a list: for its keeper alone. */

import { createCodeSheetList, createCodeSheetPaper } from "#app/i18n/blinding-papers.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findCodeSheet } from "#app/queries/blinding/find-code-sheet.server.ts";
import { getBlindPaperHead } from "#app/queries/blinding/get-blind-paper-head.server.ts";

import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["blinding-judge"], within: "scope" } },
  async ({ runtime, actor, request, scope, params }) => {
    if (scope.roundId === null || (params.format !== "pdf" && params.format !== "xlsx")) throw notFound();
    const { userId } = actor;
    const sheet = await findCodeSheet(runtime, { roundId: scope.roundId, userId, layer: Number(params.layer) });
    if (sheet === null) throw notFound();
    const { occasion, ...of } = await getBlindPaperHead(runtime, scope.roundId);
    const locale = readLocale(request.headers.get("Cookie"));
    const name = `code-sheet-${sheet.layer}-${of.event.code}`;
    if (params.format === "pdf") {
      return respondWithPdf(await renderPaper(await createCodeSheetPaper(occasion, of, sheet, locale)), name);
    }
    const { fileName, sheets } = await createCodeSheetList(occasion, of, sheet, locale);
    return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
  },
);
