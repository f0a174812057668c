/** 资金台账: every payment, claw-back and expense under filters, sums per group, and what waits for a second person. */
import { NativeSelect } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { BookOpenCheck, FileDown, ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { LEDGER_GROUPINGS } from "#app/domain/money/ledger.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { ProposeExpenseSchema } from "#app/forms/money.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getLedger, type LedgerGroup, type LedgerPage, readLedgerFilters } from "#app/queries/money/get-ledger.server.ts";
import { LEDGER_ENTRY_INTENTS } from "#app/routes/policy/ledger-intents.server.ts";
import { proposeExpense } from "#app/services/money/propose-expense.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ExpenseForm } from "#app/ui/money/expense-form.tsx";
import { LedgerEntries } from "#app/ui/money/ledger-entries.tsx";
import { LedgerProposals } from "#app/ui/money/ledger-proposals.tsx";
import { LedgerSums } from "#app/ui/money/ledger-sums.tsx";
import classes from "#app/ui/money/money.module.css";
import { QuietButton } from "#app/ui/money/quiet-button.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, url }) => ({
    page: await getLedger(runtime, actor, readLedgerFilters(url.searchParams)),
    search: url.search,
    year: shanghaiYear(runtime.clock.now()),
    mayPropose: hasRole(actor.grants, ["policy-officer", "treasurer"], NO_SCOPE),
    mayApprove: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
  }),
);

export const action = defineAction({
  "propose-expense": defineIntent({
    access: { roles: ["policy-officer", "treasurer"], within: "scope" },
    form: ProposeExpenseSchema,
    run: ({ runtime, actor, input }) => proposeExpense(runtime, actor, input),
  }),
  ...LEDGER_ENTRY_INTENTS,
});

export const handle: PageHandle = { title: "money:ledger.title" };

export default function Ledger() {
  const { page, search, year, mayPropose, mayApprove } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  const isEmpty = page.options.years.length === 0;
  return (
    <>
      <PageHeader title={t("ledger.title")} description={t("ledger.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`ledger.done.${answer.intent as "propose-expense" | "approve-ledger-entry" | "drop-ledger-entry"}`)}
        </Notice>
      )}
      <Refusals
        namespace="money"
        refusals={[...refusalsOf(answer, "approve-ledger-entry"), ...refusalsOf(answer, "drop-ledger-entry")]}
      />
      {isEmpty ? (
        <EmptyState icon={BookOpenCheck} title={t("ledger.empty")} hint={t("ledger.emptyHint")} />
      ) : (
        <Sums page={page} search={search} />
      )}
      <LedgerProposals proposals={page.proposals} mayApprove={mayApprove} />
      {mayPropose && <ExpenseForm choices={page.choices} year={year} refusals={refusalsOf(answer, "propose-expense")} />}
    </>
  );
}

function Sums({ page, search }: { page: LedgerPage; search: string }) {
  const { t } = useTranslation("money");
  return (
    <>
      <Filters page={page} />
      <LedgerSums sums={page.sums} />
      <Section title={t("ledger.groups")}>
        <Groups page={page} />
      </Section>
      <Section title={t("ledger.entries")}>
        {page.total > page.entries.length && (
          <Notice tone="info">{t("ledger.truncated", { shown: page.entries.length, total: page.total })}</Notice>
        )}
        {page.total === 0 ? (
          <p className={classes.soft}>{t("ledger.nothing")}</p>
        ) : (
          <LedgerEntries
            entries={page.entries}
            actions={
              <a href={`/policy/ledger/workbook${search}`}>
                <FileDown size={16} aria-hidden="true" /> {t("ledger.export")}
              </a>
            }
          />
        )}
      </Section>
    </>
  );
}

function Filters({ page }: { page: LedgerPage }) {
  const { t } = useTranslation("money");
  const named = useNamed();
  const { filters, options } = page;
  const all = { value: "", label: t("ledger.all") };
  return (
    <Form method="get" className={classes.bar} aria-label={t("ledger.filters")} key={JSON.stringify(filters)}>
      <NativeSelect
        name="payer"
        label={t("ledger.payer")}
        defaultValue={filters.payer ?? ""}
        data={[all, ...options.payers.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        name="year"
        label={t("ledger.year")}
        defaultValue={filters.year ?? ""}
        data={[all, ...options.years.map((year) => ({ value: String(year), label: String(year) }))]}
      />
      <NativeSelect
        name="clause"
        label={t("ledger.clause")}
        defaultValue={filters.clause ?? ""}
        data={[all, ...options.clauses.map((one) => ({ value: one.key, label: named(one) }))]}
      />
      <NativeSelect
        name="competition"
        label={t("ledger.competition")}
        defaultValue={filters.competition ?? ""}
        data={[all, ...options.competitions.map((one) => ({ value: one.id, label: named(one) }))]}
      />
      <NativeSelect
        name="by"
        label={t("ledger.by")}
        defaultValue={filters.by}
        data={LEDGER_GROUPINGS.map((value) => ({ value, label: t(`ledger.grouping.${value}`) }))}
      />
      <QuietButton icon={ListFilter}>{t("ledger.apply")}</QuietButton>
    </Form>
  );
}

function Groups({ page }: { page: LedgerPage }) {
  const { t } = useTranslation("money");
  const named = useNamed();
  const money = (id: "paidFen" | "clawedBackFen" | "spentFen" | "netFen", header: string): Column<LedgerGroup> => ({
    id,
    header,
    align: "end",
    noWrap: true,
    sortBy: ({ sums }) => sums[id],
    cell: ({ sums }) => <Money fen={sums[id]} />,
  });
  const columns: readonly Column<LedgerGroup>[] = [
    {
      id: "group",
      header: t(`ledger.group.${page.filters.by}`),
      isRowHeader: true,
      sortBy: ({ label }) => label.name,
      cell: ({ label }) => named(label) || t("ledger.noGroup"),
    },
    { id: "count", header: t("ledger.entriesCount"), align: "end", cell: ({ sums }) => sums.entries },
    money("paidFen", t("ledger.paid")),
    money("clawedBackFen", t("ledger.clawedBack")),
    money("spentFen", t("ledger.spent")),
    money("netFen", t("ledger.net")),
  ];
  return (
    <DataTable
      name="groups"
      caption={t("ledger.groupsCaption")}
      rows={page.groups}
      rowKey={({ key }) => key}
      columns={columns}
      empty={<p className={classes.soft}>{t("ledger.nothing")}</p>}
    />
  );
}
