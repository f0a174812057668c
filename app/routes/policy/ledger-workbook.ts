/** The ledger under the filters of the address as a workbook: all entries, and the sums of their groups. */
import { createLedgerSheets } from "#app/i18n/ledger-sheets.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { getLedgerFile, readLedgerFilters } from "#app/queries/money/get-ledger.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, request, url }) => {
    const filters = readLedgerFilters(url.searchParams);
    const file = await getLedgerFile(runtime, filters);
    const { fileName, sheets } = await createLedgerSheets(file, readLocale(request.headers.get("Cookie")));
    return respondWithWorkbook(await writeWorkbook(sheets), fileName, "ledger");
  },
);
