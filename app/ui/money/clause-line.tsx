/** What a payment is for: the row in plain words, its clause and its document. */
import { useTranslation } from "react-i18next";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./money.module.css";

export type ClauseLineProps = {
  row: { readonly clause: string; readonly summary: string; readonly summaryEn: string };
  document: { readonly title: string; readonly titleEn: string };
  competition?: { readonly name: string; readonly nameEn: string } | null;
};

export function ClauseLine({ row, document, competition }: ClauseLineProps) {
  const { t } = useTranslation();
  const named = useNamed();
  const title = named({ name: document.title, nameEn: document.titleEn });
  return (
    <span className={classes.stack}>
      <span>{named({ name: row.summary, nameEn: row.summaryEn })}</span>
      <span className={classes.soft}>{t("citation.source", { document: title, clause: row.clause })}</span>
      {competition && <span className={classes.soft}>{named(competition)}</span>}
    </span>
  );
}
