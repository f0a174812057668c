/** Approves a payment list: by a second person, who neither prepared it nor reviewed any of its entitlements (DOMAIN 14). */
import { listApprovalReasons, type PaymentListRefusal, sumLines } from "#app/domain/money/payment-list.ts";
import { shanghaiMonth } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { loadPaymentCase } from "#app/queries/money/load-payment-case.server.ts";

export function approvePaymentList(
  runtime: Runtime,
  actor: Actor,
  { listId }: { readonly listId: string },
): Promise<Decision<null, PaymentListRefusal | "changed-meanwhile">> {
  return runtime.database.write<null, PaymentListRefusal | "changed-meanwhile">(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const list = await loadPaymentCase(tables, listId);
    if (!list) return refuse({ code: "list-unknown" });
    const moment = { now: now.getTime(), month: shanghaiMonth(now) };
    const refusals = listApprovalReasons(list, { actorId: actor.userId, ...moment });
    if (refusals.length > 0) return refuse(...refusals);
    const { count } = await tables.paymentList.updateMany({
      where: { id: listId, state: "prepared" },
      data: { state: "approved", approvedById: actor.userId, approvedAt: now },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "approve-payment-list",
      objectKind: "payment-list",
      objectId: listId,
      payload: { number: list.number, lines: list.lines.length, fen: sumLines(list.lines) },
    });
    return allow(null);
  });
}
