/** 核对签字: the whole form on one page, what is odd marked, and the PIN of the judge who signs it. */
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ArrowRight, Signature } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { SignOffSchema } from "#app/forms/marking.ts";
import { useDeliveryState } from "#app/live/use-mark-delivery.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findFormForJudge, type JudgeFormView } from "#app/queries/marking/get-form.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { DeliveryLine } from "#app/ui/marking/delivery-line.tsx";
import { FormSheet } from "#app/ui/marking/form-sheet.tsx";
import { LargeButton, LargeLink } from "#app/ui/marking/large-link.tsx";
import { PinField } from "#app/ui/marking/pin-field.tsx";
import { Signatures } from "#app/ui/marking/signatures.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import classes from "./sign-off.module.css";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

const JUDGE = { roles: ["marking-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: JUDGE }, async ({ runtime, actor, scope }): Promise<JudgeFormView> => {
  const form = await findFormForJudge(runtime, actor, String(scope.formId));
  if (!form) throw notFound();
  return form;
});

export const action = defineAction({
  "sign-off": defineIntent({
    access: JUDGE,
    form: SignOffSchema,
    run: ({ runtime, actor, scope, input }) => signOffForm(runtime, actor, { ...input, formId: String(scope.formId) }),
  }),
});

export const handle: PageHandle<JudgeFormView> = {
  title: (text, { code, subCriterionId }) => `${text("marking:signOff.title")} ${code} ${subCriterionId}`,
};

export default function SignOff() {
  const form = useLoaderData<typeof loader>();
  const { t } = useTranslation("marking");
  const { formId, judgeId, aspects, team, task, mark, maximum } = form;
  useFreshPage("form", { form: formId });
  const odd = aspects.filter(({ oddities }) => oddities.length > 0).length;
  const signed = team.filter(({ hasSigned }) => hasSigned).length;
  return (
    <TabletShell
      code={form.code}
      title={t("signOff.title")}
      subtitle={`${form.subCriterionId} ${form.subCriterionName}`}
      back={{ to: `/judge/forms/${formId}`, label: t("signOff.back") }}
      status={<DeliveryLine judgeId={judgeId} />}
      actions={task !== "sign" && <Onward form={form} />}
    >
      {task === "await-signatures" && <Notice tone="done" title={t("entry.signedByYou", { signed, team: team.length })} live />}
      {task === "signed" && <Notice tone="done" title={t("entry.signedByAll")} live />}
      {task === "confirmed" && <Notice tone="done" title={t("entry.confirmed")} live />}
      {task === "sign" && odd > 0 && (
        <Notice tone="act" title={t("signOff.odd", { count: odd })}>
          {t("signOff.oddHint")}
        </Notice>
      )}
      <FormSheet
        caption={t("sheet.caption", { code: form.code, subCriterion: form.subCriterionId })}
        aspects={aspects}
        team={team}
        mark={mark}
        maximum={maximum}
        toAspect={form.status === "open" ? (id) => `/judge/forms/${formId}?aspect=${encodeURIComponent(id)}` : undefined}
      />
      <div className={classes.foot}>
        <Signatures team={team} />
        {form.status === "open" && task !== "await-signatures" && <Sign form={form} />}
      </div>
    </TabletShell>
  );
}

function Sign({ form }: { form: JudgeFormView }) {
  const { t } = useTranslation("marking");
  const answer = useActionData<typeof action>();
  const id = useId();
  const undelivered = useDeliveryState(form.judgeId).waiting.filter((value) => value.formId === form.formId).length;
  const unmet =
    undelivered > 0 ? [{ code: "marks-undelivered", params: { count: undelivered } }, ...form.signOffUnmet] : form.signOffUnmet;
  const refusals = refusalsOf(answer, "sign-off");
  return (
    <Form method="post" className={classes.sign}>
      <input type="hidden" name="intent" value="sign-off" />
      <input type="hidden" name="revision" value={form.revision} />
      <Refusals namespace="marking" refusals={refusals} />
      {unmet.length > 0 ? (
        <div id={id} className={classes.unmet}>
          <p>{t("signOff.unmet")}</p>
          <RefusalList namespace="marking" refusals={unmet} />
        </div>
      ) : (
        <p className={classes.statement}>{t("signOff.statement")}</p>
      )}
      <div className={classes.row}>
        <PinField
          key={refusals.length > 0 ? "again" : "first"}
          label={t("signOff.pin")}
          disabled={unmet.length > 0}
          isAgain={refusals.length > 0}
        />
        <LargeButton icon={Signature} disabled={unmet.length > 0} describedBy={unmet.length > 0 ? id : undefined}>
          {t("signOff.sign")}
        </LargeButton>
      </div>
    </Form>
  );
}

function Onward({ form }: { form: JudgeFormView }) {
  const { t } = useTranslation("marking");
  if (form.nextFormId === null) return <LargeLink to="/judge">{t("entry.backToForms")}</LargeLink>;
  return (
    <LargeLink to={`/judge/forms/${form.nextFormId}`} icon={ArrowRight}>
      {t("entry.nextForm")}
    </LargeLink>
  );
}
