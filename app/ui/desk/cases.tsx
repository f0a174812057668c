/** Appeals and objections that nobody has ruled on yet, the oldest first. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DeskAppeal } from "#app/domain/desk/views.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./desk.module.css";

export function Cases({ cases, competition }: { cases: readonly DeskAppeal[]; competition: string }) {
  const { t } = useTranslation("desk");
  const columns: readonly Column<DeskAppeal>[] = [
    { id: "kind", header: t("cases.which"), isRowHeader: true, cell: ({ kind }) => t(`cases.kind.${kind}`) },
    { id: "event", header: t("cases.event"), cell: ({ event }) => event ?? t("cases.all") },
    {
      id: "filed",
      header: t("cases.filed"),
      sortBy: ({ filedAt }) => filedAt,
      cell: ({ filedAt }) => <When at={filedAt} relative />,
    },
    { id: "open", header: t("cases.open"), cell: () => <Link to={`/office/${competition}/cases`}>{t("cases.open")}</Link> },
  ];
  return (
    <Section id="cases" title={t("cases.title")}>
      {cases.length === 0 ? (
        <p className={classes.soft}>{t("cases.none")}</p>
      ) : (
        <DataTable
          name="cases"
          caption={t("cases.title")}
          rows={cases}
          rowKey={({ caseId }) => caseId}
          columns={columns}
          empty={null}
        />
      )}
    </Section>
  );
}
