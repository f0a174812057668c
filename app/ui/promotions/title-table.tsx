/** Whom a document's text lets apply directly for a title, each with a paper that says so. */
import { FileDown, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentStatus, Title } from "#app/domain/policy/pack.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type TitleRow = {
  readonly statementId: string;
  readonly name: string;
  readonly title: Title;
  readonly event: Named;
  readonly award: Award | null;
  readonly clause: string;
  readonly text: string;
  readonly document: {
    readonly title: string;
    readonly titleEn: string;
    readonly number: string | null;
    readonly issuer: string | null;
    readonly status: DocumentStatus;
  };
};

/** @param code of the competition */
export function TitleTable({ code, rows }: { code: string; rows: readonly TitleRow[] }) {
  const { t, i18n } = useTranslation("promotions");
  const word = useWord();
  const named = useNamed();
  const columns: readonly Column<TitleRow>[] = [
    { id: "name", header: t("titleTable.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name },
    { id: "title", header: t("titleTable.title"), noWrap: true, cell: ({ title }) => word("title", title) },
    { id: "event", header: t("titleTable.event"), cell: ({ event }) => named(event) },
    { id: "award", header: t("titleTable.award"), noWrap: true, cell: ({ award }) => award && <AwardBadge award={award} /> },
    {
      id: "clause",
      header: t("titleTable.clause"),
      cell: ({ clause, text, document }) => (
        <Citation
          clause={clause}
          text={text}
          document={{ ...document, title: i18n.language === "en" ? document.titleEn : document.title }}
        />
      ),
    },
    {
      id: "paper",
      header: t("titleTable.paper"),
      noWrap: true,
      cell: ({ statementId }) => (
        <a href={`/office/${code}/promotions/titles/${statementId}`}>
          <FileDown size={16} aria-hidden="true" /> {t("printStatement")}
        </a>
      ),
    },
  ];
  return (
    <DataTable
      name="titles"
      caption={t("titles")}
      rows={rows}
      rowKey={({ statementId }) => statementId}
      columns={columns}
      search={({ name }) => name}
      empty={<EmptyState icon={ScrollText} title={t("titlesEmpty")} hint={t("titlesEmptyHint")} />}
    />
  );
}
