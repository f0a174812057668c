/** The forms that are not done, by part of the scheme and panel, as codes; nothing of whose they are. */
import { useTranslation } from "react-i18next";
import type { DeskEvent, DeskGroup } from "#app/domain/desk/views.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./desk.module.css";

/** More codes than these are unfolded. */
const SHOWN = 12;

export function MissingForms({ events }: { events: readonly DeskEvent[] }) {
  const { t } = useTranslation("desk");
  const formats = useFormats();
  const named = useNamed();
  const columns: readonly Column<DeskGroup>[] = [
    {
      id: "part",
      header: t("missing.part"),
      isRowHeader: true,
      cell: ({ subCriterionId, name, number }) => {
        const part = `${subCriterionId} ${name}`;
        return number === null ? part : t("missing.panel", { name: part, number });
      },
    },
    { id: "judges", header: t("missing.judges"), cell: ({ judges }) => formats.list(judges) },
    { id: "open", header: t("missing.open"), align: "end", sortBy: ({ open }) => open, cell: ({ open }) => open },
    { id: "signed", header: t("missing.signed"), align: "end", sortBy: ({ signed }) => signed, cell: ({ signed }) => signed },
    { id: "codes", header: t("missing.codes"), width: "38%", cell: ({ missing }) => <Codes codes={missing} /> },
  ];
  if (events.length === 0) return null;
  return (
    <Section id="missing" title={t("missing.title")} description={t("missing.lead")}>
      {events.map((event) => (
        <div key={event.code} className={classes.part}>
          <h3 className={classes.partTitle}>
            {event.code} {named(event)}
          </h3>
          <DataTable
            name={`missing-${event.code}`}
            caption={`${event.code} ${t("missing.title")}`}
            rows={event.groups.filter(({ open, signed }) => open + signed > 0)}
            rowKey={({ subCriterionId, number }) => `${subCriterionId} ${number}`}
            columns={columns}
            empty={<p className={classes.soft}>{t("missing.none")}</p>}
          />
        </div>
      ))}
    </Section>
  );
}

function Codes({ codes }: { codes: readonly string[] | null }) {
  const { t } = useTranslation("desk");
  if (codes === null) return <span className={classes.soft}>{t("missing.withheld")}</span>;
  const list = <span className={`tabular ${classes.codes}`}>{codes.join(" ")}</span>;
  if (codes.length <= SHOWN) return list;
  return (
    <details>
      <summary>{t("missing.more", { count: codes.length })}</summary>
      {list}
    </details>
  );
}
