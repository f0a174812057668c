/** 解密记录 of a round, to sign or as lists; once its last layer is open. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { createUnblindingLists, createUnblindingPaper } from "#app/i18n/blinding-papers.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getBlindPaperHead } from "#app/queries/blinding/get-blind-paper-head.server.ts";
import { getUnblinding } from "#app/queries/blinding/get-unblinding.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.unblinding, within: "scope" } },
  async ({ runtime, actor, request, scope, params }) => {
    if (scope.roundId === null || (params.format !== "pdf" && params.format !== "xlsx")) throw notFound();
    const record = await getUnblinding(runtime, actor, scope.roundId);
    if (record.next !== null) throw notFound();
    const { occasion, ...of } = await getBlindPaperHead(runtime, scope.roundId);
    const locale = readLocale(request.headers.get("Cookie"));
    const name = `unblinding-${of.event.code}`;
    if (params.format === "pdf") {
      const paper = await createUnblindingPaper(occasion, of, record, locale);
      const sealed = await sealPaper(runtime, { chain: String(scope.competitionId), paper, locale });
      return respondWithPdf(await renderPaper(sealed), name);
    }
    const { fileName, sheets } = await createUnblindingLists(occasion, of, record, locale);
    return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
  },
);
