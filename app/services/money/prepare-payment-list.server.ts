/** Prepares a 奖励发放表: entitlements that one payer pays together, each of which may be paid; numbered without gaps by payer and year. */
import { type BudgetRefusal, listBudgetReasons } from "#app/domain/money/budget.ts";
import {
  isTeam,
  listPayableReasons,
  listPaymentParts,
  type PayableRefusal,
  toInstalment,
  toLineKey,
} from "#app/domain/money/payable.ts";
import type { PaymentListRefusal } from "#app/domain/money/payment-list.ts";
import { sumLines } from "#app/domain/money/payment-list.ts";
import { shanghaiMonth } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBudgetCases } from "#app/queries/money/get-budget-cases.server.ts";
import { listPayables } from "#app/queries/money/list-payables.server.ts";

export type PreparePaymentListRefusal = PayableRefusal | PaymentListRefusal | BudgetRefusal;

export type PreparePaymentList = {
  readonly payerId: string;
  readonly year: number;
  readonly budgetId: string | null;
  readonly entitlementIds: readonly string[];
  /** YYYY-MM: of allowances that are paid monthly, which month. */
  readonly month: string;
};

/** The lines stand in the order chosen, of a team one for each share. @returns the list's id, or every reason of `listPayableReasons` and `listBudgetReasons`. */
export function preparePaymentList(
  runtime: Runtime,
  actor: Actor,
  { payerId, year, budgetId, entitlementIds, month }: PreparePaymentList,
): Promise<Decision<{ readonly listId: string }, PreparePaymentListRefusal>> {
  return runtime.database.write<{ listId: string }, PreparePaymentListRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const ids = [...new Set(entitlementIds)];
    if (ids.length === 0) return refuse({ code: "nothing-chosen" });
    if ((await tables.organisation.count({ where: { id: payerId } })) === 0) return refuse({ code: "payer-unknown" });
    const payables = new Map((await listPayables(tables, ids)).map((payable) => [payable.entitlementId, payable]));
    const refusals: Refusal<PreparePaymentListRefusal>[] = [];
    const lines = ids.flatMap((id) => {
      const payable = payables.get(id);
      if (!payable) {
        refusals.push({ code: "entitlement-unknown" });
        return [];
      }
      const instalment = toInstalment(payable.payment, month);
      const asked = { payerId, instalment, now: now.getTime(), month: shanghaiMonth(now) };
      refusals.push(...listPayableReasons(payable, asked));
      const { competitionId, division } = payable;
      const divisionId = isTeam(payable.payee) ? (division?.divisionId ?? null) : null;
      return listPaymentParts(payable).map(({ personId, amountFen }, share) => {
        return { entitlementId: id, instalment, share, personId, divisionId, amountFen, competitionId };
      });
    });
    if (budgetId !== null) {
      const budget = (await getBudgetCases(tables, [budgetId])).get(budgetId);
      const competitionIds = lines.map(({ competitionId }) => competitionId);
      if (!budget) refusals.push({ code: "budget-unknown", params: { field: "budgetId" } });
      else refusals.push(...listBudgetReasons(budget, { purpose: "rewards", year, competitionIds, fen: sumLines(lines) }));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const listId = newId();
    const number = await takeNumber(tables, payerId, year);
    const prepared = { state: "prepared", preparedById: actor.userId, preparedAt: now };
    await tables.paymentList.create({ data: { id: listId, number, organisationId: payerId, year, budgetId, ...prepared } });
    await tables.paymentLine.createMany({
      data: lines.map(({ competitionId: _, share, ...line }, index) => {
        return { ...line, id: newId(), listId, position: index + 1, liveKey: toLineKey({ ...line, share }) };
      }),
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "prepare-payment-list",
      objectKind: "payment-list",
      objectId: listId,
      payload: { number, payer: payerId, year, budget: budgetId, fen: sumLines(lines), entitlements: ids },
    });
    return allow({ listId });
  });
}

/** "2026-P01-0003": the third list of 2026 of the payer who was the first to have one. */
async function takeNumber(tables: Tables, payerId: string, year: number): Promise<string> {
  const payerCounter = `payment-payer-${payerId}`;
  let payer = await tables.counter.findUnique({ where: { name: payerCounter } });
  if (!payer) {
    const value = await advance(tables, "payment-payers");
    payer = await tables.counter.create({ data: { name: payerCounter, value } });
  }
  const sequence = await advance(tables, `payment-list-${payerId}-${year}`);
  return `${year}-P${String(payer.value).padStart(2, "0")}-${String(sequence).padStart(4, "0")}`;
}

async function advance(tables: Tables, name: string): Promise<number> {
  const counter = await tables.counter.upsert({
    where: { name },
    create: { name, value: 1 },
    update: { value: { increment: 1 } },
  });
  return counter.value;
}
