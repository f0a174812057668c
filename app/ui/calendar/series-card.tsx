/** One series of competitions: whose it is, how often it is asked for and by which clause, its years, and what comes next. */
import { Button } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { CalendarCheck, CalendarClock, CalendarPlus, CalendarX, CircleDashed, History, PlayCircle, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CadenceView, CalendarEdition, CalendarSeries } from "#app/domain/ladder/calendar-page.ts";
import type { EditionState } from "#app/domain/ladder/series-calendar.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "../act-button.tsx";
import { Citation } from "../citation.tsx";
import { Disclosure } from "../setup/disclosure.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { type Tone, ToneBadge } from "../tone-badge.tsx";
import { useFormats } from "../use-formats.ts";
import { type Named, useNamed } from "../use-named.ts";
import classes from "./calendar.module.css";

export type CalendarRights = {
  /** Finds the offices of competitions open. */
  readonly opensOffices: boolean;
  /** Puts editions into series and takes them out. */
  readonly mayAct: boolean;
  /** Sets competitions up. */
  readonly mayCreate: boolean;
};

const LOOKS: Readonly<Record<EditionState, { readonly tone: Tone; readonly icon: typeof CalendarCheck }>> = {
  held: { tone: "done", icon: CalendarCheck },
  "under-way": { tone: "info", icon: PlayCircle },
  prepared: { tone: "info", icon: CalendarClock },
  due: { tone: "act", icon: CalendarPlus },
  overdue: { tone: "act", icon: CalendarX },
  expected: { tone: "idle", icon: CircleDashed },
};

export function SeriesCard({ series, thisYear, rights }: { series: CalendarSeries; thisYear: number; rights: CalendarRights }) {
  const { t } = useTranslation("calendar");
  const named = useNamed();
  return (
    <article className={classes.series} aria-label={named(series)}>
      <div className={classes.head}>
        <h3 className={classes.name}>{named(series)}</h3>
        <SeriesFacts sphere={series.sphere} regions={series.regions} everyYears={series.everyYears} />
      </div>
      <ol className={classes.years} aria-label={t("yearsOf", { series: named(series) })}>
        {series.cells.map(({ year, state, competitionId, edition }) => (
          <li key={year} className={classes.year} data-now={year === thisYear || undefined}>
            <span className={classes.figure}>
              {year}
              {year === thisYear && <span className={classes.now}>{t("thisYear")}</span>}
            </span>
            {state === null ? (
              <span className={classes.faint}>{t("nothing")}</span>
            ) : (
              <ToneBadge tone={LOOKS[state].tone} icon={LOOKS[state].icon} look="plain">
                {t(`state.${state}`)}
              </ToneBadge>
            )}
            <EditionLink
              found={series.editions.find((one) => one.competitionId === competitionId)}
              edition={edition}
              rights={rights}
            />
          </li>
        ))}
      </ol>
      <Proposal series={series} rights={rights} />
      {series.cadence && <CadenceCitation cadence={series.cadence} />}
      {series.editions.length > 0 && (
        <Disclosure id={`series-${series.seriesId}`} label={t("history", { count: series.editions.length })} icon={History}>
          <Editions editions={series.editions} rights={rights} />
        </Disclosure>
      )}
    </article>
  );
}

/** Sphere, cadence and hosts in words. */
export function SeriesFacts(props: {
  sphere: CalendarSeries["sphere"] | null;
  regions: readonly Named[];
  everyYears: number | null;
}) {
  const { sphere, regions, everyYears } = props;
  const { t } = useTranslation("calendar");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  return (
    <>
      {sphere && <span className={classes.tag}>{word("sphere", sphere)}</span>}
      {regions.length > 1 && <span className={classes.tag}>{t("joint", { count: regions.length })}</span>}
      <span className={classes.soft}>
        {[
          everyYears === null ? t("noCadence") : everyYears === 1 ? t("everyYear") : t("everyYears", { count: everyYears }),
          t("hosts", { regions: formats.list(regions.map(named)) }),
        ].join(" · ")}
      </span>
    </>
  );
}

export function CadenceCitation({ cadence: { clause, text, document } }: { cadence: CadenceView }) {
  const { i18n } = useTranslation();
  return (
    <Citation
      clause={clause}
      text={text}
      document={{ ...document, title: i18n.language === "en" ? document.titleEn : document.title }}
    />
  );
}

/** "第 3 届", with the way to the competition where the reader may go. */
function EditionLink(props: { found: CalendarEdition | undefined; edition: number | null; rights: CalendarRights }) {
  const { found, edition, rights } = props;
  const { t } = useTranslation("calendar");
  const named = useNamed();
  if (!edition) return null;
  const text = t("edition", { edition });
  if (!found) return <span className={classes.soft}>{text}</span>;
  return (
    <Link to={toCompetition(found, rights)} aria-label={`${text} ${named(found)}`} title={named(found)}>
      {text}
    </Link>
  );
}

function toCompetition({ code }: CalendarEdition, { opensOffices }: CalendarRights): string {
  return opensOffices ? `/office/${code}` : `/competitions/${code}`;
}

function Proposal({ series: { next, editions }, rights }: { series: CalendarSeries; rights: CalendarRights }) {
  const { t } = useTranslation("calendar");
  if (!next) return null;
  const { state, edition, dueIn, proposedFor } = next;
  const [last] = editions;
  return (
    <div className={classes.proposal}>
      <ToneBadge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
        {t(`proposal.${state}`, { year: proposedFor, edition, due: dueIn })}
      </ToneBadge>
      {rights.mayCreate ? (
        <Button
          component={Link}
          to={last ? `/office/competitions/new?from=${last.code}` : "/office/competitions/new"}
          variant="default"
          size="xs"
          leftSection={<CalendarPlus size={16} aria-hidden="true" />}
        >
          {last ? t("proposal.create") : t("proposal.createFirst")}
        </Button>
      ) : (
        state !== "expected" && <span className={classes.soft}>{t("proposal.byOrganiser")}</span>
      )}
    </div>
  );
}

function Editions({ editions, rights }: { editions: readonly CalendarEdition[]; rights: CalendarRights }) {
  const { t } = useTranslation("calendar");
  const named = useNamed();
  return (
    <ul className={classes.editions}>
      {editions.map((one) => (
        <li key={one.competitionId} className={classes.edition}>
          <span>{t("edition", { edition: one.edition })}</span>
          <span>{one.year}</span>
          <Link to={toCompetition(one, rights)}>{named(one)}</Link>
          <StatusBadge list="competitionPhase" value={one.phase} look="plain" />
          {rights.mayAct && (
            <Form method="post">
              <input type="hidden" name="competitionId" value={one.competitionId} />
              <ActButton intent="remove-edition" namespace="calendar" icon={Undo2} look="grave">
                {t("remove")}
              </ActButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
