/** The treasurer's copy of a 奖励发放表, with full accounts. Printing it is recorded. */
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createPaymentPaper } from "#app/i18n/payment-paper.ts";
import { defineAction, defineIntent, notFound } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findPaymentListView } from "#app/queries/money/find-payment-list.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { openPaymentCopy } from "#app/services/money/open-payment-copy.server.ts";

export const action = defineAction({
  "print-treasurer-copy": defineIntent({
    access: { roles: ["treasurer"], within: "scope" },
    form: NoFieldsSchema,
    run: async ({ runtime, actor, request, params }) => {
      const listId = String(params.list);
      const opened = await openPaymentCopy(runtime, actor, { listId });
      const list = await findPaymentListView(runtime, listId);
      if (!opened.ok || !list) throw notFound();
      const locale = readLocale(request.headers.get("Cookie"));
      const paper = await createPaymentPaper(list, runtime.clock.now(), opened.value, locale);
      return respondWithPdf(await renderPaper(paper), `payment-list-${list.number}-treasurer`);
    },
  }),
});
