/** 奖励发放表 as a PDF to sign; accounts are masked. */

import { SYSTEM_CHAIN } from "#app/domain/audit/chain.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createPaymentPaper } from "#app/i18n/payment-paper.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findPaymentListView } from "#app/queries/money/find-payment-list.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, request, params }) => {
    const list = await findPaymentListView(runtime, String(params.list));
    if (!list) throw notFound();
    const locale = readLocale(request.headers.get("Cookie"));
    const paper = await createPaymentPaper(list, runtime.clock.now(), null, locale);
    return respondWithPdf(
      await renderPaper(await sealPaper(runtime, { chain: SYSTEM_CHAIN, paper, locale })),
      `payment-list-${list.number}`,
    );
  },
);
