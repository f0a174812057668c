/** 加密表 of one layer of a round, to sign and to seal or as a list: for its keeper alone. */

import { createCodeSheetList, createCodeSheetPaper } from "#app/i18n/blinding-papers.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { nameOfSession, readSessionNumber } from "#app/platform/access/round.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findCodeSheet } from "#app/queries/blinding/find-code-sheet.server.ts";
import { getBlindPaperHead } from "#app/queries/blinding/get-blind-paper-head.server.ts";

import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["blinding-judge"], within: "scope" } },
  async ({ runtime, actor, request, scope, params, url }) => {
    if (scope.roundId === null || (params.format !== "pdf" && params.format !== "xlsx")) throw notFound();
    const { userId } = actor;
    const session = readSessionNumber(url);
    const sheet = await findCodeSheet(runtime, { roundId: scope.roundId, userId, layer: Number(params.layer), session });
    if (sheet === null) throw notFound();
    const { occasion, ...of } = await getBlindPaperHead(runtime, scope.roundId);
    const locale = readLocale(request.headers.get("Cookie"));
    const name = nameOfSession(`code-sheet-${sheet.layer}-${of.event.code}`, session);
    if (params.format === "pdf") {
      const paper = await createCodeSheetPaper(occasion, of, sheet, locale);
      const sealed = await sealPaper(runtime, { chain: String(scope.competitionId), paper, locale });
      return respondWithPdf(await renderPaper(sealed), name);
    }
    const { fileName, sheets } = await createCodeSheetList(occasion, of, sheet, locale);
    return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
  },
);
