/** How far each event is: its phase, who came, its forms as a bar of what is confirmed, signed and open. */
import { Link } from "@remix-run/react";
import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DeskEvent } from "#app/domain/desk/views.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./desk.module.css";

export function Events({ events, competition }: { events: readonly DeskEvent[]; competition: string }) {
  const { t } = useTranslation("desk");
  const word = useWord();
  const named = useNamed();
  const columns: readonly Column<DeskEvent>[] = [
    {
      id: "event",
      header: t("events.event"),
      isRowHeader: true,
      sortBy: ({ code }) => code,
      cell: (event) => (
        <>
          <Link to={`/office/${competition}/events/${event.code}`}>
            {event.code} {named(event)}
          </Link>
          {event.kind && <span className={classes.soft}> {word("roundKind", event.kind)}</span>}
        </>
      ),
    },
    {
      id: "phase",
      header: t("events.phase"),
      noWrap: true,
      cell: ({ phase }) => <StatusBadge list="roundPhase" value={phase} />,
    },
    { id: "medium", header: t("events.medium"), noWrap: true, cell: ({ medium }) => word("medium", medium) },
    { id: "present", header: t("events.present"), align: "end", cell: (event) => t("events.presentOf", event) },
    { id: "progress", header: t("events.progress"), width: "38%", cell: (event) => <Progress event={event} /> },
  ];
  return (
    <Section id="events" title={t("events.title")}>
      <DataTable
        name="events"
        caption={t("events.title")}
        rows={events}
        rowKey={({ code }) => code}
        columns={columns}
        search={(event) => `${event.code} ${named(event)}`}
        empty={<EmptyState icon={ListChecks} title={t("events.empty")} hint={t("events.emptyHint")} />}
      />
    </Section>
  );
}

function Progress({ event: { open, signed, confirmed } }: { event: DeskEvent }) {
  const { t } = useTranslation("desk");
  const total = open + signed + confirmed;
  if (total === 0) return <span className={classes.soft}>{t("events.noForms")}</span>;
  const part = (count: number) => `${(count * 100) / total}%`;
  return (
    <div className={classes.progress}>
      <svg width="100%" height={14} aria-hidden="true">
        <rect className={classes.openPart} width="100%" height={14} rx={4} />
        <rect className={classes.signedPart} width={part(confirmed + signed)} height={14} rx={4} />
        <rect className={classes.confirmedPart} width={part(confirmed)} height={14} rx={4} />
      </svg>
      <span className={`tabular ${classes.soft}`}>{t("events.legend", { confirmed, signed, open })}</span>
    </div>
  );
}
