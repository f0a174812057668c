/** 纸面材料: everything that is printed before and on the day, in one place. */
import { Link, useLoaderData, useParams } from "@remix-run/react";
import { Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import type { EventPapers } from "#app/queries/papers/list-event-papers.server.ts";
import { listWholePapers } from "#app/queries/papers/list-whole-papers.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { inBothFormats, type PaperKind, PaperLinks } from "#app/ui/paper-links.tsx";
import { Section } from "#app/ui/section.tsx";
import { SessionFiles } from "#app/ui/session-files.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./papers.module.css";

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.papers, within: "scope" } }, ({ runtime, scope }) =>
  listWholePapers(runtime, String(scope.competitionId)),
);

export const handle: PageHandle = { title: "papers:title" };

export default function Papers() {
  const { events, hasCeremony } = useLoaderData<typeof loader>();
  const { competition } = useParams();
  const { t } = useTranslation("papers");
  const named = useNamed();
  const office = `/office/${competition}`;
  const accepted = events.reduce((sum, event) => sum + event.accepted, 0);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {events.length === 0 && <EmptyState icon={Printer} title={t("empty")} hint={t("emptyHint")} />}
      {events.length > 0 && (
        <>
          <Section title={t("whole")}>
            <ul className={classes.list}>
              <PaperLine kind="summary" files={inBothFormats(`${office}/papers/registrations`)} />
              <PaperLine
                kind="book"
                files={[{ format: "pdf", href: `${office}/papers/order-book` }]}
                missing={accepted === 0 ? t("noEntries") : null}
              />
              {(["ceremony", "call-up"] as const).map((kind) => (
                <PaperLine
                  key={kind}
                  kind={kind}
                  files={[]}
                  to={`${office}/ceremony#prepared`}
                  missing={hasCeremony ? null : t("noCeremony")}
                />
              ))}
              <PaperLine
                kind="winners"
                files={inBothFormats(`${office}/papers/winners`)}
                missing={events.some(({ hasWinners }) => hasWinners) ? null : t("noWinners")}
              />
              <PaperLine
                kind="register"
                files={inBothFormats(`${office}/certificates/register`)}
                missing={events.some(({ certificates }) => certificates > 0) ? null : t("noCertificates")}
              />
            </ul>
          </Section>
          {events.map((event) => (
            <Section key={event.code} title={`${event.code} ${named(event)}`}>
              <ul className={classes.list}>
                {listOfEvent(event).map(({ kind, path, missing, isBySession }) => (
                  <PaperLine
                    key={kind}
                    kind={kind}
                    files={
                      kind === "results"
                        ? inBothFormats(`${office}/events/${event.code}/${path}`)
                        : [{ format: "pdf", href: `${office}/events/${event.code}/${path}` }]
                    }
                    missing={missing && t(missing)}
                    sessions={isBySession && event.sessions.length > 1 ? event.sessions : []}
                  />
                ))}
              </ul>
            </Section>
          ))}
        </>
      )}
    </>
  );
}

function listOfEvent({ accepted, expected, seated, handDraws, isUnblinded }: EventPapers) {
  const isBySession = true;
  return [
    { kind: "badges", path: "papers/badges", missing: accepted === 0 ? "noEntries" : null, isBySession },
    { kind: "check-in-sheet", path: "papers/check-in-sheet", missing: expected === 0 ? "noSeats" : null, isBySession },
    { kind: "draw-sheet", path: "draw/sheet", missing: expected === 0 ? "noSeats" : null, isBySession },
    ...(handDraws > 0 ? [{ kind: "hand-draw-record", path: "draw/record", missing: null, isBySession } as const] : []),
    { kind: "seat-cards", path: "papers/seat-cards", missing: seated === 0 ? "noSeats" : null, isBySession },
    { kind: "results", path: "score-sheet", missing: isUnblinded ? null : "noMarks", isBySession: false },
  ] as const;
}

function PaperLine(props: {
  kind: PaperKind;
  files: Parameters<typeof PaperLinks>[0]["files"];
  /** The room where it is printed, because each print is on record there. */
  to?: string;
  /** Why it cannot be printed yet. */
  missing?: string | null;
  /** Where one of several can be chosen. */
  sessions?: readonly number[];
}) {
  const { kind, files, to, missing, sessions = [] } = props;
  const { t } = useTranslation("papers");
  return (
    <li className={classes.paper}>
      <span className={classes.title}>{t(`kinds.${kind}.title`)}</span>
      <span className={classes.content}>{missing ?? t(`kinds.${kind}.content`)}</span>
      {!missing && to && <Link to={to}>{t("printThere")}</Link>}
      {!missing && files.length > 0 && sessions.length === 0 && <PaperLinks kind={kind} files={files} />}
      {!missing && sessions.length > 0 && (
        <SessionFiles
          paper={t(`kinds.${kind}.title`)}
          files={files.map(({ href }) => ({ href, label: t("pdf") }))}
          sessions={sessions}
        />
      )}
    </li>
  );
}
