/** 更正: what was asked for, granted, refused and changed on confirmed forms; the chief judge and supervisors grant here. Codes only. */
import { Button, Textarea } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { CircleCheck, CircleX, FilePen, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import type { CorrectionState } from "#app/domain/marking/correction.ts";
import { GrantCorrectionSchema, RefuseCorrectionSchema } from "#app/forms/recheck.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { type CorrectionRow, getCorrectionsPage } from "#app/queries/marking/get-corrections-page.server.ts";
import { grantCorrection } from "#app/services/marking/grant-correction.server.ts";
import { refuseCorrection } from "#app/services/marking/refuse-correction.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { HistoryLink } from "#app/ui/history/history-link.tsx";
import { CorrectionSteps } from "#app/ui/marking/correction-steps.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./corrections.module.css";

const CHIEF = { roles: ["chief-judge"], within: "scope" } as const;
const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;
const EITHER = { roles: ["chief-judge", "supervisor"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.corrections, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).marksByCode) throw notFound();
    return {
      blindLayers: await getBlindLayers(runtime, scope.roundId),
      ...(await getCorrectionsPage(runtime, actor, scope.roundId)),
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      isChief: hasRole(actor.grants, CHIEF.roles, scope),
      isSupervisor: hasRole(actor.grants, SUPERVISOR.roles, scope),
    };
  },
);

export const action = defineAction({
  "grant-as-chief": defineIntent({
    access: CHIEF,
    form: GrantCorrectionSchema,
    run: ({ runtime, actor, scope, input }) =>
      grantCorrection(runtime, actor, { ...input, roundId: String(scope.roundId), as: "chief-judge" }),
  }),
  "grant-as-supervisor": defineIntent({
    access: SUPERVISOR,
    form: GrantCorrectionSchema,
    run: ({ runtime, actor, scope, input }) =>
      grantCorrection(runtime, actor, { ...input, roundId: String(scope.roundId), as: "supervisor" }),
  }),
  "refuse-correction": defineIntent({
    access: EITHER,
    form: RefuseCorrectionSchema,
    run: ({ runtime, actor, scope, input }) => refuseCorrection(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "recheck:corrections.title" };

/** Parts of the page, what needs someone first. */
const PARTS = [
  { title: "corrections.waiting", states: ["requested"] },
  { title: "corrections.opened", states: ["opened"] },
  { title: "corrections.ended", states: ["corrected", "refused"] },
] as const satisfies readonly { title: string; states: readonly CorrectionState[] }[];

export default function Corrections() {
  const { event, phase, corrections, watched } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const named = useNamed();
  useFreshPage("round", watched);
  return (
    <>
      <PageHeader
        title={`${t("corrections.title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("corrections.lead", ofCode)}
      />
      <Refusals
        namespace="recheck"
        refusals={(["grant-as-chief", "grant-as-supervisor", "refuse-correction"] as const).flatMap((intent) =>
          refusalsOf(answer, intent),
        )}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.value?.opened
            ? t("done.opened")
            : t(`done.${answer.intent as "grant-as-chief" | "grant-as-supervisor" | "refuse-correction"}`)}
        </Notice>
      )}
      {corrections.length === 0 && <EmptyState icon={FilePen} title={t("corrections.empty")} hint={t("corrections.emptyHint")} />}
      {PARTS.map(({ title, states }) => {
        const own = corrections.filter(({ state }) => (states as readonly CorrectionState[]).includes(state));
        return (
          own.length > 0 && (
            <Section key={title} title={t(title)}>
              {own.map((correction) => (
                <CorrectionSteps
                  key={correction.correctionId}
                  correction={correction}
                  actions={<Actions correction={correction} />}
                />
              ))}
            </Section>
          )
        );
      })}
    </>
  );
}

function Actions({ correction }: { correction: CorrectionRow }) {
  const { watched, isChief, isSupervisor } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  const { correctionId, formId, state } = correction;
  const isWaiting = state === "requested";
  return (
    <>
      {isWaiting && isChief && <Grant correction={correction} as="chief-judge" />}
      {isWaiting && isSupervisor && <Grant correction={correction} as="supervisor" />}
      <div className={classes.links}>
        {isChief && (
          <Button
            component={Link}
            to={`/judge/forms/${formId}/confirmation`}
            variant="default"
            leftSection={<FileText size={18} aria-hidden="true" />}
          >
            {t("corrections.readForm")}
          </Button>
        )}
        <Button
          component="a"
          href={`/office/${watched.competition}/events/${watched.event}/corrections/${correctionId}/sheet?round=${watched.round}`}
          variant="default"
          leftSection={<FileText size={18} aria-hidden="true" />}
        >
          {t("corrections.sheet")}
        </Button>
        <HistoryLink kind="form" id={formId} of={correction.code} />
      </div>
      {isWaiting && (isChief || isSupervisor) && <Refuse correctionId={correctionId} />}
    </>
  );
}

function Grant({ correction, as }: { correction: CorrectionRow; as: "chief-judge" | "supervisor" }) {
  const { t } = useTranslation("recheck");
  const isChief = as === "chief-judge";
  const other = isChief ? correction.supervisor : correction.chiefJudge;
  if ((isChief ? correction.chiefJudge : correction.supervisor) !== null) return null;
  return (
    <Form method="post">
      <input type="hidden" name="correctionId" value={correction.correctionId} />
      <ActButton
        intent={isChief ? "grant-as-chief" : "grant-as-supervisor"}
        namespace="recheck"
        icon={CircleCheck}
        unmet={correction.grantUnmet[as]}
        consequence={other === null ? t("corrections.grantConsequence") : t("corrections.opensConsequence")}
      >
        {isChief ? t("corrections.grantChief") : t("corrections.grantSupervisor")}
      </ActButton>
    </Form>
  );
}

function Refuse({ correctionId }: { correctionId: string }) {
  const { t } = useTranslation("recheck");
  return (
    <div className={classes.refuse}>
      <Disclosure id={`refuse-${correctionId}`} label={t("corrections.refuse")} icon={CircleX}>
        <Form method="post" className={classes.form}>
          <input type="hidden" name="correctionId" value={correctionId} />
          <Textarea name="reason" label={t("corrections.refuseReason")} autosize minRows={2} maxLength={500} required />
          <ActButton intent="refuse-correction" namespace="recheck" icon={CircleX} look="grave">
            {t("corrections.refuseSend")}
          </ActButton>
        </Form>
      </Disclosure>
    </div>
  );
}
