/** 首页: what is live, where registration is open, what was just published; one's own results and certificates. */
import { Form, Link, useLoaderData } from "@remix-run/react";
import { ArrowRight, BadgeCheck, CalendarDays, ChartNoAxesColumn, Monitor, Search, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import {
  type FoundCompetition,
  getHome,
  type LiveCompetition,
  type OpenCompetition,
} from "#app/queries/public/get-home.server.ts";
import { CompetitionFacts } from "#app/ui/competition-facts.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./home.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url }) => {
  const query = (url.searchParams.get("q") ?? "").trim().slice(0, 60);
  return { query, home: await getHome(runtime, query) };
});

export const handle: PageHandle = { title: "public:home.title" };

export default function Home() {
  const { query, home } = useLoaderData<typeof loader>();
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  return (
    <PublicPage band={<Hero query={query} />}>
      {home.found && (
        <Section
          id="found"
          title={t("home.found")}
          description={t("home.foundCount", { query, count: home.found.length })}
          actions={<Link to="/">{t("home.clear")}</Link>}
        >
          <Found query={query} competitions={home.found} />
        </Section>
      )}
      <Section title={t("home.live")}>
        {home.live.length === 0 ? (
          <p className={classes.none}>{t("home.liveNone")}</p>
        ) : (
          <div className={classes.cards}>
            {home.live.map((competition) => (
              <LiveCard key={competition.code} competition={competition} />
            ))}
          </div>
        )}
      </Section>
      <Section title={t("home.open")} description={home.open.length > 0 && t("home.openHint")}>
        {home.open.length === 0 ? (
          <p className={classes.none}>{t("home.openNone")}</p>
        ) : (
          <div className={classes.cards}>
            {home.open.map((competition) => (
              <OpenCard key={competition.code} competition={competition} />
            ))}
          </div>
        )}
      </Section>
      <Section title={t("home.published")}>
        {home.published.length === 0 ? (
          <p className={classes.none}>{t("home.publishedNone")}</p>
        ) : (
          <ul className={classes.list}>
            {home.published.map(({ competition, ...event }) => (
              <li key={`${competition.code} ${event.code}`} className={classes.line}>
                <Link to={`/competitions/${competition.code}/events/${event.code}`} className={classes.lineLink}>
                  {nameOf(event)}
                </Link>
                <span className={classes.lineAside}>{nameOf(competition)}</span>
                <span className={classes.lineEnd}>
                  <When at={event.publishedAt} relative />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </PublicPage>
  );
}

function Hero({ query }: { query: string }) {
  const { t } = useTranslation(["public", "common"]);
  return (
    <section className={classes.hero} aria-labelledby="home">
      <div className={classes.intro}>
        <h1 id="home" className={classes.heading}>
          {t("home.heading")}
        </h1>
        <Form method="get" action="/" role="search" className={classes.search}>
          <label htmlFor="search" className={classes.searchLabel}>
            {t("home.search")}
          </label>
          <span className={classes.searchField}>
            <Search size={20} aria-hidden="true" />
            <input id="search" type="search" name="q" defaultValue={query} placeholder={t("home.searchHint")} maxLength={60} />
            <button type="submit">{t("common:action.search")}</button>
          </span>
        </Form>
      </div>
      <Link to="/results" className={classes.box}>
        <ChartNoAxesColumn size={32} strokeWidth={1.75} aria-hidden="true" />
        <span className={classes.boxTitle}>
          {t("home.resultsTitle")}
          <ArrowRight size={20} aria-hidden="true" />
        </span>
        <span className={classes.boxHint}>{t("home.resultsHint")}</span>
      </Link>
      <Link to="/verify" className={classes.box}>
        <BadgeCheck size={32} strokeWidth={1.75} aria-hidden="true" />
        <span className={classes.boxTitle}>
          {t("home.verifyTitle")}
          <ArrowRight size={20} aria-hidden="true" />
        </span>
        <span className={classes.boxHint}>{t("home.verifyHint")}</span>
      </Link>
    </section>
  );
}

function LiveCard({ competition }: { competition: LiveCompetition }) {
  const { t } = useTranslation(["public", "board"]);
  const nameOf = useNamed();
  const isOnScreen = competition.events.some(({ disclosure }) => disclosure !== "closed");
  return (
    <article className={classes.card}>
      <header className={classes.cardHead}>
        <h3 className={classes.cardTitle}>
          <Link to={`/competitions/${competition.code}`}>{nameOf(competition)}</Link>
        </h3>
        {isOnScreen && (
          <Link to={`/competitions/${competition.code}/screen`} className={classes.cardAction}>
            <Monitor size={17} aria-hidden="true" />
            {t("home.screen")}
          </Link>
        )}
      </header>
      <ul className={classes.events}>
        {competition.events.map((event) => (
          <li key={event.code} className={classes.event}>
            {event.disclosure === "closed" ? (
              <span>{nameOf(event)}</span>
            ) : (
              <Link to={`/competitions/${competition.code}/events/${event.code}`}>{nameOf(event)}</Link>
            )}
            {event.progress ? (
              <Meter label={t("board:progress")} hideLabel value={event.progress.confirmed} maximum={event.progress.total} />
            ) : (
              <StatusBadge list="roundPhase" value={event.phase} look="plain" />
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

function OpenCard({ competition }: { competition: OpenCompetition }) {
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  const _word = useWord();
  const formats = useFormats();
  return (
    <article className={classes.card}>
      <header className={classes.cardHead}>
        <h3 className={classes.cardTitle}>
          <Link to={`/competitions/${competition.code}`}>{nameOf(competition)}</Link>
        </h3>
      </header>
      <p className={classes.facts}>
        <CompetitionFacts {...competition} />
        <span>{t("home.starts", { day: formats.day(competition.startsOn) })}</span>
      </p>
      <p className={classes.chips}>
        {competition.events.map((event) => (
          <span key={event.code} className={classes.chip}>
            {nameOf(event)}
          </span>
        ))}
      </p>
      <Countdown until={competition.registrationClosesAt} label={t("home.deadline")} />
    </article>
  );
}

function Found({ query, competitions }: { query: string; competitions: readonly FoundCompetition[] }) {
  const { t } = useTranslation("public");
  const nameOf = useNamed();
  const _word = useWord();
  const formats = useFormats();
  if (competitions.length === 0) {
    return <EmptyState icon={SearchX} title={t("home.foundNothing", { query })} hint={t("home.foundNothingHint")} />;
  }
  return (
    <ul className={classes.list}>
      {competitions.map((competition) => (
        <li key={competition.code} className={classes.line}>
          <span className={classes.lineMain}>
            <Link to={`/competitions/${competition.code}`} className={classes.lineLink}>
              {nameOf(competition)}
            </Link>
            {competition.events.map((event) => (
              <Link key={event.code} to={`/competitions/${competition.code}/events/${event.code}`}>
                {nameOf(event)}
              </Link>
            ))}
          </span>
          <span className={`${classes.facts} ${classes.lineAside}`}>
            <CompetitionFacts {...competition} />
          </span>
          <span className={classes.lineEnd}>
            <CalendarDays size={16} aria-hidden="true" />
            {formats.day(competition.startsOn)}
            <StatusBadge list="competitionPhase" value={competition.phase} />
          </span>
        </li>
      ))}
    </ul>
  );
}
