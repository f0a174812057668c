/** Shows a payee's account in full to the treasurer; each view is on record (DOMAIN 3). */
import type { PayeeAccountData } from "#app/domain/money/account.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import type { PayeeAccountRefusal } from "#app/services/money/record-payee-account.server.ts";

export type ViewedAccount = PayeeAccountData & { readonly accountId: string };

export function viewPayeeAccount(
  runtime: Runtime,
  actor: Actor,
  { accountId }: { readonly accountId: string },
): Promise<Decision<ViewedAccount, PayeeAccountRefusal>> {
  return runtime.database.write<ViewedAccount, PayeeAccountRefusal>(async ({ tables, audit }) => {
    const found = await tables.payeeAccount.findUnique({ where: { id: accountId }, select: { sealed: true, wrapped: true } });
    if (!found) return refuse({ code: "account-unknown" });
    const account = unseal<PayeeAccountData>(runtime.keys, found.sealed, found.wrapped);
    if (account === null) return refuse({ code: "account-erased" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "view-payee-account",
      objectKind: "payee-account",
      objectId: accountId,
    });
    return allow({ ...account, accountId });
  });
}
