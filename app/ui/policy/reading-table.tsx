/** Everything that was recorded of indicators, the last first; what was voided stays in sight. */
import { Ban, ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingRow, TargetRow } from "#app/domain/policy/target-view.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import { useTargetWords } from "./target-words.ts";

export type ReadingTableProps = {
  readings: readonly ReadingRow[];
  targets: readonly TargetRow[];
  /** What a reader may do with one that stands; null: he looks. */
  act: ((readingId: string) => ReactNode) | null;
};

export function ReadingTable({ readings, targets, act }: ReadingTableProps) {
  const { t } = useTranslation("targets");
  const named = useNamed();
  const words = useTargetWords();
  const targetOf = ({ pack, targetId }: ReadingRow) => targets.find((one) => one.pack === pack && one.id === targetId);
  const nameOf = (row: ReadingRow) => {
    const target = targetOf(row);
    return target ? named({ name: target.summary, nameEn: target.summaryEn }) : row.targetId;
  };
  const columns: readonly Column<ReadingRow>[] = [
    { id: "target", header: t("reading.target"), isRowHeader: true, cell: nameOf },
    { id: "year", header: t("reading.year"), noWrap: true, sortBy: ({ year }) => -year, cell: ({ year }) => t("year", { year }) },
    {
      id: "value",
      header: t("reading.value"),
      align: "end",
      noWrap: true,
      cell: (row) => words.value(row.value, targetOf(row)?.unit ?? "people"),
    },
    { id: "reference", header: t("reading.reference"), cell: ({ reference }) => reference },
    {
      id: "by",
      header: t("reading.by"),
      cell: ({ recordedBy, recordedAt }) => (
        <>
          {recordedBy} <When at={recordedAt} />
        </>
      ),
    },
    {
      id: "act",
      header: t("reading.act"),
      cell: ({ id, isVoid }) =>
        isVoid ? (
          <ToneBadge tone="off" icon={Ban} look="plain">
            {t("isVoid")}
          </ToneBadge>
        ) : (
          act?.(id)
        ),
    },
  ];
  const filters: readonly Filter<ReadingRow>[] = [
    {
      id: "standing",
      label: t("reading.act"),
      options: [
        { value: "standing", label: t("filter.standing") },
        { value: "void", label: t("filter.void") },
      ],
      matches: ({ isVoid }, value) => isVoid === (value === "void"),
    },
  ];
  return (
    <DataTable
      name="readings"
      caption={t("readings")}
      rows={readings}
      rowKey={({ id }) => id}
      columns={columns}
      filters={filters}
      search={(row) => `${nameOf(row)} ${row.reference}`}
      rowTone={({ isVoid }) => (isVoid ? "off" : undefined)}
      empty={<EmptyState icon={ListChecks} title={t("readingsEmpty")} hint={t("readingsEmptyHint")} />}
    />
  );
}
