/** The members of one bank as a workbook, without document numbers. */
import { BANKS } from "#app/domain/banks/bank.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { listBankMembers } from "#app/queries/banks/list-bank-members.server.ts";
import { bankResponse } from "#app/routes/downloads/bank-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "administrator"], within: "scope" } },
  async ({ runtime, params, request }) => {
    const bank = BANKS.find((one) => one === params.bank);
    if (bank === undefined) throw notFound();
    return bankResponse(request, bank, await listBankMembers(runtime, { bank }));
  },
);
