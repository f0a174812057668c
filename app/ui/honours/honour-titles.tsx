/** Titles that holders of an honour may apply for directly, in the documents' words, each with a paper that says so. */
import { FileDown, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PolicyDocument, Title } from "#app/domain/policy/pack.ts";
import { useWord } from "#app/i18n/word.ts";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";

export type HonourTitleRow = {
  readonly statementId: string;
  readonly name: string;
  readonly title: Title;
  readonly clause: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
};

export function HonourTitles({ caseId, rows }: { caseId: string; rows: readonly HonourTitleRow[] }) {
  const { t, i18n } = useTranslation(["honours", "promotions"]);
  const word = useWord();
  const columns: readonly Column<HonourTitleRow>[] = [
    { id: "name", header: t("promotions:titleTable.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name },
    { id: "title", header: t("promotions:titleTable.title"), noWrap: true, cell: ({ title }) => word("title", title) },
    {
      id: "clause",
      header: t("promotions:titleTable.clause"),
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
      header: t("promotions:titleTable.paper"),
      noWrap: true,
      cell: ({ statementId }) => (
        <a href={`/policy/honours/${caseId}/titles/${statementId}`}>
          <FileDown size={16} aria-hidden="true" /> {t("promotions:printStatement")}
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
      empty={<EmptyState icon={ScrollText} title={t("titlesEmpty")} hint={t("titlesEmptyHint")} />}
    />
  );
}
