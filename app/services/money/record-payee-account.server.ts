/** Records where a beneficiary of a list is paid to, sealed under a key of its own; an earlier account is kept and no longer counts. */
import type { PayeeAccountData } from "#app/domain/money/account.ts";
import type { PaymentListRefusal } from "#app/domain/money/payment-list.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { seal } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listHolderIds } from "#app/queries/money/list-payees.server.ts";
import { loadPaymentCase } from "#app/queries/money/load-payment-case.server.ts";

export const PAYEE_ACCOUNT_REFUSALS = ["payee-not-in-list", "account-unknown", "account-erased"] as const;
export type PayeeAccountRefusal = (typeof PAYEE_ACCOUNT_REFUSALS)[number];

/** The holder is the organisation of a line, or its person. A changed account after the approval holds the payment up. */
export function recordPayeeAccount(
  runtime: Runtime,
  actor: Actor,
  { listId, holderId, account }: { readonly listId: string; readonly holderId: string; readonly account: PayeeAccountData },
): Promise<Decision<null, PayeeAccountRefusal | PaymentListRefusal>> {
  return runtime.database.write<null, PayeeAccountRefusal | PaymentListRefusal>(async ({ tables, audit }) => {
    const list = await loadPaymentCase(tables, listId);
    if (!list) return refuse({ code: "list-unknown" });
    if (list.state === "paid" || list.state === "dropped") return refuse({ code: "list-over" });
    const payee = list.lines.map(({ payee }) => payee).find((one) => listHolderIds(one).includes(holderId));
    if (!payee) return refuse({ code: "payee-not-in-list" });
    const isOrganisation = payee.kind === "organisation";
    const recordedAt = runtime.clock.now();
    const holder = isOrganisation ? { organisationId: holderId } : { personId: holderId };
    await tables.payeeAccount.updateMany({ where: { ...holder, replacedAt: null }, data: { replacedAt: recordedAt } });
    const id = newId();
    const { sealed, wrapped } = seal(runtime.keys, account);
    await tables.payeeAccount.create({ data: { id, ...holder, sealed, wrapped, recordedById: actor.userId, recordedAt } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "record-payee-account",
      objectKind: "payee-account",
      objectId: id,
      payload: { list: listId, holder: holderId, kind: payee.kind },
    });
    return allow(null);
  });
}
