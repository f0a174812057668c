/**
 * Pays an approved list: in one transaction the ledger's entries, the state of each entitlement and of the list. The database takes
 * each instalment of an entitlement into the ledger once.
 */
import { countInstalments, isPaidInFull, toLineKey } from "#app/domain/money/payable.ts";
import { listTransferReasons, type PaymentListRefusal, sumLines } from "#app/domain/money/payment-list.ts";
import { shanghaiMonth } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type LoadedLine, type LoadedList, loadPaymentCase } from "#app/queries/money/load-payment-case.server.ts";

type PayRefusal = PaymentListRefusal | "changed-meanwhile";

/** @param voucher the number on the paper of the transfer @returns null, or every reason of `listTransferReasons` */
export function payPaymentList(
  runtime: Runtime,
  actor: Actor,
  { listId, voucher }: { readonly listId: string; readonly voucher: string },
): Promise<Decision<null, PayRefusal>> {
  return runtime.database.write<null, PayRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const list = await loadPaymentCase(tables, listId);
    if (!list) return refuse({ code: "list-unknown" });
    const refusals = listTransferReasons(list, { now: now.getTime(), month: shanghaiMonth(now) });
    if (refusals.length > 0) return refuse(...refusals);
    const payKeys = list.lines.map(toLineKey);
    if ((await tables.ledgerEntry.count({ where: { payKey: { in: payKeys } } })) > 0) return refuse({ code: "paid-already" });
    const { count } = await tables.paymentList.updateMany({
      where: { id: listId, state: "approved" },
      data: { state: "paid", voucher, paidById: actor.userId, paidAt: now },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await addEntries(tables, list, { voucher, actorId: actor.userId, now });
    // The shares of a team's reward are one payment of the entitlement.
    for (const line of list.lines.filter(({ share }) => share === 0)) {
      if (!(await markPaid(tables, line, { voucher, actorId: actor.userId, now }))) return refuse({ code: "changed-meanwhile" });
    }
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "pay-payment-list",
      objectKind: "payment-list",
      objectId: listId,
      payload: { number: list.number, fen: sumLines(list.lines), instalments: payKeys },
    });
    return allow(null);
  });
}

type Payer = { readonly voucher: string; readonly actorId: string; readonly now: Date };

async function addEntries(tables: Tables, list: LoadedList, { voucher, actorId, now }: Payer): Promise<void> {
  await tables.ledgerEntry.createMany({
    data: list.lines.map((line) => ({
      id: newId(),
      kind: "payment",
      payKey: toLineKey(line),
      personId: line.personId,
      organisationId: list.payerId,
      year: list.year,
      amountFen: line.amountFen,
      entitlementId: line.entitlementId,
      listId: list.listId,
      competitionId: line.competitionId,
      budgetId: list.budgetId,
      packName: line.payable.packName,
      clause: line.payable.row.clause,
      reason: list.number,
      reference: voucher,
      recordedById: actorId,
      recordedAt: now,
      // The second person is who approved the list.
      approvedById: list.approvedById,
      approvedAt: now,
    })),
  });
}

/** An allowance is paid when its last instalment is. @returns whether the entitlement was still as the list found it */
async function markPaid(tables: Tables, line: LoadedLine, { voucher, actorId, now }: Payer): Promise<boolean> {
  const { entitlementId, payable } = line;
  const paid = await tables.ledgerEntry.findMany({ where: { entitlementId, kind: "payment" }, select: { payKey: true } });
  const toState = isPaidInFull(payable.payment, countInstalments(paid.map(({ payKey }) => payKey))) ? "paid" : "publicised";
  const { count } = await tables.entitlement.updateMany({
    where: { id: entitlementId, state: "publicised" },
    data: { state: toState },
  });
  if (count === 0) return false;
  await tables.entitlementAct.create({
    data: {
      id: newId(),
      entitlementId,
      act: "pay",
      fromState: "publicised",
      toState,
      reason: line.instalment,
      reference: voucher,
      actorId,
      at: now,
    },
  });
  return true;
}
