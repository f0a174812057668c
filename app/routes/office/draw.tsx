/** 抽签: sessions and seats, each with its frozen roster, commitment, contributions and result, and what anyone can check it by. */
import { Link, useLoaderData } from "@remix-run/react";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { checkSessionOpen } from "#app/domain/draw/session-standing.ts";
import {
  AddSessionSchema,
  ChangeSessionSchema,
  ContributeToDrawSchema,
  FreezeRosterSchema,
  GrantRedrawSchema,
  HoldContributedSchema,
  HoldDrawSchema,
  RecordHandDrawSchema,
  RefuseRedrawSchema,
  RemoveSessionSchema,
  RequestRedrawSchema,
  WitnessHandDrawSchema,
} from "#app/forms/draw.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { getDraw } from "#app/queries/draw/get-draw.server.ts";
import { addSession } from "#app/services/draw/add-session.server.ts";
import { changeSession } from "#app/services/draw/change-session.server.ts";
import { contributeToDraw } from "#app/services/draw/contribute-to-draw.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { recordHandDraw } from "#app/services/draw/record-hand-draw.server.ts";
import { refuseRedraw } from "#app/services/draw/refuse-redraw.server.ts";
import { removeSession } from "#app/services/draw/remove-session.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { witnessHandDraw } from "#app/services/draw/witness-hand-draw.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { SessionStandings } from "#app/ui/check-in/session-standings.tsx";
import drawClasses from "#app/ui/draw/draw.module.css";
import { DrawProof } from "#app/ui/draw/draw-proof.tsx";
import { DrawSteps } from "#app/ui/draw/draw-steps.tsx";
import { DrawnPlaces } from "#app/ui/draw/drawn-places.tsx";
import { FreezeRoster } from "#app/ui/draw/freeze-roster.tsx";
import { HandDraw } from "#app/ui/draw/hand-draw.tsx";
import { HoldDraw } from "#app/ui/draw/hold-draw.tsx";
import { RedrawPanel } from "#app/ui/draw/redraw-panel.tsx";
import { SessionsSetup } from "#app/ui/draw/sessions-setup.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer, useDoneKey } from "#app/ui/use-answer.ts";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;
const BOTH = { roles: ["organiser", "supervisor"], within: "scope" } as const;

export const loader = defineLoader({ access: BOTH }, async ({ runtime, scope, actor, url, params }) => {
  if (scope.roundId === null) throw notFound();
  const canFreeze = hasRole(actor.grants, ORGANISER.roles, scope);
  const canContribute = hasRole(actor.grants, SUPERVISOR.roles, scope);
  const view = await getDraw(runtime, {
    roundId: scope.roundId,
    slot: url.searchParams.get("draw"),
    readerId: actor.userId,
    showsIdentities: canFreeze,
    showsSeats: (await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).entrantsBySeat,
  });
  if (view === null) throw notFound();
  const { competition, event } = params;
  return {
    ...view,
    canFreeze,
    canContribute,
    watched: { competition: String(competition), event: String(event), round: scope.roundNumber ?? undefined },
    publicPath: `/competitions/${competition}/events/${event}/draws`,
    recordPath: `/office/${competition}/events/${event}/draw/record?round=${scope.roundNumber}`,
  };
});

export const action = defineAction({
  "add-session": defineIntent({
    access: ORGANISER,
    form: AddSessionSchema,
    sendsBackTyped: true,
    run: ({ runtime, actor, scope, input }) => addSession(runtime, actor, { roundId: String(scope.roundId), plan: input }),
  }),
  "change-session": defineIntent({
    access: ORGANISER,
    form: ChangeSessionSchema,
    sendsBackTyped: true,
    run: ({ runtime, actor, scope, input }) => changeSession(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
  "remove-session": defineIntent({
    access: ORGANISER,
    form: RemoveSessionSchema,
    run: ({ runtime, actor, scope, input }) =>
      removeSession(runtime, actor, { roundId: String(scope.roundId), sessionId: input.sessionId }),
  }),
  "freeze-roster": defineIntent({
    access: ORGANISER,
    form: FreezeRosterSchema,
    run: ({ runtime, actor, scope, input }) => freezeRoster(runtime, actor, { roundId: String(scope.roundId), slot: input.slot }),
  }),
  "hold-draw": defineIntent({
    access: SUPERVISOR,
    form: HoldDrawSchema,
    run: ({ runtime, actor, scope, input }) => holdDraw(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
  "contribute-to-draw": defineIntent({
    access: SUPERVISOR,
    form: ContributeToDrawSchema,
    run: ({ runtime, actor, scope, input }) =>
      contributeToDraw(runtime, actor, { ...input, eventId: String(scope.eventId), delegationId: null }),
  }),
  "hold-contributed": defineIntent({
    access: BOTH,
    form: HoldContributedSchema,
    run: ({ runtime, actor, scope, input }) =>
      holdDraw(runtime, actor, { roundId: String(scope.roundId), slot: input.slot, contribution: null }),
  }),
  "record-hand-draw": defineIntent({
    access: ORGANISER,
    form: RecordHandDrawSchema,
    run: ({ runtime, actor, scope, input }) => recordHandDraw(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
  "witness-hand-draw": defineIntent({
    access: SUPERVISOR,
    form: WitnessHandDrawSchema,
    run: ({ runtime, actor, scope, input }) => witnessHandDraw(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
  "request-redraw": defineIntent({
    access: ORGANISER,
    form: RequestRedrawSchema,
    run: ({ runtime, actor, scope, input }) => requestRedraw(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
  "grant-redraw": defineIntent({
    access: SUPERVISOR,
    form: GrantRedrawSchema,
    run: ({ runtime, actor, scope, input }) =>
      grantRedraw(runtime, actor, { roundId: String(scope.roundId), drawId: input.drawId }),
  }),
  "refuse-redraw": defineIntent({
    access: SUPERVISOR,
    form: RefuseRedrawSchema,
    run: ({ runtime, actor, scope, input }) => refuseRedraw(runtime, actor, { roundId: String(scope.roundId), ...input }),
  }),
});

export const handle: PageHandle = { title: "registration:draw.title" };

export default function Draw() {
  const view = useLoaderData<typeof loader>();
  const { event, roundPhase, steps, step, sessions, areSessionsDrawn, document, rows, canFreeze, publicPath } = view;
  const answer = useAnswer<typeof action>();
  const doneKeys = { added: useDoneKey(answer, "add-session"), changed: useDoneKey(answer, "change-session") };
  const { t, i18n } = useTranslation(["registration", "draw"]);
  useFreshPage("round", view.watched);
  const isSessionOpen = (session: number) => {
    const isTakenIn = view.standings.some((standing) => standing.number === session && standing.isTakenIn);
    return checkSessionOpen({ roundPhase, session, isTakenIn }).length === 0;
  };
  const drawnFor = new Map(
    (view.hand?.places ?? []).flatMap(({ entryId, drawnForBy }) => (drawnForBy ? [[entryId, drawnForBy] as const] : [])),
  );
  const canPlan = canFreeze && roundPhase === "draw" && steps.every(({ stands }) => stands === "open");
  return (
    <>
      <PageHeader
        title={`${t("draw.title")} · ${i18n.language === "en" ? event.nameEn : event.name}`}
        status={<StatusBadge list="roundPhase" value={roundPhase} />}
        description={t(view.way === "hand" ? "draw:hand.lead" : "draw.lead")}
      />
      {answer?.intent === "grant-redraw" && answer.ok && (
        <Notice tone="done" live>
          {t("draw:redraw.granted")}
        </Notice>
      )}
      {answer?.intent === "refuse-redraw" && answer.ok && (
        <Notice tone="done" live>
          {t("draw:redraw.refusedDone")}
        </Notice>
      )}
      {answer?.intent === "change-session" && answer.ok && "number" in answer.value && (
        <Notice tone="done" live>
          {t("draw:sessions.changed", { number: answer.value.number })}
        </Notice>
      )}
      <Refusals namespace="draw" refusals={refusalsOf(answer, "remove-session")} />
      {(canPlan || areSessionsDrawn || sessions.length > 0) && (
        <SessionsSetup
          sessions={sessions}
          areDrawn={areSessionsDrawn}
          canChange={canPlan}
          canMove={({ number }) => canFreeze && isSessionOpen(number)}
          doneKeys={doneKeys}
          refusals={refusalsOf(answer, "add-session")}
          refusedMove={
            answer?.ok === false && answer.intent === "change-session"
              ? { sessionId: answer.typed?.sessionId?.[0] ?? "", refusals: answer.refusals }
              : null
          }
        />
      )}
      <SessionStandings standings={view.standings} isJudging={roundPhase !== "draw"} />
      {steps.length > 1 && <DrawSteps steps={steps} step={step} />}
      <FreezeRoster view={view} answer={answer} />
      <HoldDraw view={view} answer={answer} />
      {view.hand && document && (
        <HandDraw
          drawId={document.id}
          recordPath={view.recordPath}
          hand={view.hand}
          rows={rows ?? []}
          canRecord={canFreeze}
          canWitness={view.canContribute}
          isDrawn={step.stands === "drawn"}
          refusals={[...refusalsOf(answer, "record-hand-draw"), ...refusalsOf(answer, "witness-hand-draw")]}
          isSaved={answer?.ok === true && answer.intent === "record-hand-draw"}
        />
      )}
      {document && step.stands === "drawn" && document.drawnAt === null && (
        <Notice tone="info">{t("draw:public.withheld")}</Notice>
      )}
      {document && (
        <Section title={t("draw:public.published")} boxed>
          <DrawProof document={document} />
          <p className={drawClasses.links}>
            <Link to={`${publicPath}/${document.id}`}>
              <ExternalLink size={16} aria-hidden="true" />
              {t("draw:public.link")}
            </Link>
          </p>
        </Section>
      )}
      {rows ? <DrawnPlaces rows={rows} step={step} drawnFor={drawnFor} /> : <Notice tone="info">{t("draw:seatsHidden")}</Notice>}
      {document && <RedrawPanel view={view} drawId={document.id} answer={answer} />}
    </>
  );
}
