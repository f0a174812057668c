/** 抽签: the signs of a delegation's own entries in the published rosters, and its team leader's contribution to the seed. */
import { TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Ban, CircleCheck, ExternalLink, Lock, MessageSquarePlus, PenLine, Shuffle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ContributeToDrawSchema, SignHandDrawSchema } from "#app/forms/draw.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getDelegationDraws, type OwnDraw, type OwnLine } from "#app/queries/draw/get-delegation-draws.server.ts";
import { contributeToDraw } from "#app/services/draw/contribute-to-draw.server.ts";
import { signHandDraw } from "#app/services/draw/sign-hand-draw.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import drawClasses from "#app/ui/draw/draw.module.css";
import { useDrawName, useDrawnFor } from "#app/ui/draw/draw-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime, actor, scope }) =>
  getDelegationDraws(runtime, { delegationId: String(scope.delegationId), readerId: actor.userId }),
);

export const action = defineAction({
  "contribute-to-draw": defineIntent({
    access: ACCESS,
    form: ContributeToDrawSchema,
    run: ({ runtime, actor, scope, input }) =>
      contributeToDraw(runtime, actor, { ...input, eventId: null, delegationId: String(scope.delegationId) }),
  }),
  "sign-hand-draw": defineIntent({
    access: ACCESS,
    form: SignHandDrawSchema,
    run: ({ runtime, actor, scope, input }) =>
      signHandDraw(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
});

export const handle: PageHandle = { title: "draw:leader.title" };

export default function Draws() {
  const { delegation, competition, draws } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("draw");
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("leader.title")} description={t("leader.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(answer.intent === "sign-hand-draw" ? "hand.signedDone" : "contribute.done")}
        </Notice>
      )}
      {draws.length === 0 && <EmptyState icon={Shuffle} title={t("leader.empty")} hint={t("leader.emptyHint")} />}
      {draws.map((draw) => (
        <Draw key={draw.drawId} draw={draw} />
      ))}
    </DelegationShell>
  );
}

function Draw({ draw }: { draw: OwnDraw }) {
  const { t } = useTranslation("draw");
  const nameOf = useNamed();
  const drawName = useDrawName();
  const sayDrawnFor = useDrawnFor();
  const state = draw.isSuperseded
    ? ({ tone: "off", icon: Ban, word: t("step.superseded") } as const)
    : draw.isDrawn
      ? ({ tone: "done", icon: CircleCheck, word: t("step.stands.drawn") } as const)
      : ({ tone: "info", icon: Lock, word: t("step.stands.frozen") } as const);
  const columns: readonly Column<OwnLine>[] = [
    { id: "number", header: t("leader.number"), isRowHeader: true, noWrap: true, cell: ({ entrantNumber }) => entrantNumber },
    {
      id: "people",
      header: t("leader.people"),
      cell: ({ names }) => <People members={names.map((name, index) => ({ id: `${index} ${name}`, name }))} />,
    },
    { id: "ref", header: t("leader.ref"), cell: ({ ref }) => <code className={drawClasses.value}>{ref}</code> },
    ...(draw.isDrawn || draw.sign !== null
      ? [
          {
            id: "result",
            header: t("leader.result"),
            noWrap: true,
            cell: ({ place, seatCode }: OwnLine) => seatCode ?? (place === null ? "" : t("sessions.numbered", { number: place })),
          },
        ]
      : []),
    ...(draw.lines.some(({ drawnForBy }) => drawnForBy !== null)
      ? [
          {
            id: "drawnBy",
            header: t("hand.drawnBy"),
            cell: ({ drawnForBy }: OwnLine) => sayDrawnFor(drawnForBy) ?? t("hand.self"),
          },
        ]
      : []),
    ...(draw.sign !== null
      ? [
          {
            id: "signed",
            header: t("hand.leaderSigned"),
            noWrap: true,
            cell: ({ signedAt }: OwnLine) => (signedAt === null ? t("hand.notSigned") : <When at={signedAt} />),
          },
        ]
      : []),
  ];
  return (
    <Section title={`${nameOf(draw.event)} · ${drawName(draw)}`}>
      <p className={drawClasses.links}>
        <ToneBadge tone={state.tone} icon={state.icon}>
          {state.word}
        </ToneBadge>
        {draw.version > 1 && <span>{t("step.version", { version: draw.version })}</span>}
        <Link to={draw.publicPath}>
          <ExternalLink size={16} aria-hidden="true" />
          {t("leader.public")}
        </Link>
      </p>
      <DataTable
        name={draw.drawId}
        caption={t("leader.caption")}
        rows={draw.lines}
        rowKey={({ entryId }) => entryId}
        columns={columns}
        empty={<EmptyState icon={Shuffle} title={t("leader.empty")} />}
      />
      {draw.contribute && <Contribution draw={draw} unmet={draw.contribute} />}
      {draw.sign && <Signature drawId={draw.drawId} sign={draw.sign} />}
    </Section>
  );
}

/** With the leader's own account, under the lines as he sees them. */
function Signature({ drawId, sign }: { drawId: string; sign: NonNullable<OwnDraw["sign"]> }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("draw");
  if (sign.unmet.some(({ code }) => code === "lines-signed-already")) return null;
  return (
    <Form method="post" className={drawClasses.sign}>
      <Refusals namespace="draw" refusals={refusalsOf(answer, "sign-hand-draw")} />
      <input type="hidden" name="drawId" value={drawId} />
      <input type="hidden" name="seen" value={sign.seen} />
      <ActButton intent="sign-hand-draw" namespace="draw" icon={PenLine} unmet={sign.unmet} consequence={t("hand.signHint")}>
        {t("hand.sign")}
      </ActButton>
    </Form>
  );
}

function Contribution({ draw, unmet }: { draw: OwnDraw; unmet: NonNullable<OwnDraw["contribute"]> }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("draw");
  const refusals = refusalsOf(answer, "contribute-to-draw");
  const { errorOf, others } = useFieldErrors("draw", refusals, ["contribution"]);
  // Whoever has given his text has nothing left to do here.
  if (unmet.some(({ code }) => code === "contributed-already")) {
    return <Notice tone="done">{t("contribute.done")}</Notice>;
  }
  return (
    <Form method="post" className={classes.form}>
      <Refusals namespace="draw" refusals={others} />
      <p className={classes.soft}>{t("contribute.leaderHint")}</p>
      <input type="hidden" name="drawId" value={draw.drawId} />
      <TextInput
        name="contribution"
        label={t("contribute.text")}
        required
        maxLength={200}
        autoComplete="off"
        error={errorOf("contribution")}
        disabled={unmet.length > 0}
      />
      <ActButton intent="contribute-to-draw" namespace="draw" icon={MessageSquarePlus} look="quiet" unmet={unmet}>
        {t("contribute.submit")}
      </ActButton>
    </Form>
  );
}
