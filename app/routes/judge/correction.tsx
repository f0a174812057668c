/** 申请更正: a judge of the panel, the tally clerk or the chief judge asks for a confirmed form to be opened again, and sees what became of it. */
import { Textarea } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Send } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { RequestCorrectionSchema } from "#app/forms/recheck.ts";
import { usePresence } from "#app/live/use-presence.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type FormCorrections, findFormCorrections } from "#app/queries/marking/find-form-corrections.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { CorrectionSteps } from "#app/ui/marking/correction-steps.tsx";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import classes from "#app/ui/tablet/sign-off.module.css";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

const HALL = { roles: ["marking-judge", "tally-clerk", "chief-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: HALL }, async ({ runtime, actor, scope }): Promise<FormCorrections> => {
  const found = await findFormCorrections(runtime, actor, String(scope.formId));
  if (!found) throw notFound();
  return found;
});

export const action = defineAction({
  "request-correction": defineIntent({
    access: HALL,
    form: RequestCorrectionSchema,
    run: ({ runtime, actor, scope, input }) => requestCorrection(runtime, actor, { ...input, formId: String(scope.formId) }),
  }),
});

export const handle: PageHandle<FormCorrections> = {
  title: (text, { code, subCriterionId }) => `${text("recheck:request.title")} ${code} ${subCriterionId}`,
};

export default function Correction() {
  usePresence(null);
  const form = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("recheck");
  const named = useNamed();
  const { formId, corrections, isInTeam, status } = form;
  useFreshPage("form", { form: formId });
  // Once it was decided, its steps below say so, and he may ask again.
  const isSent = answer?.ok === true && corrections.some(({ state }) => state === "requested");
  return (
    <TabletShell
      code={form.code}
      title={t("request.title")}
      subtitle={`${form.subCriterionId} ${form.subCriterionName} · ${named(form.event)}`}
      back={{
        to: isInTeam ? `/judge/forms/${formId}` : `/judge/forms/${formId}/confirmation`,
        label: t("request.back"),
      }}
      aside={<StatusBadge list="formStatus" value={status} />}
      status={t("request.status")}
    >
      {isSent ? <Notice tone="done" title={t("request.sent")} live /> : <p className={classes.statement}>{t("request.lead")}</p>}
      {!isSent && <Ask form={form} />}
      {corrections.length > 0 && (
        <Section title={t("request.history")}>
          {corrections.map((correction) => (
            <CorrectionSteps key={correction.correctionId} correction={correction} />
          ))}
        </Section>
      )}
    </TabletShell>
  );
}

function Ask({ form }: { form: FormCorrections }) {
  const { t } = useTranslation("recheck");
  const answer = useAnswer<typeof action>();
  const id = useId();
  const refusals = refusalsOf(answer, "request-correction");
  const { errorOf, others } = useFieldErrors("recheck", refusals, ["reason"]);
  const isBlocked = form.requestUnmet.length > 0;
  return (
    <Form method="post" className={classes.sign}>
      <input type="hidden" name="intent" value="request-correction" />
      <Refusals namespace="recheck" refusals={others} />
      {isBlocked ? (
        <div id={id} className={classes.unmet}>
          <p>{t("request.unmet")}</p>
          <RefusalList namespace="recheck" refusals={form.requestUnmet} />
        </div>
      ) : (
        <Textarea
          name="reason"
          label={t("request.reason")}
          description={t("request.reasonHint")}
          autosize
          minRows={3}
          maxLength={500}
          required
          size="md"
          error={errorOf("reason")}
          className={classes.statement}
        />
      )}
      <LargeButton icon={Send} disabled={isBlocked} describedBy={isBlocked ? id : undefined}>
        {t("request.send")}
      </LargeButton>
    </Form>
  );
}
