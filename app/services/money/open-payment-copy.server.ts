/** Opens the accounts of a list in full for the treasurer's copy; on record as one view of each of them (DOMAIN 3). */
import type { PayeeAccountData } from "#app/domain/money/account.ts";
import type { PaymentListRefusal } from "#app/domain/money/payment-list.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findStandingAccount, getStandingAccounts, listHolderIds } from "#app/queries/money/list-payees.server.ts";
import { loadPaymentCase } from "#app/queries/money/load-payment-case.server.ts";

/** By account id. */
export type OpenedAccounts = ReadonlyMap<string, PayeeAccountData>;

export function openPaymentCopy(
  runtime: Runtime,
  actor: Actor,
  { listId }: { readonly listId: string },
): Promise<Decision<OpenedAccounts, PaymentListRefusal>> {
  return runtime.database.write<OpenedAccounts, PaymentListRefusal>(async ({ tables, audit }) => {
    const list = await loadPaymentCase(tables, listId);
    if (!list) return refuse({ code: "list-unknown" });
    const payees = list.lines.map(({ payee }) => payee);
    const accounts = await getStandingAccounts(tables, payees.flatMap(listHolderIds));
    const ids = [...new Set(payees.flatMap((payee) => findStandingAccount(payee, accounts)?.accountId ?? []))];
    const found = await tables.payeeAccount.findMany({
      where: { id: { in: ids } },
      select: { id: true, sealed: true, wrapped: true },
    });
    const opened = found.flatMap(({ id, sealed, wrapped }) => {
      const account = unseal<PayeeAccountData>(runtime.keys, sealed, wrapped);
      return account === null ? [] : [[id, account] as const];
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "print-treasurer-copy",
      objectKind: "payment-list",
      objectId: listId,
      payload: { number: list.number, accounts: opened.map(([id]) => id) },
    });
    return allow(new Map(opened));
  });
}
