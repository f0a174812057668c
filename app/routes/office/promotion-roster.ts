/** 晋升花名册 as a PDF to print and sign, or as a workbook; documents masked. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { createRosterWords } from "#app/i18n/promotion-paper-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderHallPaper } from "#app/platform/pdf/render-hall-paper.server.ts";
import { getPromotions } from "#app/queries/promotions/get-promotions.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.promotions, within: "scope" } },
  async ({ runtime, scope, params }) => {
    const page = await getPromotions(runtime, String(scope.competitionId));
    const words = await createRosterWords(page);
    if (params.format === "pdf") {
      const bytes = await renderHallPaper({ ...words, changedAt: runtime.clock.now(), layout: "landscape" });
      return respondWithPdf(bytes, `promotions-${page.code}`);
    }
    if (params.format !== "xlsx") throw notFound();
    const bytes = await writeWorkbook([{ name: words.title, columns: words.columns, rows: words.rows }]);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="promotions-${page.code}.xlsx"`,
        "Cache-Control": "private, no-store",
      },
    });
  },
);
