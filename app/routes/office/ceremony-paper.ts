/** 颁奖流程 and 候场名单, to print or as a list; they name every winner, and each download is on record. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { createCallUpOrder, createOrderSheet, createRunningOrder } from "#app/i18n/ceremony-papers.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineAction, defineIntent, notFound } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";
import { lookAtCeremonyOrder } from "#app/services/ceremony/look-at-ceremony.server.ts";

const PAPERS = ["order", "call-up", "order-sheet"] as const;

/** A look is recorded, so that it is asked for by a form and not by a link. */
export const action = defineAction({
  print: defineIntent({
    access: { roles: OFFICE_ROOMS.ceremony, within: "scope" },
    form: NoFieldsSchema,
    run: async ({ runtime, request, actor, scope, params }) => {
      const paper = PAPERS.find((one) => one === params.order);
      if (!paper) throw notFound();
      const competitionId = String(scope.competitionId);
      const order = await lookAtCeremonyOrder(runtime, actor, { competitionId });
      if (!order.ok) throw notFound();
      const occasion = await getPaperOccasion(runtime, competitionId);
      const locale = readLocale(request.headers.get("Cookie"));
      const name = `ceremony-${paper}-${occasion.code}`;
      if (paper === "order-sheet") {
        const { fileName, sheets } = await createOrderSheet(occasion, order.value, locale);
        return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
      }
      const create = paper === "order" ? createRunningOrder : createCallUpOrder;
      return respondWithPdf(await renderPaper(await create(occasion, order.value, locale)), name);
    },
  }),
});
