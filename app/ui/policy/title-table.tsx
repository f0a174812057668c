/** Titles that medallists and holders of an honour may apply for directly, in the documents' words, each with a paper that says so. */
import { FileDown, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PolicyDocument, Title } from "#app/domain/policy/pack.ts";
import { useWord } from "#app/i18n/word.ts";
import { Citation } from "#app/ui/citation.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";

export type TitleRow = {
  readonly statementId: string;
  readonly name: string;
  readonly title: Title;
  readonly clause: string;
  readonly text: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
};

/**
 * @param props.base the address under which each statement is printed
 * @param props.achieved columns that say what for, between the title and its clause
 */
export function TitleTable<Row extends TitleRow>({
  base,
  rows,
  achieved = [],
  search,
  empty,
}: {
  base: string;
  rows: readonly Row[];
  achieved?: readonly Column<Row>[];
  search?: (row: Row) => string;
  empty?: { title: string; hint: string };
}) {
  const { t, i18n } = useTranslation(["honours", "promotions"]);
  const word = useWord();
  const columns: readonly Column<Row>[] = [
    { id: "name", header: t("promotions:titleTable.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name },
    { id: "title", header: t("promotions:titleTable.title"), noWrap: true, cell: ({ title }) => word("title", title) },
    ...achieved,
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
        <a href={`${base}/${statementId}`}>
          <FileDown size={16} aria-hidden="true" /> {t("promotions:printStatement")}
        </a>
      ),
    },
  ];
  return (
    <DataTable
      name="titles"
      caption={t("promotions:titles")}
      rows={rows}
      rowKey={({ statementId }) => statementId}
      columns={columns}
      {...(search ? { search } : {})}
      empty={
        <EmptyState
          icon={ScrollText}
          title={empty?.title ?? t("honours:titlesEmpty")}
          hint={empty?.hint ?? t("honours:titlesEmptyHint")}
        />
      }
    />
  );
}
