/** 评分: one aspect fills the screen, the code stays on top, the next comes by itself, the bottom line says what has arrived. */
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ArrowRight, FilePen, Signature } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { SettleConflictSchema } from "#app/forms/marking.ts";
import { loadOrKeep, useNewest } from "#app/live/keep-last.ts";
import type { DeliveryState } from "#app/live/mark-delivery.ts";
import { enterValue, useDeliveryState } from "#app/live/use-mark-delivery.ts";
import { useWatch } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findFormForJudge, type JudgeFormView } from "#app/queries/marking/get-form.server.ts";
import { settleConflict } from "#app/services/marking/settle-conflict.server.ts";
import { AspectDots, type DotState } from "#app/ui/marking/aspect-dots.tsx";
import { AspectPanel } from "#app/ui/marking/aspect-panel.tsx";
import { CorrectionNotice } from "#app/ui/marking/correction-notice.tsx";
import { DeliveryLine } from "#app/ui/marking/delivery-line.tsx";
import { LargeButton, LargeLink } from "#app/ui/marking/large-link.tsx";
import { OnPaper } from "#app/ui/marking/on-paper.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./form.module.css";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

const JUDGE = { roles: ["marking-judge"], within: "scope" } as const;
/** Long enough to see what one has pressed. */
const STAY_MS = 450;

export const loader = defineLoader({ access: JUDGE }, async ({ runtime, actor, scope }): Promise<JudgeFormView> => {
  const form = await findFormForJudge(runtime, actor, String(scope.formId));
  if (!form) throw notFound();
  return form;
});

export const action = defineAction({
  "settle-conflict": defineIntent({
    access: JUDGE,
    form: SettleConflictSchema,
    run: ({ runtime, actor, scope, input }) => settleConflict(runtime, actor, { ...input, formId: String(scope.formId) }),
  }),
});

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  loadOrKeep(request, () => serverLoader<typeof loader>());

export const handle: PageHandle<JudgeFormView> = { title: (_text, { code, subCriterionId }) => `${code} ${subCriterionId}` };

export default function Form() {
  const form = useLoaderData<typeof loader>();
  return <FreshForm key={form.formId} loaded={form} />;
}

/** The form as it is now: after every change by anyone of the team. */
function FreshForm({ loaded }: { loaded: JudgeFormView }) {
  const [form, refresh] = useNewest(`/judge/forms/${loaded.formId}`, loaded, null);
  const { lastDeliveredAt } = useDeliveryState(form.judgeId);
  const { kind } = useWatch("form", { form: form.formId }, refresh);
  const isLive = kind === "live";
  useEffect(() => {
    if (lastDeliveredAt !== null && !isLive) refresh();
  }, [lastDeliveredAt, isLive, refresh]);
  return <Marking form={form} />;
}

function Marking({ form }: { form: JudgeFormView }) {
  const { t } = useTranslation("marking");
  const named = useNamed();
  const { formId, judgeId, aspects, team, status } = form;
  const delivery = useDeliveryState(judgeId);
  const [parameters] = useSearchParams();
  const [chosen, setChosen] = useState(parameters.get("aspect"));
  const stay = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(stay.current), []);

  const open = form.open.filter((id) => findSending(delivery, formId, id) === null);
  const current =
    aspects.find(({ id }) => id === chosen) ??
    aspects.find(({ id }) => id === open[0]) ??
    aspects.find(({ mark }) => mark === null) ??
    aspects[0];
  if (!current) return null;
  const unsettled = aspects.filter(({ kind, mark }) => kind === "judgement" && mark === null).map(({ id }) => id);

  function choose(id: string): void {
    clearTimeout(stay.current);
    setChosen(id);
  }

  function goOn(from: string): void {
    clearTimeout(stay.current);
    const next = open.find((id) => id !== from);
    if (next) stay.current = setTimeout(() => setChosen(next), STAY_MS);
    else setChosen(from);
  }

  return (
    <TabletShell
      code={form.code}
      title={`${form.subCriterionId} ${form.subCriterionName}`}
      subtitle={named(form.event)}
      back={{ to: "/judge", label: t("forms.title") }}
      status={<DeliveryLine judgeId={judgeId} />}
      actions={
        open[0] === undefined || open.includes(current.id) ? (
          <NextStep form={form} isIdle={delivery.waiting.length === 0} />
        ) : (
          <LargeButton icon={ArrowRight} onPress={() => choose(String(open[0]))}>
            {t("entry.nextAspect", { aspect: open[0] })}
          </LargeButton>
        )
      }
    >
      <AspectDots
        dots={aspects.map((aspect) => ({ id: aspect.id, state: describeDot(form, delivery, aspect, unsettled.length > 0) }))}
        current={current.id}
        onChoose={choose}
      />
      <CorrectionNotice correction={form.correction} />
      {status !== "open" && <Standing form={form} />}
      {status === "open" && form.medium === "paper" ? (
        <OnPaper
          code={form.code}
          subCriterionId={form.subCriterionId}
          aspects={aspects}
          team={team}
          mark={form.mark}
          maximum={form.maximum}
          kept={delivery.refused.filter(({ value }) => value.formId === formId).map(({ value }) => value)}
        />
      ) : (
        <AspectPanel
          key={current.id}
          aspect={current}
          judgeId={judgeId}
          team={team}
          isLocked={status !== "open"}
          unsettled={unsettled}
          sending={findSending(delivery, formId, current.id)}
          refused={findRefused(delivery, formId, current.id)}
          onKeep={() => goOn(current.id)}
          onEnter={(value, reason) => {
            const { scoreRound, standingKey } = current;
            const replaces = findSentKey(delivery, formId, current.id) ?? standingKey;
            enterValue(judgeId, { formId, aspectId: current.id, value, scoreRound, reason, replaces });
            goOn(current.id);
          }}
        />
      )}
      {status === "open" && <Standing form={form} />}
    </TabletShell>
  );
}

/**
 * What the form as a whole waits for, where it is not this judge's own entering. It stands under what he presses, because
 * buttons must not move away under a thumb.
 */
function Standing({ form }: { form: JudgeFormView }) {
  const { t } = useTranslation("marking");
  const { t: text } = useTranslation("recheck");
  const { task, team } = form;
  const signed = team.filter(({ hasSigned }) => hasSigned).length;
  const sentences: Partial<Record<typeof task, string>> = {
    "await-scores": t("entry.awaitScores"),
    "await-signatures": t("entry.signedByYou", { signed, team: team.length }),
    signed: t("entry.signedByAll"),
    confirmed: t("entry.confirmed"),
  };
  const sentence = sentences[task];
  if (sentence === undefined) return null;
  return (
    <div className={classes.standing}>
      <Notice tone={task === "await-scores" ? "info" : "done"} title={sentence} live />
      {form.mayBeCorrected && (
        <LargeLink to={`/judge/forms/${form.formId}/correction`} icon={FilePen} look="quiet">
          {text("request.open")}
        </LargeLink>
      )}
    </div>
  );
}

function NextStep({ form, isIdle }: { form: JudgeFormView; isIdle: boolean }) {
  const { t } = useTranslation("marking");
  const { task, formId, nextFormId } = form;
  if (task === "rescore" || task === "continue" || task === "start") return null;
  if (task === "sign" && isIdle) {
    return (
      <LargeLink to={`/judge/forms/${formId}/sign-off`} icon={Signature}>
        {t("entry.toSignOff")}
      </LargeLink>
    );
  }
  if (nextFormId === null) return <LargeLink to="/judge">{t("entry.backToForms")}</LargeLink>;
  return (
    <LargeLink to={`/judge/forms/${nextFormId}`} icon={ArrowRight}>
      {t("entry.nextForm")}
    </LargeLink>
  );
}

/** The value of an aspect that is under way; null when nothing is. */
function findSending(delivery: DeliveryState, formId: string, aspectId: string): number | null {
  return findLatest(delivery, formId, aspectId)?.value ?? null;
}

/** Its key: what the judge sees, whether it has arrived or not. */
function findSentKey(delivery: DeliveryState, formId: string, aspectId: string): string | null {
  return findLatest(delivery, formId, aspectId)?.key ?? null;
}

function findLatest({ waiting }: DeliveryState, formId: string, aspectId: string) {
  const values = waiting.filter((value) => value.formId === formId && value.aspectId === aspectId);
  return values[values.length - 1];
}

function findRefused({ refused }: DeliveryState, formId: string, aspectId: string): readonly Refusal[] {
  return refused
    .filter(({ value }) => value.formId === formId && value.aspectId === aspectId)
    .flatMap(({ refusals }) => refusals);
}

function describeDot(
  form: JudgeFormView,
  delivery: DeliveryState,
  aspect: JudgeFormView["aspects"][number],
  isJudging: boolean,
): DotState {
  if (findRefused(delivery, form.formId, aspect.id).length > 0) return "refused";
  if (findSending(delivery, form.formId, aspect.id) !== null) return "sending";
  if (aspect.mark !== null) return "done";
  if ([...aspect.scores, ...aspect.readings].some(({ judgeId }) => judgeId === form.judgeId)) return "done";
  if (aspect.kind === "measurement") return isJudging ? "locked" : "todo";
  return aspect.mustRescore ? "rescore" : "todo";
}
