/** One bank: its members, whom results propose, and what its form chooses from; and all banks with their sizes. */
import { BANKS, type Bank } from "#app/domain/banks/bank.ts";
import type { BankChoice, BankMemberRow, BankNamed, BankProposal } from "#app/domain/banks/bank-view.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listBankMembers } from "#app/queries/banks/list-bank-members.server.ts";
import { listBankProposals } from "#app/queries/banks/list-bank-proposals.server.ts";
import { listOccupations } from "#app/queries/banks/list-occupations.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";

export type BankPage = {
  readonly members: readonly BankMemberRow[];
  readonly proposals: readonly BankProposal[];
  readonly choices: {
    readonly occupations: readonly BankChoice[];
    readonly organisations: readonly (BankNamed & { readonly id: string })[];
    /** Those of the people proposed. */
    readonly regions: readonly RegionOption[];
    /** Accounts, for judges alone. */
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
  };
};

export async function getBank(runtime: Runtime, bank: Bank): Promise<BankPage> {
  const { read } = runtime.database;
  const occupations = await listOccupations(read);
  const accounts =
    bank === "judge"
      ? await read.user.findMany({
          where: { disabledAt: null },
          orderBy: { displayName: "asc" },
          select: { id: true, displayName: true },
        })
      : [];
  const proposals = await listBankProposals(runtime, bank);
  return {
    members: await listBankMembers(runtime, { bank }),
    proposals,
    choices: {
      occupations: [...occupations].map(([code, named]) => ({ code, ...named })),
      organisations: await read.organisation.findMany({
        orderBy: { name: "asc" },
        select: { id: true, name: true, nameEn: true },
      }),
      regions: await listRegionOptions(
        runtime,
        proposals.map(({ regionCode }) => regionCode),
      ),
      accounts: accounts.map(({ id, displayName }) => ({ id, name: displayName })),
    },
  };
}

/** How many people stand in each bank. */
export async function countBanks(runtime: Runtime): Promise<readonly { readonly bank: Bank; readonly members: number }[]> {
  const counts = await runtime.database.read.bankMember.groupBy({
    by: ["bank"],
    where: { withdrawnAt: null },
    _count: true,
  });
  const known = new Map(counts.map(({ bank, _count }) => [bank, _count]));
  return BANKS.map((bank) => ({ bank, members: known.get(bank) ?? 0 }));
}
