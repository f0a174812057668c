/** 概览: where the competition stands, what the next phase still needs, and the numbers that matter today. */

import { Button, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { Check, CopyPlus, ListChecks, PencilLine, Plus, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { CompetitionAct } from "#app/domain/phases/competition-phases.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { ChangeCompetitionSchema, FinaliseSchema, ReopenResultsSchema } from "#app/forms/competition.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getOverview, type Overview as OverviewData } from "#app/queries/competitions/get-overview.server.ts";
import { changeCompetition } from "#app/services/competitions/change-competition.server.ts";
import { announceCompetition, openRegistration, startCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { reopenResults } from "#app/services/results/reopen-results.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { Checklist } from "#app/ui/checklist.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { usePhaseChecklist } from "#app/ui/overview/use-phase-checklist.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PhaseLine } from "#app/ui/phase-line.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { PlanFields } from "#app/ui/setup/plan-form.tsx";
import { ReopeningForm, ReopeningHistory } from "#app/ui/setup/reopening.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./overview.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.overview, within: "scope" } }, ({ runtime, actor, scope }) =>
  getOverview(runtime, actor, String(scope.competitionId)),
);

export const action = defineAction({
  announce: defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => announceCompetition(runtime, actor, { competitionId: String(scope.competitionId) }),
  }),
  "open-registration": defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => openRegistration(runtime, actor, { competitionId: String(scope.competitionId) }),
  }),
  start: defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => startCompetition(runtime, actor, { competitionId: String(scope.competitionId) }),
  }),
  "open-publicity": defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => openPublicity(runtime, actor, { competitionId: String(scope.competitionId) }),
  }),
  finalise: defineIntent({
    access: ACTORS,
    form: FinaliseSchema,
    run: ({ runtime, actor, scope, input }) =>
      finaliseCompetition(runtime, actor, {
        competitionId: String(scope.competitionId),
        decisionNumber: input.decisionNumber,
      }),
  }),
  "reopen-results": defineIntent({
    access: ACTORS,
    form: ReopenResultsSchema,
    run: ({ runtime, actor, scope, input }) =>
      reopenResults(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "change-competition": defineIntent({
    access: ACTORS,
    form: ChangeCompetitionSchema,
    run: ({ runtime, actor, scope, input }) =>
      changeCompetition(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "competition:overview.title" };

export default function Overview() {
  const overview = useLoaderData<typeof loader>();
  const { t } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const { phase, tier } = overview;
  const notes: Partial<Record<CompetitionPhase, string>> = {
    registration: formats.dateTime(overview.registrationClosesAt),
    running: formats.days(overview.startsOn, overview.endsOn),
    ...(overview.publicityEndsAt ? { publicity: formats.dateTime(overview.publicityEndsAt) } : {}),
    ...(overview.finalisedAt ? { final: formats.day(overview.finalisedAt) } : {}),
  };
  return (
    <>
      <PageHeader
        title={named(overview)}
        status={<StatusBadge list="competitionPhase" value={phase} />}
        actions={
          overview.mayAct &&
          phase !== "draft" && (
            <Button
              component={Link}
              to={`/office/competitions/new?from=${overview.code}`}
              variant="default"
              size="sm"
              leftSection={<CopyPlus size={16} aria-hidden="true" />}
            >
              {t("overview.nextEdition")}
            </Button>
          )
        }
        description={t("overview.summary", {
          tier: word("tier", tier),
          class: word("competitionClass", overview.class),
          sphere: word("sphere", overview.sphere),
        })}
      />
      <OpenLinks events={overview.events} />
      <PhaseLine list="competitionPhase" current={phase} notes={notes} hide={["archived"]} />
      <NextPhase overview={overview} />
      <Today overview={overview} />
      <Facts overview={overview} />
    </>
  );
}

/** After the next edition was set up: whose way up could not be carried over. */
function OpenLinks({ events }: { events: readonly EventRow[] }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const formats = useFormats();
  const [search] = useSearchParams();
  const codes = search.get("open");
  if (codes === null) return null;
  const open = events.filter(({ code }) => codes.split(",").includes(code));
  return (
    <Notice tone={open.length > 0 ? "act" : "done"} title={t("plan.clone.done")} live>
      {open.length > 0 && t("plan.clone.open", { events: formats.list(open.map(named)) })}
    </Notice>
  );
}

/** The conditions of the next phase with the way to each fix, and the act itself. */
function NextPhase({ overview }: { overview: OverviewData }) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const items = usePhaseChecklist({
    code: overview.code,
    conditions: overview.next?.conditions ?? [],
    events: overview.events,
    mayAct: overview.mayAct,
    canChangePlan: overview.plan !== null,
  });
  const { next, mayAct, phase, publicityWorkingDays } = overview;
  const done = answer?.ok && answer.intent !== "change-competition" ? answer.intent : null;
  const outcome = done && (
    <Notice tone="done" live>
      {done === "reopen-results" ? t("overview.reopening.done") : t(`overview.done.${done as CompetitionAct}`)}
    </Notice>
  );
  if (!next) {
    return (
      <div className={classes.next}>
        {outcome}
        {overview.decisionNumber && overview.finalisedAt && (
          <Notice tone="done" title={t("overview.next.over")}>
            {t("overview.next.overText", {
              number: overview.decisionNumber,
              time: formats.dateTime(overview.finalisedAt),
            })}
          </Notice>
        )}
        <ReopeningHistory reopenings={overview.reopenings} />
        {mayAct && phase === "final" && (
          <ReopeningForm days={publicityWorkingDays} refusals={refusalsOf(answer, "reopen-results")} />
        )}
      </div>
    );
  }
  const isReady = items.every((item) => item.done);
  const coming = COMING[next.act];
  const isPublicity = phase === "publicity" && overview.publicityEndsAt !== null;
  return (
    <div className={classes.next}>
      {outcome}
      <ReopeningHistory reopenings={overview.reopenings} />
      <Refusals namespace="competition" refusals={refusalsOf(answer, next.act)} />
      <Section title={t("overview.next.title", { phase: word("competitionPhase", coming) })} boxed>
        {isPublicity && <Countdown until={String(overview.publicityEndsAt)} label={t("overview.next.publicityEnds")} />}
        <Checklist items={items} />
        <Form method="post" className={classes.act} key={next.act}>
          {next.act === "finalise" && mayAct && (
            <TextInput
              name="decisionNumber"
              label={t("overview.next.decisionNumber")}
              description={t("overview.next.decisionNumberHint")}
              required
              maxLength={100}
              disabled={!isReady}
            />
          )}
          {!mayAct && <p className={classes.readOnly}>{t("overview.next.readOnly")}</p>}
          {mayAct && isReady && (
            <ActButton
              intent={next.act}
              namespace="competition"
              icon={Check}
              size="md"
              consequence={t(`overview.consequence.${next.act}`, { days: publicityWorkingDays })}
            >
              {t(`overview.act.${next.act}`)}
            </ActButton>
          )}
          {mayAct && !isReady && (
            <Button type="submit" size="md" disabled>
              {t(`overview.act.${next.act}`)}
            </Button>
          )}
        </Form>
      </Section>
    </div>
  );
}

const COMING: Readonly<Record<CompetitionAct, CompetitionPhase>> = {
  announce: "announced",
  "open-registration": "registration",
  start: "running",
  "open-publicity": "publicity",
  finalise: "final",
};

type EventRow = OverviewData["events"][number];

function Today({ overview }: { overview: OverviewData }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const { events, code, plan, opensEvents } = overview;
  const sum = (count: (event: EventRow) => number) => events.reduce((total, event) => total + count(event), 0);
  const columns: readonly Column<EventRow>[] = [
    {
      id: "event",
      header: t("overview.event"),
      isRowHeader: true,
      cell: (event) => (opensEvents ? <Link to={`/office/${code}/events/${event.code}`}>{named(event)}</Link> : named(event)),
    },
    {
      id: "registered",
      header: t("overview.registered"),
      width: "14rem",
      cell: (event) => (
        <div>
          {!event.isCancelled && (
            <Meter
              label={t("overview.registeredOf", { event: named(event) })}
              hideLabel
              value={event.accepted}
              maximum={event.quota}
            />
          )}
          {event.undecided > 0 && (
            <span className={classes.undecided}>{t("overview.undecided", { count: event.undecided })}</span>
          )}
          {event.offers > 0 && <span className={classes.undecided}>{t("overview.offers", { count: event.offers })}</span>}
          {event.drafts > 0 && <span className={classes.faint}>{t("overview.drafts", { count: event.drafts })}</span>}
        </div>
      ),
    },
    {
      id: "marking",
      header: t("overview.marking"),
      width: "14rem",
      cell: (event) =>
        event.forms > 0 ? (
          <Meter
            label={t("overview.markingOf", { event: named(event) })}
            hideLabel
            value={event.confirmedForms}
            maximum={event.forms}
          />
        ) : (
          <span className={classes.faint}>{t("overview.notStarted")}</span>
        ),
    },
    {
      id: "round",
      header: t("overview.round"),
      noWrap: true,
      cell: ({ roundPhase, isCancelled }) =>
        isCancelled ? <CancelledBadge /> : <StatusBadge list="roundPhase" value={roundPhase} look="plain" />,
    },
  ];
  const forms = sum((event) => event.forms);
  return (
    <Section title={t("overview.today")}>
      {events.length > 0 && (
        <Stats>
          <Stat label={t("overview.stats.events")} value={events.filter(({ isCancelled }) => !isCancelled).length} />
          <Stat
            label={t("overview.stats.accepted")}
            value={sum((event) => event.accepted)}
            unit={t("overview.of", { total: sum((event) => (event.isCancelled ? 0 : event.quota)) })}
          />
          <Stat
            label={t("overview.stats.undecided")}
            value={sum((event) => event.undecided)}
            tone={sum((event) => event.undecided) > 0 ? "act" : "plain"}
          />
          {sum((event) => event.offers) > 0 && (
            <Stat label={t("overview.stats.offers")} value={sum((event) => event.offers)} tone="act" />
          )}
          {sum((event) => event.drafts) > 0 && <Stat label={t("overview.stats.drafts")} value={sum((event) => event.drafts)} />}
          {forms > 0 && (
            <Stat
              label={t("overview.stats.confirmed")}
              value={sum((event) => event.confirmedForms)}
              unit={t("overview.of", { total: forms })}
            />
          )}
        </Stats>
      )}
      <DataTable
        caption={t("overview.todayCaption")}
        rows={events}
        rowKey={(event) => event.code}
        columns={columns}
        empty={
          <EmptyState
            icon={ListChecks}
            title={t("overview.noEvents")}
            hint={t("overview.noEventsHint")}
            action={
              plan && (
                <Button
                  component={Link}
                  to={`/office/${code}/events#add`}
                  variant="default"
                  leftSection={<Plus size={18} aria-hidden="true" />}
                >
                  {t("overview.addEvent")}
                </Button>
              )
            }
          />
        }
      />
    </Section>
  );
}

function Facts({ overview }: { overview: OverviewData }) {
  const { t, i18n } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const { plan, hosts, packs } = overview;
  const refusals = refusalsOf(answer, "change-competition");
  return (
    <Section title={t("overview.facts")}>
      {answer?.ok && answer.intent === "change-competition" && (
        <Notice tone="done" live>
          {t("plan.changed")}
        </Notice>
      )}
      <div className={classes.facts}>
        <DefinitionList
          items={[
            {
              term: t("overview.hosts"),
              value: hosts.map(({ relation, region, organisation }) => (
                <span key={`${relation} ${organisation?.name ?? region.name}`} className={classes.host}>
                  <span className={classes.relation}>{word("hostRelation", relation)}</span>
                  {named(organisation ?? region)}
                </span>
              )),
            },
            ...(overview.series
              ? [
                  {
                    term: t("overview.series"),
                    value: t("overview.edition", { series: named(overview.series), edition: overview.series.edition }),
                  },
                ]
              : []),
            { term: t("plan.registrationClosesAt"), value: <When at={overview.registrationClosesAt} relative /> },
            { term: t("overview.days"), value: formats.days(overview.startsOn, overview.endsOn) },
            { term: t("plan.venue"), value: overview.venue },
            {
              term: t("overview.publicity"),
              value: t("overview.publicityDays", { count: overview.publicityWorkingDays }),
            },
            {
              term: t("overview.packs"),
              value:
                packs.length > 0
                  ? packs.map((pack) => (
                      <span key={pack.title} className={classes.host}>
                        {i18n.language === "en" ? pack.titleEn : pack.title}
                        <span className={classes.faint}>{t("plan.packVersion", { version: pack.version })}</span>
                      </span>
                    ))
                  : t("overview.none"),
            },
          ]}
        />
      </div>
      {plan && (
        <Disclosure id="plan" label={t("plan.edit")} icon={PencilLine} open={refusals.length > 0}>
          <p className={form.hint}>{t("plan.editLead")}</p>
          <Form method="post">
            <PlanFields choices={plan.choices} refusals={refusals} stated={plan.stated} />
            <ActButton intent="change-competition" namespace="competition" icon={Save} look="quiet">
              {t("plan.change")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}
