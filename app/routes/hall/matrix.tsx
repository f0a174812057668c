/** 赛场评分: the chief judge's matrix of codes and forms, what needs him now, and his two acts: opening judging and submitting. */
import { Button } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { FileText, ListOrdered, MessageSquareText, Play, QrCode, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RoundCondition } from "#app/domain/phases/round-phases.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { requireNamedRound } from "#app/platform/access/round.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getMatrix, type Matrix as MatrixData } from "#app/queries/marking/get-matrix.server.ts";
import { listEventRounds } from "#app/queries/rounds/list-event-rounds.server.ts";
import { findSchemeChange } from "#app/queries/schemes/find-scheme-change.server.ts";
import { Corrections, Needs, Spread, Submitted, Team } from "#app/routes/matrix/matrix-side.tsx";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { SessionStandings } from "#app/ui/check-in/session-standings.tsx";
import { Checklist } from "#app/ui/checklist.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MatrixTable } from "#app/ui/marking/matrix-table.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS, toEventPage } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { RoundSwitcher } from "#app/ui/round-switcher.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./matrix.module.css";

const CHIEF = { roles: ["chief-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: CHIEF }, async ({ runtime, actor, scope, url }) => {
  if (scope.roundId === null) throw notFound();
  requireNamedRound({ url, scope });
  return {
    blindLayers: await getBlindLayers(runtime, scope.roundId),
    ...(await getMatrix(runtime, actor, scope.roundId)),
    round: scope.roundNumber,
    rounds: await listEventRounds(runtime, String(scope.eventId)),
    schemeChange: await findSchemeChange(runtime, scope.roundId),
  };
});

export const action = defineAction({
  "open-judging": defineIntent({
    access: CHIEF,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => openJudging(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "submit-round": defineIntent({
    access: CHIEF,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => submitRound(runtime, actor, { roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "marking:matrix.title" };

export default function Matrix() {
  const matrix = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["marking", "paper", "tablet"]);
  const ofCode = useCodeContext();
  const named = useNamed();
  const formats = useFormats();
  const { competition, event, phase, medium, rows, columns, schemeChange } = matrix;
  useFreshPage("round", { competition: competition.code, event: event.code, round: matrix.round ?? undefined });
  return (
    <PublicShell>
      <PageHeader
        breadcrumbs={[{ label: t("forms.back"), to: PATHS.desk }, { label: named(competition) }]}
        title={named(event)}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("matrix.lead", ofCode)}
        actions={
          <>
            <Button
              component={Link}
              to={toEventPage(competition.code, event.code, "panels")}
              variant="default"
              leftSection={<UsersRound size={18} aria-hidden="true" />}
            >
              {t("matrix.toAssignment")}
            </Button>
            <Button
              component={Link}
              to={`${toEventPage(competition.code, event.code, "hall")}/tablets`}
              variant="default"
              leftSection={<QrCode size={18} aria-hidden="true" />}
            >
              {t("tablet:codes.title")}
            </Button>
            <Button
              component={Link}
              to={toEventPage(competition.code, event.code, "notes", matrix.rounds.length > 1 ? matrix.round : null)}
              variant="default"
              leftSection={<MessageSquareText size={18} aria-hidden="true" />}
            >
              {t("notes.title")}
            </Button>
            <Button
              component={Link}
              to={toEventPage(competition.code, event.code, "paper")}
              variant="default"
              leftSection={<FileText size={18} aria-hidden="true" />}
            >
              {t("paper:onPaper.toPaper")}
            </Button>
          </>
        }
      />
      <RoundSwitcher rounds={matrix.rounds} current={matrix.round} />
      <Refusals namespace="marking" refusals={[...refusalsOf(answer, "open-judging"), ...refusalsOf(answer, "submit-round")]} />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "open-judging" ? t("matrix.opened") : t("matrix.submitted")}
        </Notice>
      )}
      {medium === "paper" && (phase === "draw" || phase === "judging") && (
        <Notice tone="act" title={t("paper:onPaper.title")}>
          {t("paper:onPaper.matrix")}
        </Notice>
      )}
      {schemeChange && (
        <Notice
          tone="act"
          title={t("matrix.schemeChanged", { version: schemeChange.version, time: formats.dateTime(schemeChange.at) })}
        >
          {t("matrix.schemeChangedText", { reason: schemeChange.reason })}{" "}
          <Link to={toEventPage(competition.code, event.code, "scheme")}>{t("matrix.toScheme")}</Link>
        </Notice>
      )}
      {(phase === "draw" || phase === "judging") && (
        <SessionStandings standings={matrix.sessions} isJudging={phase === "judging"} />
      )}
      {phase === "draw" ? (
        <Opening matrix={matrix} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.main}>
            <Meter label={t("matrix.progress")} value={matrix.confirmed} maximum={matrix.forms} />
            {rows.length === 0 ? (
              <EmptyState icon={ListOrdered} title={t("matrix.empty")} />
            ) : (
              <MatrixTable caption={t("matrix.caption", ofCode)} columns={columns} rows={rows} />
            )}
          </div>
          <aside className={classes.aside} data-first>
            {phase === "judging" ? (
              <Needs matrix={matrix} />
            ) : (
              <>
                <Corrections matrix={matrix} />
                <Submitted matrix={matrix} />
              </>
            )}
            <Spread spread={matrix.spread} />
          </aside>
        </div>
      )}
    </PublicShell>
  );
}

function Opening({ matrix }: { matrix: MatrixData }) {
  const { t } = useTranslation("marking");
  const ofCode = useCodeContext();
  const { conditions, team } = matrix;
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Section title={t("matrix.openingTitle")} description={t("matrix.openingLead")}>
          <Conditions conditions={conditions} />
        </Section>
        <Form method="post">
          <ActButton
            intent="open-judging"
            namespace="marking"
            icon={Play}
            unmet={conditions.flatMap(({ unmet }) => unmet)}
            consequence={t("matrix.openConsequence", ofCode)}
            size="md"
          >
            {t("matrix.open")}
          </ActButton>
        </Form>
      </div>
      <aside className={classes.aside}>
        <Team team={team} />
      </aside>
    </div>
  );
}

function Conditions({ conditions }: { conditions: readonly RoundCondition[] }) {
  const { t } = useTranslation("marking");
  const sentence = useSentence("marking");
  return (
    <Checklist
      items={conditions.map(({ code, unmet }) => ({
        id: code,
        label: t(`condition.${code}`),
        done: unmet.length === 0,
        detail: unmet.map(sentence).join(" "),
      }))}
    />
  );
}
