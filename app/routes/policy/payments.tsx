/** 奖励发放: the payment lists, and the next one out of entitlements whose publicity is over. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, redirect, useLoaderData } from "@remix-run/react";
import { HandCoins, ListChecks, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { PAYMENT_LIST_STATES } from "#app/domain/money/payment-list.ts";
import { PreparePaymentListSchema } from "#app/forms/money.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  type Candidate,
  getPaymentsPage,
  type PaymentListRow,
  type PaymentsPage,
} from "#app/queries/money/get-payments-page.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ClauseLine } from "#app/ui/money/clause-line.tsx";
import classes from "#app/ui/money/money.module.css";
import { PayeeName } from "#app/ui/money/payee-name.tsx";
import { PaymentStateBadge } from "#app/ui/money/payment-state-badge.tsx";
import { QuietButton } from "#app/ui/money/quiet-button.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, url }) => ({
    page: await getPaymentsPage(runtime, { payerId: url.searchParams.get("payer"), month: url.searchParams.get("month") }),
    mayPrepare: hasRole(actor.grants, ["treasurer"], NO_SCOPE),
  }),
);

export const action = defineAction({
  "prepare-payment-list": defineIntent({
    access: { roles: ["treasurer"], within: "scope" },
    form: PreparePaymentListSchema,
    run: async ({ runtime, actor, input }) => {
      const prepared = await preparePaymentList(runtime, actor, input);
      return prepared.ok ? redirect(`/policy/payments/${prepared.value.listId}`) : prepared;
    },
  }),
});

export const handle: PageHandle = { title: "money:payments.title" };

export default function Payments() {
  const { page, mayPrepare } = useLoaderData<typeof loader>();
  const { t } = useTranslation("money");
  return (
    <>
      <PageHeader title={t("payments.title")} description={t("payments.lead")} />
      {page.withoutPayer > 0 && (
        <Notice tone="act" title={t("payments.withoutPayer", { count: page.withoutPayer })}>
          <Link to="/policy/payers?state=missing">{t("payments.withoutPayerLink")}</Link>
        </Notice>
      )}
      {mayPrepare && <Prepare page={page} />}
      <Lists lists={page.lists} mayPrepare={mayPrepare} />
    </>
  );
}

function Prepare({ page }: { page: PaymentsPage }) {
  const { t } = useTranslation("money");
  const { payers, chosen, month } = page;
  if (payers.length === 0) {
    return (
      <Section title={t("payments.prepare")}>
        <EmptyState icon={HandCoins} title={t("payments.noPayers")} hint={t("payments.noPayersHint")} />
      </Section>
    );
  }
  return (
    <Section title={t("payments.prepare")} description={t("payments.prepareLead")} boxed id="prepare">
      <Form method="get" className={classes.bar}>
        <NativeSelect
          name="payer"
          label={t("payments.payer")}
          defaultValue={chosen?.payerId ?? payers[0]?.id ?? ""}
          data={payers.map(({ id, name, waiting }) => ({
            value: id,
            label: t("payments.payerWaiting", { name, count: waiting }),
          }))}
        />
        <TextInput name="month" type="month" label={t("payments.month")} defaultValue={month} />
        <QuietButton icon={Search}>{t("payments.show")}</QuietButton>
      </Form>
      {chosen && <Candidates key={`${chosen.payerId} ${month}`} page={page} chosen={chosen} />}
    </Section>
  );
}

function Candidates({ page, chosen }: { page: PaymentsPage; chosen: NonNullable<PaymentsPage["chosen"]> }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const refusals = refusalsOf(useAnswer<typeof action>(), "prepare-payment-list");
  const columns: readonly Column<Candidate>[] = [
    {
      id: "choose",
      header: t("payments.can"),
      width: "4rem",
      cell: ({ entitlementId, payee, reasons }) =>
        reasons.length === 0 && (
          <Checkbox
            name="entitlementIds[]"
            value={entitlementId}
            defaultChecked
            aria-label={t("payments.choose", { name: formats.list((payee?.holders ?? []).map(({ name }) => name)) })}
          />
        ),
    },
    {
      id: "payee",
      header: t("payments.payee"),
      isRowHeader: true,
      cell: ({ payee, about, shares, entitlementId, reasons }) => (
        <span className={classes.stack}>
          <PayeeName payee={payee} about={about} />
          {shares.length > 0 && (
            <span className={classes.soft}>
              {t("payments.shares", {
                shares: formats.list(
                  shares.map(({ name, amountFen }) => t("payments.share", { name, amount: formats.money(amountFen) })),
                ),
              })}
            </span>
          )}
          {reasons.some(({ code }) => code === "team-undivided" || code === "division-outdated") && (
            <Link to={`/policy/entitlements/${entitlementId}#division`}>{t("payments.divide")}</Link>
          )}
        </span>
      ),
    },
    { id: "clause", header: t("payments.clause"), cell: (row) => <ClauseLine {...row} /> },
    {
      id: "amount",
      header: t("payments.amount"),
      align: "end",
      noWrap: true,
      cell: ({ amountFen }) => <Money fen={amountFen} />,
    },
    {
      id: "reasons",
      header: t("payments.reasons"),
      cell: ({ reasons, instalment }) =>
        reasons.length > 0 ? (
          <RefusalList namespace="money" refusals={reasons} />
        ) : (
          instalment !== "" && t("monthly", { month: instalment })
        ),
    },
  ];
  const isPossible = chosen.candidates.some(({ reasons }) => reasons.length === 0);
  return (
    <Form method="post" className={classes.form}>
      <h3>{t("payments.candidates", { payer: chosen.payer })}</h3>
      <Refusals namespace="money" refusals={refusals} />
      <input type="hidden" name="payerId" value={chosen.payerId} />
      <input type="hidden" name="month" value={page.month} />
      <DataTable
        name="candidates"
        caption={t("payments.candidates", { payer: chosen.payer })}
        rows={chosen.candidates}
        rowKey={({ entitlementId }) => entitlementId}
        columns={columns}
        rowTone={({ reasons }) => (reasons.length > 0 ? "off" : undefined)}
        empty={<EmptyState icon={ListChecks} title={t("payments.noCandidates")} hint={t("payments.noCandidatesHint")} />}
      />
      {isPossible && (
        <>
          <div className={form.grid}>
            <TextInput
              name="year"
              type="number"
              label={t("payments.year")}
              defaultValue={page.year}
              min={2000}
              max={2100}
              required
            />
            <NativeSelect
              name="budgetId"
              label={t("payments.budget")}
              description={t("payments.budgetHint")}
              {...hintBelow}
              data={[
                { value: "", label: t("payments.budgetNone") },
                ...chosen.budgets.map(({ budgetId, organisation, year, freeFen }) => ({
                  value: budgetId,
                  label: t("payments.budgetOption", { organisation, year, free: formats.money(freeFen) }),
                })),
              ]}
            />
          </div>
          <ActButton intent="prepare-payment-list" namespace="money" icon={HandCoins} consequence={t("payments.consequence")}>
            {t("payments.send")}
          </ActButton>
        </>
      )}
    </Form>
  );
}

function Lists({ lists, mayPrepare }: { lists: readonly PaymentListRow[]; mayPrepare: boolean }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const columns: readonly Column<PaymentListRow>[] = [
    {
      id: "number",
      header: t("payments.number"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ number }) => number,
      cell: ({ listId, number }) => (
        <Link to={`/policy/payments/${listId}`} className="tabular">
          {number}
        </Link>
      ),
    },
    { id: "payer", header: t("payments.payer"), sortBy: ({ payer }) => payer, cell: ({ payer }) => payer },
    { id: "lines", header: t("payments.lines"), align: "end", sortBy: ({ lines }) => lines, cell: ({ lines }) => lines },
    {
      id: "total",
      header: t("payments.total"),
      align: "end",
      noWrap: true,
      sortBy: ({ totalFen }) => totalFen,
      cell: ({ totalFen }) => <Money fen={totalFen} />,
    },
    { id: "prepared", header: t("payments.prepared"), noWrap: true, cell: ({ preparedAt }) => formats.day(preparedAt) },
    {
      id: "state",
      header: t("payments.state"),
      noWrap: true,
      cell: ({ state }) => <PaymentStateBadge state={state} look="plain" />,
    },
  ];
  const years = [...new Set(lists.map(({ year }) => year))];
  const filters: readonly Filter<PaymentListRow>[] = [
    {
      id: "state",
      label: t("payments.filterState"),
      options: PAYMENT_LIST_STATES.map((state) => ({ value: state, label: t(`listState.${state}`) })),
      matches: ({ state }, value) => state === value,
    },
    {
      id: "year",
      label: t("payments.filterYear"),
      options: years.map((year) => ({ value: String(year), label: String(year) })),
      matches: ({ year }, value) => String(year) === value,
    },
  ];
  return (
    <Section title={t("payments.caption")}>
      <DataTable
        caption={t("payments.caption")}
        rows={lists}
        rowKey={({ listId }) => listId}
        columns={columns}
        filters={filters}
        search={({ number, payer }) => `${number} ${payer}`}
        rowTone={({ state }) => (state === "dropped" ? "off" : undefined)}
        empty={
          <EmptyState
            icon={HandCoins}
            title={t("payments.empty")}
            hint={mayPrepare ? t("payments.emptyHint") : t("payments.emptyReader")}
          />
        }
      />
    </Section>
  );
}
