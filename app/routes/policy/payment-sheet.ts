/** 奖励发放表 as a PDF to sign; accounts are masked. */
import { readLocale } from "#app/i18n/locale.ts";
import { createPaymentPaper } from "#app/i18n/payment-paper.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findPaymentListView } from "#app/queries/money/find-payment-list.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, request, params }) => {
    const list = await findPaymentListView(runtime, String(params.list));
    if (!list) throw notFound();
    const paper = await createPaymentPaper(list, runtime.clock.now(), null, readLocale(request.headers.get("Cookie")));
    return respondWithPdf(await renderPaper(paper), `payment-list-${list.number}`);
  },
);
