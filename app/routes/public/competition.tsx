/** One competition for everyone: what, where, when, how far it is, its events with their boards, and the proof of its draws. */
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowRight, ListOrdered, Monitor } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { GROUPS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useWatch } from "#app/live/use-watch.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCompetitionBoard } from "#app/queries/boards/get-boards.server.ts";
import { type CompetitionPage, findCompetitionPage, type PublicEvent } from "#app/queries/public/find-competition-page.server.ts";
import { LiveState } from "#app/ui/board/live-state.tsx";
import { MedalBoard, PointsBoard } from "#app/ui/boards/board-tables.tsx";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { useHostRegions } from "#app/ui/competition-facts.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { DrawLinks } from "#app/ui/draw/draw-links.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PhaseLine } from "#app/ui/phase-line.tsx";
import { NoticeList } from "#app/ui/preparation/notice-list.tsx";
import { ScheduleList } from "#app/ui/programme/schedule-list.tsx";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./competition.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope }) => {
  const competitionId = String(scope.competitionId);
  const competition = await findCompetitionPage(runtime, competitionId);
  if (competition === null) throw notFound();
  return { ...competition, board: await findCompetitionBoard(runtime, competitionId) };
});

export const handle: PageHandle<CompetitionPage> = { title: (_text, { name }) => name };

export default function Competition() {
  const competition = useLoaderData<typeof loader>();
  const { t } = useTranslation(["public", "board", "boards", "appeals", "preparation"]);
  const nameOf = useNamed();
  const word = useWord();
  const { events, hosts } = competition;
  const hostRegions = useHostRegions();
  const regions = hosts.filter(({ relation }) => relation === "host-authority").map(({ region }) => region);
  const isOnScreen = events.some(({ disclosure }) => disclosure !== "closed");
  const groups = GROUPS.filter((group) => events.some((event) => event.group === group));
  const drawn = events.filter(({ draws }) => draws.length > 0);
  return (
    <PublicPage>
      <PageHeader
        title={nameOf(competition)}
        status={<StatusBadge list="competitionPhase" value={competition.phase} />}
        description={[
          t("competition.lead", {
            tier: word("tier", competition.tier),
            class: word("competitionClass", competition.class),
            sphere: word("sphere", competition.sphere),
          }),
          ...(regions.length > 1 ? [hostRegions(regions)] : []),
        ].join(" · ")}
        actions={
          isOnScreen && (
            <Link to={`/competitions/${competition.code}/screen`} className={classes.screen}>
              <Monitor size={18} aria-hidden="true" />
              {t("board:screen.open")}
            </Link>
          )
        }
      />
      <Phases competition={competition} />
      <Facts competition={competition} />
      <Section title={t("competition.events")} description={t("competition.eventCount", { count: events.length })}>
        {events.length === 0 && <EmptyState icon={ListOrdered} title={t("competition.noEvents")} />}
        {groups.map((group) => (
          <div key={group} className={classes.group}>
            <h3 className={classes.groupName}>{word("group", group)}</h3>
            <ul className={classes.events}>
              {events
                .filter((event) => event.group === group)
                .map((event) => (
                  <EventLine key={event.code} competition={competition.code} event={event} />
                ))}
            </ul>
          </div>
        ))}
      </Section>
      {competition.notices.length > 0 && (
        <Section id="notices" title={t("preparation:public.title")}>
          <NoticeList competition={competition.code} notices={competition.notices} />
        </Section>
      )}
      {competition.schedule.length > 1 && (
        <Section id="schedule" title={t("preparation:schedule.title")} description={t("preparation:schedule.hint")}>
          <ScheduleList lines={competition.schedule} />
        </Section>
      )}
      {competition.board && competition.board.total.results > 0 && (
        <>
          <MedalBoard board={competition.board} by="region" />
          <PointsBoard board={competition.board} by="region" />
          <p>
            <Link to={`/boards?competition=${competition.code}`} className={classes.screen}>
              {t("boards:all")}
              <ArrowRight size={16} aria-hidden="true" />
            </Link>
          </p>
        </>
      )}
      <Publications competition={competition} />
      {competition.publicityEndsAt && (
        <Section id="objections" title={t("appeals:objection.link")} description={t("appeals:objection.linkHint")}>
          {competition.phase === "publicity" && (
            <Countdown until={competition.publicityEndsAt} label={t("appeals:objection.open")} />
          )}
          <Link to={`/competitions/${competition.code}/objections`} className={classes.screen}>
            {t("appeals:objection.linkLabel")}
            <ArrowRight size={16} aria-hidden="true" />
          </Link>
        </Section>
      )}
      {drawn.length > 0 && (
        <Section id="draw" title={t("competition.draw")} description={t("competition.drawHint")}>
          <div className={classes.proofs}>
            {drawn.map((event) => (
              <DrawLinks
                key={event.code}
                title={nameOf(event)}
                base={`/competitions/${competition.code}/events/${event.code}`}
                draws={event.draws}
              />
            ))}
          </div>
        </Section>
      )}
    </PublicPage>
  );
}

function Phases({ competition }: { competition: CompetitionPage }) {
  const formats = useFormats();
  const { registrationClosesAt, startsOn, endsOn, publicityEndsAt, finalisedAt } = competition;
  return (
    <div className={classes.phases}>
      <PhaseLine
        list="competitionPhase"
        current={competition.phase}
        hide={["draft", "archived"]}
        notes={{
          registration: formats.day(registrationClosesAt),
          running: formats.days(startsOn, endsOn),
          ...(publicityEndsAt ? { publicity: formats.day(publicityEndsAt) } : {}),
          ...(finalisedAt ? { final: formats.day(finalisedAt) } : {}),
        }}
      />
    </div>
  );
}

function Facts({ competition }: { competition: CompetitionPage }) {
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  const word = useWord();
  const formats = useFormats();
  const { hosts, publicityEndsAt, decisionNumber, finalisedAt, reopened } = competition;
  const relations = [...new Set(hosts.map(({ relation }) => relation))];
  return (
    <div className={classes.facts}>
      <DefinitionList
        layout="columns"
        items={[
          { term: t("competition.when"), value: formats.days(competition.startsOn, competition.endsOn, "always") },
          { term: t("competition.where"), value: competition.venue },
          { term: t("competition.deadline"), value: formats.dateTime(competition.registrationClosesAt) },
          ...relations.map((relation) => ({
            term: word("hostRelation", relation),
            value: formats.list(
              hosts
                .filter((host) => host.relation === relation)
                .map(({ organisation, region }) => nameOf(organisation ?? region)),
            ),
          })),
          ...(publicityEndsAt && finalisedAt === null
            ? [{ term: t("competition.publicityEnds"), value: formats.dateTime(publicityEndsAt) }]
            : []),
          ...(reopened
            ? [
                {
                  term: t("competition.reopened"),
                  value: t("competition.reopenedBy", { ...reopened, at: formats.day(reopened.at) }),
                },
              ]
            : []),
          ...(decisionNumber ? [{ term: t("competition.decision"), value: decisionNumber }] : []),
          ...(finalisedAt ? [{ term: t("competition.finalised"), value: formats.dateTime(finalisedAt) }] : []),
        ]}
      />
    </div>
  );
}

function EventLine({ competition, event }: { competition: string; event: PublicEvent }) {
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  const word = useWord();
  const isOpen = event.disclosure !== "closed" && event.cancelled === null;
  return (
    <li className={classes.event}>
      <div>
        <p className={classes.eventName}>{nameOf(event)}</p>
        <p className={classes.aside}>
          <span>
            {event.teamSize > 1 ? t("competition.teamOf", { count: event.teamSize }) : word("entryKind", event.entryKind)}
          </span>
          {event.round && <span>{word("roundKind", event.round.kind)}</span>}
          {event.cancelled === null && (
            <span className="tabular">{t("competition.accepted", { accepted: event.accepted, quota: event.quota })}</span>
          )}
        </p>
        {event.cancelled && <p className={classes.aside}>{t("competition.cancelled", { reason: event.cancelled.reason })}</p>}
      </div>
      <div className={classes.progress}>
        {event.cancelled ? (
          <CancelledBadge />
        ) : isOpen && event.phase !== "published" && event.phase !== "settled" ? (
          <LiveProgress competition={competition} event={event.code} />
        ) : (
          event.phase && event.phase !== "draw" && <StatusBadge list="roundPhase" value={event.phase} look="plain" />
        )}
      </div>
      <div className={classes.way}>
        {isOpen && (
          <Link to={`/competitions/${competition}/events/${event.code}`}>
            {event.disclosure === "named" ? t("competition.seeResults") : t("competition.seeBoard")}
            <ArrowRight size={16} aria-hidden="true" />
          </Link>
        )}
      </div>
    </li>
  );
}

/** How far an event is marked, as its board tells it. */
function LiveProgress({ competition, event }: { competition: string; event: string }) {
  const { t } = useTranslation("board");
  const [board, setBoard] = useState<BoardSnapshot | null>(null);
  const state = useWatch("board", { competition, event }, setBoard);
  if (!board) return null;
  return (
    <>
      <LiveState board={board} state={state} look="plain" />
      {board.progress && (
        <Meter label={t("progress")} hideLabel value={board.progress.confirmed} maximum={board.progress.total} />
      )}
    </>
  );
}

function Publications({ competition }: { competition: CompetitionPage }) {
  const { t } = useTranslation(["public", "board"]);
  const word = useWord();
  const nameOf = useNamed();
  const all = competition.events.flatMap((event) => event.publications.map((publication) => ({ event, publication })));
  return (
    <Section id="publications" title={t("competition.publications")}>
      {all.length === 0 ? (
        <p className={classes.aside}>{t("competition.noPublications")}</p>
      ) : (
        <ul className={classes.events}>
          {all.map(({ event, publication }) => (
            <li
              key={`${event.code} ${publication.roundId} ${publication.kind} ${publication.version}`}
              className={classes.publication}
            >
              <div>
                <Link
                  to={`/competitions/${competition.code}/events/${event.code}${publication.round ? `?round=${publication.round.number}` : ""}`}
                  className={classes.eventName}
                >
                  {nameOf(event)}
                </Link>
                <p className={classes.aside}>
                  {publication.round && <span>{word("roundKind", publication.round.kind)}</span>}
                  <span>{t(`competition.kind.${publication.kind}`)}</span>
                  {publication.version > 1 && publication.isLatest && (
                    <strong>{t("board:publication.corrected", { version: publication.version })}</strong>
                  )}
                  {!publication.isLatest && <span>{t("board:publication.replaced")}</span>}
                </p>
              </div>
              <When at={publication.publishedAt} />
              <details className={classes.hash}>
                <summary>{t("competition.hash")}</summary>
                <code>{publication.resultsHash}</code>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
