/** Drops a list that was not paid, with a reason; its lines may stand in another list then. Its number stays used. */
import { listDropReasons, type PaymentListRefusal, type PaymentListState } from "#app/domain/money/payment-list.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

type DropRefusal = PaymentListRefusal | "changed-meanwhile";

export function dropPaymentList(
  runtime: Runtime,
  actor: Actor,
  { listId, reason }: { readonly listId: string; readonly reason: string },
): Promise<Decision<null, DropRefusal>> {
  return runtime.database.write<null, DropRefusal>(async ({ tables, audit }) => {
    const list = await tables.paymentList.findUnique({ where: { id: listId }, select: { state: true, number: true } });
    if (!list) return refuse({ code: "list-unknown" });
    const refusals = listDropReasons({ state: list.state as PaymentListState });
    if (refusals.length > 0) return refuse(...refusals);
    const { count } = await tables.paymentList.updateMany({
      where: { id: listId, state: list.state },
      data: { state: "dropped", droppedById: actor.userId, droppedAt: runtime.clock.now(), dropReason: reason },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.paymentLine.updateMany({ where: { listId }, data: { liveKey: null } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "drop-payment-list",
      objectKind: "payment-list",
      objectId: listId,
      payload: { number: list.number, from: list.state },
    });
    return allow(null);
  });
}
