/** 成绩: by code while marks are blind, by name after; publishing on site, settling, and what the public may see. */
import { Radio, Textarea } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Eye, ListOrdered, Megaphone, Snowflake, SunSnow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { decideFreeze } from "#app/domain/board/freeze.ts";
import { decideDisclosure } from "#app/domain/phases/round-phases.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { DISCLOSURES } from "#app/domain/shared/vocabulary.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { DecideTieSchema, FreezeReasonSchema, SetDisclosureSchema } from "#app/forms/results.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import {
  getResultsPage,
  type NamedResultsRow,
  type ResultsPage,
  type ResultsRow,
} from "#app/queries/results/get-results-page.server.ts";
import { changeGoingOn } from "#app/services/results/change-going-on.server.ts";
import { decideTieOfRound } from "#app/services/results/decide-tie.server.ts";
import { endFreeze } from "#app/services/results/end-freeze.server.ts";
import { freezeBoard } from "#app/services/results/freeze-board.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { HistoryLink } from "#app/ui/history/history-link.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { inBothFormats, PaperLinks } from "#app/ui/paper-links.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { PhaseLine } from "#app/ui/phase-line.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Ties } from "#app/ui/results/ties.tsx";
import { GoesOnBadge } from "#app/ui/rounds/goes-on-badge.tsx";
import { GoingOnSection } from "#app/ui/rounds/going-on-section.tsx";
import { Section } from "#app/ui/section.tsx";
import { useTieBreakWords } from "#app/ui/setup/use-tie-break-words.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { CheckAgain } from "#app/ui/trial/check-again.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./results.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;
/** Those whose sentences are in the texts of results. */
const INTENTS = ["publish-on-site", "settle-round", "set-disclosure", "freeze-board", "end-freeze", "decide-tie"] as const;
const TIE_DECIDERS = ["chief-judge"] as const;

export const loader = defineLoader(
  { access: { roles: [...OFFICE_ACTORS, "supervisor", "chief-judge", "tally-clerk"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    return {
      blindLayers: await getBlindLayers(runtime, scope.roundId),
      roundId: scope.roundId,
      page: await getResultsPage(runtime, actor, scope.roundId),
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
      mayDecide: hasRole(actor.grants, TIE_DECIDERS, scope),
    };
  },
);

export const action = defineAction({
  "publish-on-site": defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => publishOnSite(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "settle-round": defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => settleRound(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "change-going-on": defineIntent({
    access: ACTORS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => changeGoingOn(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "set-disclosure": defineIntent({
    access: ACTORS,
    form: SetDisclosureSchema,
    run: ({ runtime, actor, scope, input }) => setDisclosure(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "freeze-board": defineIntent({
    access: ACTORS,
    form: FreezeReasonSchema,
    run: ({ runtime, actor, scope, input }) => freezeBoard(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "end-freeze": defineIntent({
    access: ACTORS,
    form: FreezeReasonSchema,
    run: ({ runtime, actor, scope, input }) => endFreeze(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "decide-tie": defineIntent({
    access: { roles: TIE_DECIDERS, within: "scope" },
    form: DecideTieSchema,
    run: ({ runtime, actor, scope, input }) => decideTieOfRound(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "results:title" };

export default function Results() {
  const { page, roundId, watched, mayAct, mayDecide } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["results", "rounds"]);
  const ofCode = useCodeContext();
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, results, confirmed, forms, maximum, names } = page;
  const base = toEventPage(watched.competition, watched.event, "results");
  const toExplanation = (word: string) =>
    `${base}/${encodeURIComponent(word)}${watched.round === undefined ? "" : `?round=${watched.round}`}`;
  return (
    <>
      <PageHeader
        title={`${t("title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={results.kind === "names" ? t("leadNamed") : t("leadBlind", ofCode)}
        actions={
          <>
            <HistoryLink kind="round" id={roundId} of={t("title")} />
            {results.kind !== "none" && (
              <PaperLinks
                kind="results"
                named
                files={inBothFormats(
                  `/office/${watched.competition}/events/${watched.event}/score-sheet`,
                  watched.round === undefined ? "" : `?round=${watched.round}`,
                )}
              />
            )}
          </>
        }
      />
      <div className={classes.line}>
        <PhaseLine list="roundPhase" current={phase} />
      </div>
      <Refusals namespace="results" refusals={INTENTS.flatMap((intent) => refusalsOf(answer, intent))} />
      <Refusals namespace="rounds" refusals={refusalsOf(answer, "change-going-on")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "change-going-on"
            ? t("rounds:goingOn.changed")
            : t(`done.${answer.intent as (typeof INTENTS)[number]}`)}
        </Notice>
      )}
      <div className={classes.controls}>
        <Publication page={page} mayAct={mayAct} />
        {page.goingOn && <GoingOnSection goingOn={page.goingOn} phase={phase} mayAct={mayAct} />}
        <DisclosureControl page={page} mayAct={mayAct} />
        <FreezeControl page={page} mayAct={mayAct} />
      </div>
      {phase === "judging" && <Notice tone="info">{t("partial", { confirmed, forms })}</Notice>}
      {page.isWithheld && <Notice tone="info">{t("withheld")}</Notice>}
      {results.kind === "none" && !page.isWithheld && (
        <EmptyState icon={ListOrdered} title={t("notJudged")} hint={t("notJudgedHint", ofCode)} />
      )}
      {results.kind === "names" && phase === "unblinded" && <Ties ties={results.ties} mayDecide={mayDecide} />}
      {results.kind === "codes" && <ByCode rows={results.rows} maximum={maximum} names={names} toExplanation={toExplanation} />}
      {results.kind === "names" && <ByName rows={results.rows} maximum={maximum} names={names} toExplanation={toExplanation} />}
      {results.kind === "names" && (
        <CheckAgain base={`/office/${watched.competition}/events/${watched.event}/trial`} round={watched.round ?? 1} />
      )}
    </>
  );
}

function Publication({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation(["results", "board"]);
  const { publication, next } = page;
  if (!publication && !next) return null;
  const unmet = next?.conditions.flatMap((condition) => condition.unmet) ?? [];
  return (
    <Section title={t("publication.title")} boxed>
      {publication && (
        <div className={classes.publication}>
          <p>
            {t("publication.published")} <When at={publication.publishedAt} />
            {publication.version > 1 && <> · {t("board:publication.corrected", { version: publication.version })}</>}
          </p>
          {next?.act === "settle-round" && <Countdown until={publication.closesAt} label={t("publication.closes")} />}
          <p className={classes.hash} title={publication.hash}>
            {t("publication.hash")} <code>{publication.hash.slice(0, 16)}</code>
          </p>
        </div>
      )}
      {next && mayAct && (
        <Form method="post">
          {next.act === "publish-on-site" ? (
            <ActButton
              intent="publish-on-site"
              namespace="results"
              icon={Megaphone}
              unmet={unmet}
              consequence={t("publication.publishConsequence")}
            >
              {t("publication.publish")}
            </ActButton>
          ) : (
            <ActButton
              intent="settle-round"
              namespace="results"
              icon={BadgeCheck}
              unmet={unmet}
              consequence={t("publication.settleConsequence")}
            >
              {t("publication.settle")}
            </ActButton>
          )}
        </Form>
      )}
    </Section>
  );
}

/** The level as it is; its change is folded away, because the table matters more. */
function DisclosureControl({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation("results");
  const word = useWord();
  const { disclosure, phase } = page;
  return (
    <Section title={t("disclosure.title")} boxed actions={<StatusBadge list="disclosure" value={disclosure} />}>
      <p className={classes.level}>{t(`disclosure.hint.${disclosure}`)}</p>
      {mayAct && (
        <details className={classes.change} key={disclosure}>
          <summary className={classes.summary}>{t("disclosure.change")}</summary>
          <Form method="post" className={classes.disclosure}>
            <Radio.Group name="disclosure" defaultValue={disclosure} label={t("disclosure.label")}>
              <div className={classes.levels}>
                {DISCLOSURES.map((level) => (
                  <Radio
                    key={level}
                    value={level}
                    label={word("disclosure", level)}
                    description={t(`disclosure.hint.${level}`)}
                    disabled={!decideDisclosure(level, phase).ok}
                  />
                ))}
              </div>
            </Radio.Group>
            <ActButton intent="set-disclosure" namespace="results" icon={Eye} look="quiet">
              {t("disclosure.save")}
            </ActButton>
          </Form>
        </details>
      )}
    </Section>
  );
}

/** Holding the public board as it is, and letting it go on; nothing where there is no live board to hold. */
function FreezeControl({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation("results");
  const { freeze, phase } = page;
  if (freeze === null && (!mayAct || !decideFreeze({ phase, isFrozen: false }).ok)) return null;
  const intent = freeze ? "end-freeze" : "freeze-board";
  return (
    <Section title={t("freeze.title")} boxed>
      {freeze ? (
        <p className={classes.level}>
          {t("freeze.frozenBy", { who: freeze.by })} <When at={freeze.frozenAt} /> · {freeze.reason}
        </p>
      ) : (
        <p className={classes.level}>{t("freeze.live")}</p>
      )}
      {mayAct && (
        <details className={classes.change} key={intent}>
          <summary className={classes.summary}>{t(`freeze.open.${intent}`)}</summary>
          <Form method="post" className={classes.disclosure}>
            <Textarea name="reason" label={t(`freeze.reason.${intent}`)} autosize minRows={2} maxLength={500} required />
            <ActButton
              intent={intent}
              namespace="results"
              icon={freeze ? SunSnow : Snowflake}
              look="quiet"
              consequence={t(`freeze.consequence.${intent}`)}
            >
              {t(`freeze.act.${intent}`)}
            </ActButton>
          </Form>
        </details>
      )}
    </Section>
  );
}

type TableProps<Row> = Pick<ResultsPage, "maximum" | "names"> & {
  rows: readonly Row[];
  /** The address of an explanation, by what the view calls an entry. */
  toExplanation: (word: string) => string;
};

function ByCode({ rows, ...page }: TableProps<ResultsRow>) {
  const { t } = useTranslation("results");
  const ofCode = useCodeContext();
  const shared = useSharedColumns<ResultsRow>(page, ({ code }) => code);
  const columns: readonly Column<ResultsRow>[] = [
    shared.place,
    {
      id: "code",
      header: t("column.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code }) => <span className="tabular">{code}</span>,
    },
    shared.total,
    {
      id: "forms",
      header: t("column.forms"),
      align: "end",
      noWrap: true,
      sortBy: ({ formsDone }) => formsDone,
      cell: ({ formsDone, formsExpected }) => `${formsDone}/${formsExpected}`,
    },
    ...shared.scale,
    shared.award,
    shared.explanation,
  ];
  return (
    <DataTable
      caption={t("captionBlind", ofCode)}
      rows={rows}
      rowKey={({ code }) => code ?? ""}
      columns={columns}
      search={({ code }) => code ?? ""}
      empty={<EmptyState icon={ListOrdered} title={t("empty")} />}
    />
  );
}

function ByName({ rows, ...page }: TableProps<NamedResultsRow>) {
  const { t } = useTranslation(["results", "rounds"]);
  const hasNext = rows.some(({ goesOn }) => goesOn !== null);
  const formats = useFormats();
  const named = useNamed();
  const shared = useSharedColumns<NamedResultsRow>(page, ({ entryId }) => entryId);
  const columns: readonly Column<NamedResultsRow>[] = [
    shared.place,
    {
      id: "names",
      header: t("column.names"),
      isRowHeader: true,
      cell: ({ names }) => <span className={classes.name}>{formats.list(names)}</span>,
    },
    {
      id: "entrantNumber",
      header: t("column.entrantNumber"),
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    {
      id: "delegation",
      header: t("column.delegation"),
      sortBy: ({ delegation }) => delegation.name,
      cell: ({ delegation }) => named(delegation),
    },
    shared.total,
    ...shared.scale,
    ...(hasNext
      ? [
          {
            id: "goesOn",
            header: t("rounds:goingOn.column"),
            noWrap: true,
            cell: ({ goesOn }: NamedResultsRow) => goesOn && <GoesOnBadge />,
          },
        ]
      : [shared.award]),
    shared.explanation,
  ];
  const filters: readonly Filter<NamedResultsRow>[] = [
    hasNext
      ? {
          id: "goesOn",
          label: t("rounds:goingOn.column"),
          options: [
            { value: "yes", label: t("rounds:goingOn.yes") },
            { value: "no", label: t("rounds:goingOn.no") },
          ],
          matches: ({ goesOn }, value) => goesOn === (value === "yes"),
        }
      : {
          id: "award",
          label: t("column.award"),
          options: [
            { value: "yes", label: t("filter.awarded") },
            { value: "no", label: t("filter.notAwarded") },
          ],
          matches: ({ award }, value) => (award !== null) === (value === "yes"),
        },
  ];
  return (
    <DataTable
      caption={t("captionNamed")}
      rows={rows}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      filters={filters}
      search={({ names, entrantNumber, delegation, code }) => [...names, entrantNumber, delegation.name, code].join(" ")}
      rowTone={({ place }) => (place === null ? "off" : undefined)}
      empty={<EmptyState icon={ListOrdered} title={t("empty")} />}
    />
  );
}

/** What both views show of a result. */
function useSharedColumns<Row extends ResultsRow>(
  { maximum, names, toExplanation }: Omit<TableProps<Row>, "rows">,
  wordOf: (row: Row) => string | null,
) {
  const { t } = useTranslation("results");
  const column = (definition: Column<Row>): Column<Row> => definition;
  return {
    place: column({
      id: "place",
      header: t("column.place"),
      align: "end",
      width: "5rem",
      sortBy: ({ place }) => place,
      cell: ({ place }) => place ?? "–",
    }),
    total: column({
      id: "total",
      header: maximum === null ? t("column.total") : t("column.totalOf", { maximum: formatHundredths(maximum) }),
      align: "end",
      noWrap: true,
      sortBy: ({ total }) => total,
      cell: ({ total }) => <Mark value={total} />,
    }),
    scale:
      names === null || names.rules.scale === "none"
        ? []
        : [
            column({
              id: "scaleScore",
              header: t("column.scaleScore"),
              align: "end",
              noWrap: true,
              sortBy: ({ scaleScore }) => scaleScore,
              cell: ({ scaleScore }) => <span className="tabular">{scaleScore ?? "–"}</span>,
            }),
          ],
    award: column({
      id: "award",
      header: t("column.award"),
      noWrap: true,
      cell: ({ award }) => award && <AwardBadge award={award} />,
    }),
    explanation: column({
      id: "explanation",
      header: t("column.explanation"),
      cell: (row) => <Explanation row={row} names={names} to={toExplanation(wordOf(row) ?? "")} />,
    }),
  };
}

/** Why an entry stands where it stands, beyond its total; the whole way is behind the link. */
function Explanation({
  row,
  names,
  to,
}: Pick<ResultsPage, "names"> & { row: ResultsRow & { readonly eligible?: boolean }; to: string }) {
  const { t } = useTranslation("results");
  const { status, tied, openTie, tieBreak, eligible } = row;
  return (
    <span className={classes.explanation}>
      {status !== "checked-in" && <StatusBadge list="participation" value={status} look="plain" />}
      {eligible === false && <span>{t("explanation.ineligible")}</span>}
      {tieBreak?.by === "tie-break" && names && <TieBreakWords used={tieBreak} names={names} />}
      {tieBreak?.by === "chief" && <span>{t("explanation.chief")}</span>}
      {tied && <span>{openTie ? t("explanation.open") : t("explanation.tied")}</span>}
      <Link to={to}>{t("explanation.link")}</Link>
    </span>
  );
}

function TieBreakWords({
  used,
  names,
}: {
  used: Extract<ResultsRow["tieBreak"], { by: "tie-break" }>;
  names: NonNullable<ResultsPage["names"]>;
}) {
  const { t } = useTranslation("results");
  const formats = useFormats();
  const thing = useTieBreakWords(names.rules, names.scheme)(used.tieBreak);
  const value =
    used.value === null ? "–" : used.tieBreak.by === "time" ? formats.duration(used.value * 1000) : formatHundredths(used.value);
  return <span>{t("explanation.tieBreak", { thing, value })}</span>;
}
