/** 奖励发放表 as a workbook; accounts are masked. */
import { readLocale } from "#app/i18n/locale.ts";
import { createPaymentSheet } from "#app/i18n/payment-paper.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { findPaymentListView } from "#app/queries/money/find-payment-list.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, request, params }) => {
    const list = await findPaymentListView(runtime, String(params.list));
    if (!list) throw notFound();
    const { fileName, sheet } = await createPaymentSheet(list, readLocale(request.headers.get("Cookie")));
    return respondWithWorkbook(await writeWorkbook([sheet]), fileName, `payment-list-${list.number}`);
  },
);
