/** Who came, session by session. */
import { useTranslation } from "react-i18next";
import type { DeskEvent, DeskSession } from "#app/domain/desk/views.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

type Row = DeskSession & { readonly event: string };

export function Sessions({ events }: { events: readonly DeskEvent[] }) {
  const { t } = useTranslation("desk");
  const formats = useFormats();
  const rows = events.flatMap(({ code, sessions }) => sessions.map((session): Row => ({ ...session, event: code })));
  if (rows.length === 0) return null;
  const columns: readonly Column<Row>[] = [
    { id: "session", header: t("sessions.session"), isRowHeader: true, cell: (row) => t("sessions.number", row) },
    {
      id: "when",
      header: t("sessions.when"),
      sortBy: ({ startsAt }) => startsAt,
      cell: ({ startsAt, endsAt }) => `${formats.dateTime(startsAt)}–${formats.time(endsAt)}`,
    },
    { id: "place", header: t("sessions.place"), cell: ({ place }) => place },
    { id: "present", header: t("sessions.present"), align: "end", cell: (row) => t("events.presentOf", row) },
    { id: "expected", header: t("sessions.expected"), align: "end", cell: ({ expected }) => expected },
  ];
  return (
    <Section id="sessions" title={t("sessions.title")} description={t("sessions.lead")}>
      <DataTable
        name="sessions"
        caption={t("sessions.title")}
        rows={rows}
        rowKey={({ event, number }) => `${event} ${number}`}
        columns={columns}
        empty={null}
      />
    </Section>
  );
}
