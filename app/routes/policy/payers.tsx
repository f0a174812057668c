/** 付款单位: who pays each row that yields money, recorded with a reference; rows without a payer stand out. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { CircleAlert, CircleCheck, Landmark } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { RecordRowPayerSchema } from "#app/forms/money.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  type ChosenRow,
  listRowPayers,
  type RowPayerRow,
  type RowPayersPage,
} from "#app/queries/money/list-row-payers.server.ts";
import { recordRowPayer } from "#app/services/money/record-row-payer.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { ClauseLine } from "#app/ui/money/clause-line.tsx";
import classes from "#app/ui/money/money.module.css";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Amount } from "#app/ui/policy/amount.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, url }) => ({
    page: await listRowPayers(runtime, url.searchParams.get("row")),
    mayRecord: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
  }),
);

export const action = defineAction({
  "record-row-payer": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: RecordRowPayerSchema,
    run: ({ runtime, actor, input }) => recordRowPayer(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "money:payers.title" };

export default function Payers() {
  const { page, mayRecord } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  const { chosen } = page;
  const missing = page.rows.filter(({ payer }) => payer === null);
  const waiting = missing.reduce((sum, row) => sum + row.waiting, 0);
  return (
    <>
      <PageHeader title={t("payers.title")} description={t("payers.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("payers.saved")}
        </Notice>
      )}
      {page.rows.length > 0 &&
        (missing.length > 0 ? (
          <Notice tone="act" title={t("payers.missing", { count: missing.length })}>
            {waiting > 0 && t("payers.missingHint", { waiting })}
          </Notice>
        ) : (
          <Notice tone="done">{t("payers.complete")}</Notice>
        ))}
      {chosen && <RowRecord row={chosen} page={page} mayRecord={mayRecord} />}
      <Rows rows={page.rows} mayRecord={mayRecord} />
    </>
  );
}

function RowRecord({ row, page, mayRecord }: { row: ChosenRow; page: RowPayersPage; mayRecord: boolean }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const named = useNamed();
  const refusals = refusalsOf(useAnswer<typeof action>(), "record-row-payer");
  const { errorOf, others } = useFieldErrors("money", refusals, ["organisationId", "reference"]);
  return (
    <Section
      id="record"
      boxed
      title={named({ name: row.row.summary, nameEn: row.row.summaryEn })}
      actions={<Amount amount={row.amount} payment={row.payment} />}
    >
      <div className={classes.form}>
        <Citation clause={row.row.clause} text={row.text} document={row.document}>
          {row.said !== null && <p className={classes.soft}>{t("payers.said", { payer: row.said })}</p>}
        </Citation>
        {row.records.length > 0 && (
          <div>
            <h3>{t("payers.history")}</h3>
            <ul className={classes.history}>
              {row.records.map(({ id, organisation, reference, recordedBy, recordedAt }) => (
                <li key={id}>
                  {t("payers.historyOf", { organisation, reference, name: recordedBy, time: formats.dateTime(recordedAt) })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {mayRecord && (
          <Form method="post">
            <Refusals namespace="money" refusals={others} />
            <input type="hidden" name="packName" value={row.packName} />
            <input type="hidden" name="rowId" value={row.rowId} />
            <div className={form.grid}>
              <NativeSelect
                name="organisationId"
                label={t("payers.organisation")}
                error={errorOf("organisationId")}
                required
                data={[{ value: "", label: "" }, ...page.organisations.map(({ id, name }) => ({ value: id, label: name }))]}
              />
              <TextInput
                name="reference"
                label={t("payers.reference")}
                description={t("payers.referenceHint")}
                maxLength={200}
                required
                error={errorOf("reference")}
                {...hintBelow}
              />
            </div>
            <div className={form.foot}>
              <ActButton intent="record-row-payer" namespace="money" icon={Landmark} consequence={t("payers.consequence")}>
                {row.records.length > 0 ? t("payers.change") : t("payers.record")}
              </ActButton>
            </div>
          </Form>
        )}
      </div>
    </Section>
  );
}

function Rows({ rows, mayRecord }: { rows: readonly RowPayerRow[]; mayRecord: boolean }) {
  const { t } = useTranslation("money");
  const named = useNamed();
  const columns: readonly Column<RowPayerRow>[] = [
    {
      id: "row",
      header: t("payers.row"),
      isRowHeader: true,
      cell: ({ row, document }) => <ClauseLine row={row} document={document} />,
    },
    {
      id: "amount",
      header: t("payers.amount"),
      align: "end",
      cell: ({ amount, payment }) => <Amount amount={amount} payment={payment} />,
    },
    {
      id: "payer",
      header: t("payers.payer"),
      sortBy: ({ payer }) => payer ?? "",
      cell: ({ payer }) =>
        payer !== null ? (
          <ToneBadge tone="done" icon={CircleCheck} look="plain">
            {payer}
          </ToneBadge>
        ) : (
          <ToneBadge tone="act" icon={CircleAlert}>
            {t("payers.nobody")}
          </ToneBadge>
        ),
    },
    {
      id: "waiting",
      header: t("payers.waiting"),
      align: "end",
      sortBy: ({ waiting }) => waiting,
      cell: ({ waiting }) => waiting,
    },
    {
      id: "record",
      header: t("payers.history"),
      noWrap: true,
      cell: ({ key, payer }) => (
        <Link to={`?row=${encodeURIComponent(key)}#record`}>
          {!mayRecord ? t("payers.history") : payer !== null ? t("payers.change") : t("payers.record")}
        </Link>
      ),
    },
  ];
  // The titles of documents are long and begin alike: the region tells them apart.
  const documents = [...new Map(rows.map(({ packName, region }) => [packName, region]))];
  const filters: readonly Filter<RowPayerRow>[] = [
    {
      id: "state",
      label: t("payers.filter.state"),
      options: [
        { value: "missing", label: t("payers.filter.missing") },
        { value: "recorded", label: t("payers.filter.recorded") },
      ],
      matches: ({ payer }, value) => (payer !== null) === (value === "recorded"),
    },
    {
      id: "document",
      label: t("payers.filter.document"),
      options: documents.map(([value, region]) => ({ value, label: named(region) })),
      matches: ({ packName }, value) => packName === value,
    },
  ];
  return (
    <DataTable
      caption={t("payers.caption")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={columns}
      filters={filters}
      search={({ row, document, payer }) => [row.clause, row.summary, document.title, payer].join(" ")}
      rowTone={({ payer }) => (payer === null ? "act" : undefined)}
      empty={<EmptyState icon={Landmark} title={t("payers.empty")} hint={t("payers.emptyHint")} />}
    />
  );
}
