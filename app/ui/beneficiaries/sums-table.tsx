/** What one person, his team and organisations are owed by each document; what is no certain amount stands beside it in words. */
import { Coins } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OWED_STATES, type OwedSum } from "#app/domain/policy/owed-sums.ts";
import type { DocumentStatus } from "#app/domain/policy/pack.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import classes from "./beneficiaries.module.css";

export type SumRow = OwedSum & {
  readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
};

export function SumsTable({ rows }: { rows: readonly SumRow[] }) {
  const { t, i18n } = useTranslation("beneficiaries");
  const columns: readonly Column<SumRow>[] = [
    {
      id: "document",
      header: t("sums.document"),
      isRowHeader: true,
      cell: ({ document }) => (
        <>
          {i18n.language === "en" ? document.titleEn : document.title} <DocumentStatusBadge status={document.status} />
        </>
      ),
    },
    { id: "recipient", header: t("sums.recipient"), cell: ({ recipient }) => t(`recipient.${recipient}`) },
    {
      id: "owed",
      header: t("sums.owed"),
      align: "end",
      noWrap: true,
      sortBy: ({ owedFen }) => owedFen,
      cell: ({ owedFen }) => <Money fen={owedFen} />,
    },
    { id: "byState", header: t("sums.byState"), cell: (row) => <ByState row={row} /> },
    { id: "beside", header: t("sums.beside"), cell: (row) => <Beside row={row} /> },
  ];
  return (
    <DataTable
      name="sums"
      caption={t("sums.title")}
      rows={rows}
      rowKey={({ pack, recipient }) => `${pack} ${recipient}`}
      columns={columns}
      empty={<EmptyState icon={Coins} title={t("sums.empty")} hint={t("sums.emptyHint")} />}
    />
  );
}

function ByState({ row: { byState } }: { row: SumRow }) {
  const { t } = useTranslation(["entitlements", "beneficiaries"]);
  const states = OWED_STATES.filter((state) => byState[state] > 0);
  if (states.length === 0) return <span className={classes.quiet}>{t("beneficiaries:sums.nothingBeside")}</span>;
  return (
    <ul className={classes.lines}>
      {states.map((state) => (
        <li key={state}>
          {t(`state.${state}`)} <Money fen={byState[state]} />
        </li>
      ))}
    </ul>
  );
}

function Beside({ row }: { row: SumRow }) {
  const { t } = useTranslation("beneficiaries");
  const lines = [
    ...(row.monthlyFen > 0 ? [t("sums.monthly", { amount: row.monthlyFen })] : []),
    ...(row.ceilingFen > 0 ? [t("sums.ceiling", { amount: row.ceilingFen })] : []),
    ...(row.unknown > 0 ? [t("sums.unknown", { count: row.unknown })] : []),
    ...(row.toDecide > 0 ? [t("sums.toDecide", { count: row.toDecide })] : []),
    ...(row.draftFen > 0 ? [t("sums.draft", { amount: row.draftFen })] : []),
    ...(row.draftOthers > 0 ? [t("sums.draftOthers", { count: row.draftOthers })] : []),
    ...(row.refused > 0 ? [t("sums.refused", { count: row.refused })] : []),
  ];
  if (lines.length === 0) return <span className={classes.quiet}>{t("sums.nothingBeside")}</span>;
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
