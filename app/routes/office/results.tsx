/** 成绩: by code while marks are blind, by name after; publishing on site, settling, and what the public may see. */
import { useLoaderData } from "@remix-run/react";
import { ListOrdered } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { DecideTieSchema, FreezeReasonSchema, SetDisclosureSchema } from "#app/forms/results.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getResultsPage } from "#app/queries/results/get-results-page.server.ts";
import { DisclosureControl, FreezeControl, Publication } from "#app/routes/results/results-controls.tsx";
import { ByCode, ByName } from "#app/routes/results/results-tables.tsx";
import { changeGoingOn } from "#app/services/results/change-going-on.server.ts";
import { decideTieOfRound } from "#app/services/results/decide-tie.server.ts";
import { endFreeze } from "#app/services/results/end-freeze.server.ts";
import { freezeBoard } from "#app/services/results/freeze-board.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { HistoryLink } from "#app/ui/history/history-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { inBothFormats, PaperLinks } from "#app/ui/paper-links.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { PhaseLine } from "#app/ui/phase-line.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Ties } from "#app/ui/results/ties.tsx";
import { GoingOnSection } from "#app/ui/rounds/going-on-section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { CheckAgain } from "#app/ui/trial/check-again.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useNamed } from "#app/ui/use-named.ts";
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
