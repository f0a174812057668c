/** 秩序册, to print. */
import { readLocale } from "#app/i18n/locale.ts";
import { createOrderBook } from "#app/i18n/order-book.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getOrderBook } from "#app/queries/papers/get-order-book.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader({ access: { roles: ["organiser"], within: "scope" } }, async ({ runtime, request, scope }) => {
  const { occasion, ...book } = await getOrderBook(runtime, String(scope.competitionId));
  const paper = await createOrderBook(occasion, { ...book, locale: readLocale(request.headers.get("Cookie")) });
  return respondWithPdf(await renderPaper(paper), `order-book-${occasion.code}`);
});
