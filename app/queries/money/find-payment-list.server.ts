/** One payment list: its lines by name with clause, amount and masked account, its steps, and what stands against each act. */
import { isTeam } from "#app/domain/money/payable.ts";
import {
  type LineRefusal,
  listApprovalReasons,
  listDropReasons,
  listLineReasons,
  listTransferReasons,
  type PaymentListRefusal,
  type PaymentListState,
  sumLines,
} from "#app/domain/money/payment-list.ts";
import type { DocumentStatus, PolicyRow } from "#app/domain/policy/pack.ts";
import { shanghaiMonth } from "#app/domain/shared/day.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { getCompetitionNames } from "#app/queries/money/get-payments-page.server.ts";
import { getPersonNames, listPayees, type PayeeView } from "#app/queries/money/list-payees.server.ts";
import { type LoadedLine, loadPaymentCase } from "#app/queries/money/load-payment-case.server.ts";

export type PaymentLineView = {
  readonly lineId: string;
  readonly entitlementId: string;
  readonly position: number;
  readonly amountFen: number;
  readonly instalment: string;
  readonly payee: PayeeView | null;
  readonly about: readonly string[];
  /** Of a team's reward the whole team, of which the payee gets a share or all on its behalf. */
  readonly team: readonly string[];
  readonly row: Pick<PolicyRow, "clause" | "summary" | "summaryEn" | "kind" | "taxBasis">;
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  /** What stands against it now; only of a list that is not over. */
  readonly reasons: readonly Refusal<LineRefusal>[];
};

/** Who did a step, and when (ISO). */
export type ListStep = { readonly by: string; readonly at: string };

export type PaymentListView = {
  readonly listId: string;
  readonly number: string;
  readonly state: PaymentListState;
  readonly payer: string;
  readonly year: number;
  readonly totalFen: number;
  readonly lines: readonly PaymentLineView[];
  readonly budget: { readonly organisation: string; readonly freeFen: number } | null;
  readonly prepared: ListStep;
  readonly approved: ListStep | null;
  readonly paid: (ListStep & { readonly voucher: string }) | null;
  readonly dropped: (ListStep & { readonly reason: string }) | null;
};

export type PaymentListPage = PaymentListView & {
  readonly unmet: {
    readonly approve: readonly Refusal<PaymentListRefusal>[];
    readonly pay: readonly Refusal<PaymentListRefusal>[];
    readonly drop: readonly Refusal<PaymentListRefusal>[];
  };
};

/** For this reader; null when there is no such list. */
export async function findPaymentList(runtime: Runtime, actor: Actor, listId: string): Promise<PaymentListPage | null> {
  const now = runtime.clock.now();
  const list = await loadPaymentCase(runtime.database.read, listId);
  const view = list && (await findPaymentListView(runtime, listId));
  if (!list || !view) return null;
  const moment = { now: now.getTime(), month: shanghaiMonth(now) };
  const isOpen = list.state === "prepared" || list.state === "approved";
  return {
    ...view,
    lines: view.lines.map((line, index) => {
      const loaded = list.lines[index];
      const reasons = loaded && isOpen ? listLineReasons(loaded, { payerId: list.payerId, ...moment }) : [];
      return { ...line, reasons };
    }),
    unmet: {
      approve: listApprovalReasons(list, { actorId: actor.userId, ...moment }),
      pay: listTransferReasons(list, moment),
      drop: listDropReasons(list),
    },
  };
}

/** What the page and the files share. */
export async function findPaymentListView(runtime: Runtime, listId: string): Promise<PaymentListView | null> {
  const { read } = runtime.database;
  const loaded = await loadPaymentCase(read, listId);
  if (!loaded) return null;
  const list = await read.paymentList.findUniqueOrThrow({ where: { id: listId } });
  const budget = list.budgetId === null ? null : await read.budget.findUnique({ where: { id: list.budgetId } });
  const { lines } = loaded;
  const [payees, people, competitions, users, organisations] = await Promise.all([
    listPayees(
      runtime,
      lines.map(({ payee }) => payee),
    ),
    getPersonNames(
      runtime,
      lines.flatMap(({ payable }) => [...payable.aboutPersonIds, ...listTeam(payable)]),
    ),
    getCompetitionNames(
      runtime,
      lines.map(({ competitionId }) => competitionId),
    ),
    getUserNames(runtime, [list.preparedById, list.approvedById, list.paidById, list.droppedById]),
    read.organisation.findMany({
      where: { id: { in: [list.organisationId, ...(budget ? [budget.organisationId] : [])] } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = (id: string) => organisations.find((one) => one.id === id)?.name ?? "";
  const step = (by: string | null, at: Date | null) =>
    by === null || at === null ? null : { by: users.get(by) ?? "", at: at.toISOString() };
  const paid = step(list.paidById, list.paidAt);
  const dropped = step(list.droppedById, list.droppedAt);
  return {
    listId,
    number: list.number,
    state: loaded.state,
    payer: nameOf(list.organisationId),
    year: list.year,
    totalFen: sumLines(lines),
    lines: lines.map((line, index) => ({
      lineId: line.lineId,
      entitlementId: line.entitlementId,
      position: line.position,
      amountFen: line.amountFen,
      instalment: line.instalment,
      payee: payees[index] ?? null,
      about: line.payable.aboutPersonIds.map((id) => people.get(id) ?? ""),
      team: listTeam(line.payable).map((id) => people.get(id) ?? ""),
      row: line.payable.row,
      document: line.payable.document,
      competition: competitions.get(line.competitionId ?? "") ?? null,
      reasons: [],
    })),
    budget: budget && { organisation: nameOf(budget.organisationId), freeFen: loaded.budget?.use.freeFen ?? 0 },
    prepared: { by: users.get(list.preparedById) ?? "", at: list.preparedAt.toISOString() },
    approved: step(list.approvedById, list.approvedAt),
    paid: paid && { ...paid, voucher: list.voucher ?? "" },
    dropped: dropped && { ...dropped, reason: list.dropReason ?? "" },
  };
}

function listTeam({ payee }: LoadedLine["payable"]): readonly string[] {
  return isTeam(payee) ? payee.personIds : [];
}
