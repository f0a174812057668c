/** 抽签: sessions and seats, each with its frozen roster, commitment, contributions and result, and what anyone can check it by. */
import { Textarea, TextInput } from "@mantine/core";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import {
  Ban,
  CircleCheck,
  CircleDashed,
  Dices,
  ExternalLink,
  Lock,
  MessageSquarePlus,
  RotateCcw,
  Shuffle,
  Stamp,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import {
  AddSessionSchema,
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
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { type DrawRow, type DrawStep, type DrawView, getDraw } from "#app/queries/draw/get-draw.server.ts";
import { addSession } from "#app/services/draw/add-session.server.ts";
import { contributeToDraw } from "#app/services/draw/contribute-to-draw.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { grantRedraw } from "#app/services/draw/grant-redraw.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { recordHandDraw } from "#app/services/draw/record-hand-draw.server.ts";
import { refuseRedraw } from "#app/services/draw/refuse-redraw.server.ts";
import { removeSession } from "#app/services/draw/remove-session.server.ts";
import { requestRedraw } from "#app/services/draw/request-redraw.server.ts";
import { witnessHandDraw } from "#app/services/draw/witness-hand-draw.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { SessionStandings } from "#app/ui/check-in/session-standings.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import drawClasses from "#app/ui/draw/draw.module.css";
import { DrawProof } from "#app/ui/draw/draw-proof.tsx";
import { useDrawName } from "#app/ui/draw/draw-words.ts";
import { HandDraw } from "#app/ui/draw/hand-draw.tsx";
import { SessionsSetup } from "#app/ui/draw/sessions-setup.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";

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
  const { event, roundPhase, steps, step, sessions, document, rows, canFreeze, publicPath } = view;
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation(["registration", "draw"]);
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
      <Refusals namespace="draw" refusals={refusalsOf(answer, "remove-session")} />
      {sessions && (
        <SessionsSetup
          sessions={sessions}
          canChange={canFreeze && roundPhase === "draw" && steps.every(({ stands }) => stands === "open")}
          refusals={refusalsOf(answer, "add-session")}
        />
      )}
      <SessionStandings standings={view.standings} isJudging={roundPhase !== "draw"} />
      {steps.length > 1 && <Steps steps={steps} step={step} />}
      <Freeze view={view} />
      <Hold view={view} />
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
      {rows ? <Places rows={rows} step={step} /> : <Notice tone="info">{t("draw:seatsHidden")}</Notice>}
      {document && <Redraw view={view} drawId={document.id} />}
    </>
  );
}

type View = DrawView & { readonly canFreeze: boolean; readonly canContribute: boolean };

/** Which of the round's draws is looked at. */
function Steps({ steps, step }: { steps: readonly DrawStep[]; step: DrawStep }) {
  const { t } = useTranslation("draw");
  const nameOf = useDrawName();
  const [search] = useSearchParams();
  const addressOf = (key: string) =>
    `?${new URLSearchParams([...[...search].filter(([name]) => name !== "draw"), ["draw", key]])}`;
  const looks = {
    open: { tone: "idle", icon: CircleDashed },
    frozen: { tone: "info", icon: Lock },
    drawn: { tone: "done", icon: CircleCheck },
  } as const;
  return (
    <Section title={t("step.title")}>
      <ul className={drawClasses.steps}>
        {steps.map((each) => (
          <li key={each.key}>
            <Link
              to={addressOf(each.key)}
              className={drawClasses.step}
              aria-current={each.key === step.key ? "page" : undefined}
              preventScrollReset
            >
              {nameOf(each)}
              <ToneBadge {...looks[each.stands]} look="plain">
                {t(`step.stands.${each.stands}`)}
              </ToneBadge>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Freeze({ view }: { view: View }) {
  const { freeze, entries, step, way, canFreeze } = view;
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["registration", "draw"]);
  return (
    <Section title={t(way === "hand" ? "draw:hand.freezeTitle" : "draw.freezeTitle")}>
      <Refusals namespace="draw" refusals={refusalsOf(answer, "freeze-roster")} />
      {step.stands !== "open" ? (
        <Notice tone="done" live={answer?.intent === "freeze-roster"}>
          {t(way === "hand" ? "draw:hand.frozen" : "draw.frozen")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{t(way === "hand" ? "draw:hand.freezeText" : "draw.freezeText", { count: entries })}</p>
          {canFreeze && (
            <Form method="post">
              <input type="hidden" name="slot" value={step.key} />
              <ActButton
                intent="freeze-roster"
                namespace="draw"
                icon={Lock}
                unmet={freeze}
                consequence={t(way === "hand" ? "draw:hand.freezeHint" : "draw.freezeHint")}
              >
                {t("draw.freeze")}
              </ActButton>
            </Form>
          )}
        </div>
      )}
    </Section>
  );
}

function Hold({ view }: { view: View }) {
  const { contribute, hold, isSupervisorIn, step, document, canContribute } = view;
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["registration", "draw"]);
  const refusals = [
    ...refusalsOf(answer, "hold-draw"),
    ...refusalsOf(answer, "contribute-to-draw"),
    ...refusalsOf(answer, "hold-contributed"),
  ];
  const { errorOf, others } = useFieldErrors("draw", refusals, ["contribution"]);
  if (view.way === "hand") return null;
  const contributed = document?.contributed ?? 0;
  // The supervisor may contribute before enough team leaders have; the draw waits for them then.
  const besides = contribute.filter(({ code }) => code !== "leader-contributions-missing");
  return (
    <Section title={t("draw.holdTitle")}>
      <Refusals namespace="draw" refusals={others} />
      {step.stands === "drawn" ? (
        <Notice tone="done" live={answer?.intent === "hold-draw" || answer?.intent === "hold-contributed"}>
          {t("draw.held")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{isSupervisorIn ? t("draw:hold.text") : t("draw.holdText")}</p>
          {contributed > 0 && <Notice tone="info">{t("draw:contribute.taken", { count: contributed })}</Notice>}
          {isSupervisorIn ? (
            <Form method="post">
              <input type="hidden" name="slot" value={step.key} />
              <ActButton intent="hold-contributed" namespace="draw" icon={Dices} unmet={hold} consequence={t("draw.holdHint")}>
                {t("draw:hold.act")}
              </ActButton>
            </Form>
          ) : canContribute ? (
            <Form method="post" className={classes.form}>
              <input type="hidden" name="slot" value={step.key} />
              <input type="hidden" name="drawId" value={document?.id ?? ""} />
              <TextInput
                name="contribution"
                label={t("draw.contribution")}
                description={t("draw.contributionHint")}
                required
                maxLength={200}
                autoComplete="off"
                error={errorOf("contribution")}
                disabled={besides.length > 0}
              />
              <ActButton intent="hold-draw" namespace="draw" icon={Dices} unmet={contribute} consequence={t("draw.holdHint")}>
                {t("draw.hold")}
              </ActButton>
              {besides.length === 0 && (
                <ActButton
                  intent="contribute-to-draw"
                  namespace="draw"
                  icon={MessageSquarePlus}
                  look="quiet"
                  consequence={t("draw:contribute.onlyHint")}
                >
                  {t("draw:contribute.only")}
                </ActButton>
              )}
            </Form>
          ) : (
            document !== null && <Notice tone="info">{t("draw.waiting")}</Notice>
          )}
        </div>
      )}
    </Section>
  );
}

function Redraw({ view, drawId }: { view: View; drawId: string }) {
  const { redraw, canFreeze, canContribute } = view;
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("draw");
  const refusals = (["request-redraw", "grant-redraw", "refuse-redraw"] as const).flatMap((act) => refusalsOf(answer, act));
  const { errorOf, others } = useFieldErrors("draw", refusals, ["reason", "refusal"]);
  // Once somebody was checked in nothing is drawn again, and there is nothing to say about it.
  const isOver = redraw.reason === null && redraw.request.length > 0 && refusals.length === 0;
  if (isOver && redraw.refused.length === 0) return null;
  return (
    <Disclosure id="redraw" icon={RotateCcw} label={t("redraw.title")} open={redraw.reason !== null || refusals.length > 0}>
      <div className={drawClasses.redraw}>
        <p className={classes.soft}>{t("redraw.hint")}</p>
        <Refusals namespace="draw" refusals={others} />
        {redraw.reason !== null && <Notice tone="info">{t("redraw.requested", { reason: redraw.reason })}</Notice>}
        {redraw.refused.length > 0 && (
          <ul className={drawClasses.list} aria-label={t("redraw.refused")}>
            {redraw.refused.map(({ reason, refusal, refusedAt }) => (
              <li key={refusedAt} className={classes.soft}>
                <When at={refusedAt} /> {t("redraw.refusedLine", { reason, refusal })}
              </li>
            ))}
          </ul>
        )}
        {redraw.reason === null && canFreeze && !isOver && (
          <Form method="post" className={classes.form}>
            <input type="hidden" name="drawId" value={drawId} />
            <Textarea
              name="reason"
              label={t("redraw.reason")}
              description={t("redraw.reasonHint")}
              required
              maxLength={500}
              autosize
              minRows={2}
              error={errorOf("reason")}
            />
            <ActButton intent="request-redraw" namespace="draw" icon={RotateCcw} look="quiet" unmet={redraw.request}>
              {t("redraw.request")}
            </ActButton>
          </Form>
        )}
        {redraw.reason !== null && canContribute && (
          <Form method="post">
            <input type="hidden" name="drawId" value={drawId} />
            <ActButton
              intent="grant-redraw"
              namespace="draw"
              icon={Stamp}
              look="grave"
              unmet={redraw.grant}
              consequence={t("redraw.grantHint")}
            >
              {t("redraw.grant")}
            </ActButton>
          </Form>
        )}
        {redraw.reason !== null && canContribute && (
          <Form method="post" className={classes.form}>
            <input type="hidden" name="drawId" value={drawId} />
            <Textarea
              name="refusal"
              label={t("redraw.refusal")}
              required
              maxLength={500}
              autosize
              minRows={2}
              error={errorOf("refusal")}
              disabled={redraw.refuse.length > 0}
            />
            <ActButton intent="refuse-redraw" namespace="draw" icon={Ban} look="quiet" unmet={redraw.refuse}>
              {t("redraw.refuse")}
            </ActButton>
          </Form>
        )}
      </div>
    </Disclosure>
  );
}

function Places({ rows, step }: { rows: readonly DrawRow[]; step: DrawStep }) {
  const { t, i18n } = useTranslation(["registration", "draw"]);
  const isDrawn = step.stands === "drawn";
  const showsIdentities = rows.some(({ identity }) => identity !== null);
  const columns: readonly Column<DrawRow>[] = [
    ...(isDrawn && step.kind === "session"
      ? [
          {
            id: "session",
            header: t("draw:sessions.number"),
            noWrap: true,
            sortBy: ({ session }: DrawRow) => session,
            cell: ({ session }: DrawRow) => (session === null ? "" : t("draw:sessions.numbered", { number: session })),
          },
        ]
      : []),
    ...(isDrawn && step.kind === "seat"
      ? [
          {
            id: "seat",
            header: t("draw.seat"),
            noWrap: true,
            sortBy: ({ seatCode }: DrawRow) => seatCode,
            cell: ({ seatCode }: DrawRow) => <span className={classes.code}>{seatCode}</span>,
          },
        ]
      : []),
    {
      id: "number",
      header: t("entrantNumber"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    ...(showsIdentities
      ? [
          {
            id: "people",
            header: t("people"),
            cell: ({ identity }: DrawRow) => (
              <People members={(identity?.names ?? []).map((name, index) => ({ id: `${index} ${name}`, name }))} />
            ),
          },
          {
            id: "delegation",
            header: t("delegation"),
            sortBy: ({ identity }: DrawRow) => identity?.delegation ?? null,
            cell: ({ identity }: DrawRow) => (i18n.language === "en" ? identity?.delegationEn : identity?.delegation),
          },
        ]
      : []),
  ];
  return (
    <Section title={isDrawn && step.kind === "seat" ? t("draw.seatsTitle") : t("draw.listTitle")}>
      <DataTable
        caption={t("draw.caption")}
        rows={rows}
        rowKey={({ entryId }) => entryId}
        columns={columns}
        search={({ seatCode, entrantNumber, identity }) =>
          [seatCode ?? "", entrantNumber, ...(identity?.names ?? []), identity?.delegation ?? ""].join(" ")
        }
        empty={<EmptyState icon={Shuffle} title={t("draw.empty")} hint={t("draw.emptyHint")} />}
      />
    </Section>
  );
}
