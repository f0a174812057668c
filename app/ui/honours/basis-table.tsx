/** The results that a recommendation can rest on, to choose one from. */
import { Link } from "@remix-run/react";
import { Medal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import { type ResultOf, useResultText, Won } from "./result-line.tsx";

export type BasisRow = ResultOf & {
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly names: readonly string[];
  readonly on: string;
};

const SOURCES = ["entry", "fact"] as const;

export function BasisTable({ rows }: { rows: readonly BasisRow[] }) {
  const { t } = useTranslation("honours");
  const named = useNamed();
  const formats = useFormats();
  const inText = useResultText();
  const sourceOf = ({ entryId }: BasisRow) => (entryId === null ? "fact" : "entry");
  const columns: readonly Column<BasisRow>[] = [
    { id: "names", header: t("choose.names"), isRowHeader: true, cell: ({ names }) => formats.list(names) },
    { id: "competition", header: t("choose.competition"), cell: ({ competition }) => named(competition) },
    { id: "event", header: t("choose.event"), cell: ({ event }) => named(event) },
    { id: "won", header: t("choose.won"), noWrap: true, sortBy: ({ place }) => place, cell: (row) => <Won {...row} /> },
    { id: "on", header: t("choose.on"), noWrap: true, sortBy: ({ on }) => on, cell: ({ on }) => <When at={on} as="day" /> },
    {
      id: "act",
      header: t("choose.act"),
      noWrap: true,
      cell: ({ entryId, factId }) => (
        <Link to={entryId === null ? `?fact=${factId}` : `?entry=${entryId}`}>{t("choose.act")}</Link>
      ),
    },
  ];
  const filters: readonly Filter<BasisRow>[] = [
    {
      id: "source",
      label: t("choose.source"),
      options: SOURCES.map((value) => ({ value, label: t(`choose.${value}`) })),
      matches: (row, value) => sourceOf(row) === value,
    },
  ];
  return (
    <DataTable
      caption={t("choose.caption")}
      rows={rows}
      rowKey={({ entryId, factId }) => entryId ?? factId ?? ""}
      columns={columns}
      filters={filters}
      search={(row) => [...row.names, inText(row)].join(" ")}
      empty={<EmptyState icon={Medal} title={t("choose.empty")} hint={t("choose.emptyHint")} />}
    />
  );
}
