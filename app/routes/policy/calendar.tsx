/** 赛事日历: the series of competitions from district to world, what was held, and what is due next by which clause. */
import { Stack } from "@mantine/core";
import { useLoaderData } from "@remix-run/react";
import { CalendarRange } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { AddEditionSchema, FoundCadenceSeriesSchema, FoundSeriesSchema, RemoveEditionSchema } from "#app/forms/series.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getCalendar } from "#app/queries/competitions/get-calendar.server.ts";
import { addEdition } from "#app/services/competitions/add-edition.server.ts";
import { foundCadenceSeries, foundSeries } from "#app/services/competitions/found-series.server.ts";
import { removeEdition } from "#app/services/competitions/remove-edition.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/calendar/calendar.module.css";
import { SeriesCard } from "#app/ui/calendar/series-card.tsx";
import { AddEditionForm, FoundSeriesForm, UncoveredCard } from "#app/ui/calendar/series-forms.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const OFFICERS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.calendar, within: "scope" } }, async ({ runtime, actor }) => ({
  page: await getCalendar(runtime, actor),
  rights: {
    opensOffices: hasRole(actor.grants, OFFICE_ROOMS.overview, NO_SCOPE),
    mayAct: hasRole(actor.grants, OFFICERS.roles, NO_SCOPE),
    mayCreate: hasRole(actor.grants, OFFICE_ACTORS, NO_SCOPE),
  },
}));

export const action = defineAction({
  "found-series": defineIntent({
    access: OFFICERS,
    form: FoundSeriesSchema,
    run: ({ runtime, actor, input }) => foundSeries(runtime, actor, input),
  }),
  "found-cadence-series": defineIntent({
    access: OFFICERS,
    form: FoundCadenceSeriesSchema,
    run: ({ runtime, actor, input }) => foundCadenceSeries(runtime, actor, input),
  }),
  "add-edition": defineIntent({
    access: OFFICERS,
    form: AddEditionSchema,
    run: ({ runtime, actor, input }) => addEdition(runtime, actor, input),
  }),
  "remove-edition": defineIntent({
    access: OFFICERS,
    form: RemoveEditionSchema,
    run: ({ runtime, actor, input }) => removeEdition(runtime, actor, input),
  }),
});

type Done = "found-series" | "found-cadence-series" | "add-edition" | "remove-edition";

export const handle: PageHandle = { title: "calendar:title" };

export default function Calendar() {
  const { page, rights } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("calendar");
  const word = useWord();
  const { series, uncovered, thisYear } = page;
  const count = (state: "due" | "overdue") => series.filter(({ next }) => next?.state === state).length;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as Done}`)}
        </Notice>
      )}
      <Refusals
        namespace="calendar"
        refusals={[...refusalsOf(answer, "found-cadence-series"), ...refusalsOf(answer, "remove-edition")]}
      />
      <Stack gap="xl">
        {series.length === 0 ? (
          <EmptyState icon={CalendarRange} title={t("empty")} hint={t("emptyHint")} />
        ) : (
          <Stats>
            <Stat label={t("stats.series")} value={series.length} />
            <Stat label={t("stats.due")} value={count("due")} tone={count("due") > 0 ? "act" : "plain"} />
            <Stat label={t("stats.overdue")} value={count("overdue")} tone={count("overdue") > 0 ? "act" : "plain"} />
            <Stat label={t("stats.missing")} value={uncovered.length} />
          </Stats>
        )}
        {uncovered.length > 0 && (
          <Section id="uncovered" title={t("uncovered")} description={t("uncoveredLead")}>
            <div className={classes.list}>
              {uncovered.map((one) => (
                <UncoveredCard key={`${one.packName} ${one.cadenceId}`} uncovered={one} mayAct={rights.mayAct} />
              ))}
            </div>
          </Section>
        )}
        {TIERS.filter((tier) => series.some((one) => one.tier === tier)).map((tier) => (
          <Section key={tier} title={word("tier", tier)}>
            <div className={classes.list}>
              {series
                .filter((one) => one.tier === tier)
                .map((one) => (
                  <SeriesCard key={one.seriesId} series={one} thisYear={thisYear} rights={rights} />
                ))}
            </div>
          </Section>
        ))}
        {rights.mayAct && (
          <div className={classes.list}>
            {series.length > 0 && <AddEditionForm page={page} refusals={refusalsOf(answer, "add-edition")} />}
            <FoundSeriesForm refusals={refusalsOf(answer, "found-series")} />
          </div>
        )}
      </Stack>
    </>
  );
}
