/** Who is paid, by name, with the account that stands: masked, because each full view is recorded. */
import { maskAccount, type PayeeAccountData } from "#app/domain/money/account.ts";
import type { Payee } from "#app/domain/money/payable.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type StandingAccount = {
  readonly accountId: string;
  readonly holderId: string;
  readonly recordedAt: number;
};

export type PayeeView = {
  readonly kind: Payee["kind"];
  /** The organisation, or each person in order; a person who was erased has an empty name. */
  readonly holders: readonly { readonly id: string; readonly name: string }[];
  readonly account:
    | (StandingAccount & { readonly bank: string; readonly masked: string })
    /** Its key was erased. */
    | null;
};

/** The account that stands for each holder, by id of person or organisation. */
export async function getStandingAccounts(
  tables: Tables,
  holderIds: readonly string[],
): Promise<ReadonlyMap<string, StandingAccount>> {
  const found = await Promise.all(
    chunk([...new Set(holderIds)]).map((part) =>
      tables.payeeAccount.findMany({
        where: { replacedAt: null, OR: [{ personId: { in: part } }, { organisationId: { in: part } }] },
        orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
        select: { id: true, personId: true, organisationId: true, recordedAt: true },
      }),
    ),
  );
  return new Map(
    found.flat().map(({ id, personId, organisationId, recordedAt }) => {
      const holderId = personId ?? organisationId ?? "";
      return [holderId, { accountId: id, holderId, recordedAt: recordedAt.getTime() }];
    }),
  );
}

/** The account that a payee is paid to; a team has none, each of its members is paid his share. */
export function findStandingAccount(payee: Payee | null, accounts: ReadonlyMap<string, StandingAccount>): StandingAccount | null {
  const [holder, ...others] = listHolderIds(payee);
  return holder === undefined || others.length > 0 ? null : (accounts.get(holder) ?? null);
}

export function listHolderIds(payee: Payee | null): readonly string[] {
  if (payee === null) return [];
  return payee.kind === "organisation" ? [payee.organisationId] : payee.personIds;
}

/** Names of people, by id. */
export async function getPersonNames(runtime: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    chunk([...new Set(ids)]).map((part) =>
      runtime.database.read.person.findMany({
        where: { id: { in: part } },
        select: { id: true, sealed: true, key: { select: { wrapped: true } } },
      }),
    ),
  );
  return new Map(found.flat().map((person) => [person.id, openPerson(runtime.keys, person)?.name ?? ""]));
}

/** In the order given; for readers who may see names. Null where nobody is known to be paid. */
export async function listPayees(runtime: Runtime, payees: readonly (Payee | null)[]): Promise<readonly (PayeeView | null)[]> {
  const { read } = runtime.database;
  const holderIds = payees.flatMap(listHolderIds);
  const [names, organisations, accounts] = await Promise.all([
    getPersonNames(
      runtime,
      payees.flatMap((payee) => (payee?.kind === "people" ? payee.personIds : [])),
    ),
    read.organisation.findMany({
      where: { id: { in: payees.flatMap((payee) => (payee?.kind === "organisation" ? [payee.organisationId] : [])) } },
      select: { id: true, name: true },
    }),
    getStandingAccounts(read, holderIds),
  ]);
  const named = new Map([...names, ...organisations.map(({ id, name }) => [id, name] as const)]);
  const opened = await openAccounts(runtime, [...accounts.values()]);
  return payees.map((payee) => {
    if (payee === null) return null;
    const standing = findStandingAccount(payee, accounts);
    const data = standing === null ? null : (opened.get(standing.accountId) ?? null);
    return {
      kind: payee.kind,
      holders: listHolderIds(payee).map((id) => ({ id, name: named.get(id) ?? "" })),
      account: standing === null || data === null ? null : { ...standing, bank: data.bank, masked: maskAccount(data.number) },
    };
  });
}

/** The accounts unsealed; only for what is masked at once, or for an act that is on record. */
export async function openAccounts(
  runtime: Runtime,
  accounts: readonly { readonly accountId: string }[],
): Promise<ReadonlyMap<string, PayeeAccountData>> {
  const found = await Promise.all(
    chunk(accounts.map(({ accountId }) => accountId)).map((part) =>
      runtime.database.read.payeeAccount.findMany({
        where: { id: { in: part } },
        select: { id: true, sealed: true, wrapped: true },
      }),
    ),
  );
  return new Map(
    found.flat().flatMap(({ id, sealed, wrapped }) => {
      const data = unseal<PayeeAccountData>(runtime.keys, sealed, wrapped);
      return data === null ? [] : [[id, data] as const];
    }),
  );
}
