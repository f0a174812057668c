/** 复核确认: someone who neither entered nor signed reads the whole form and confirms it; the chief judge reads any form here. */
import { Form, useLoaderData } from "@remix-run/react";
import { ArrowRight, ClipboardCheck, FilePen } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { ConfirmSchema } from "#app/forms/marking.ts";
import { usePresence } from "#app/live/use-presence.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type ConfirmationView, getFormForConfirmation } from "#app/queries/marking/get-form.server.ts";
import { listNotes } from "#app/queries/marking/list-notes.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { CorrectionNotice } from "#app/ui/marking/correction-notice.tsx";
import { FormNotes } from "#app/ui/marking/form-notes.tsx";
import { FormSheet } from "#app/ui/marking/form-sheet.tsx";
import { LargeButton, LargeLink } from "#app/ui/marking/large-link.tsx";
import { Scans } from "#app/ui/marking/scans.tsx";
import { Signatures } from "#app/ui/marking/signatures.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import classes from "#app/ui/tablet/sign-off.module.css";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

const CONFIRMER = { roles: ["tally-clerk", "chief-judge"], within: "scope" } as const;

export const loader = defineLoader({ access: CONFIRMER }, async ({ runtime, actor, scope }) => ({
  form: await getFormForConfirmation(runtime, actor, String(scope.formId)),
  notes: await listNotes(runtime, {
    roundId: String(scope.roundId),
    formId: String(scope.formId),
    readerId: actor.userId,
  }),
  round: scope.roundNumber,
  isChief: hasRole(actor.grants, ["chief-judge"], scope),
}));

export const action = defineAction({
  "confirm-form": defineIntent({
    access: CONFIRMER,
    form: ConfirmSchema,
    run: ({ runtime, actor, scope, input }) => confirmForm(runtime, actor, { ...input, formId: String(scope.formId) }),
  }),
});

export const handle: PageHandle<{ readonly form: ConfirmationView }> = {
  title: (text, { form }) => `${text("marking:confirmation.title")} ${form.code} ${form.subCriterionId}`,
};

export default function Confirmation() {
  usePresence(null);
  const { form, notes, round, isChief } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["marking", "paper"]);
  const { t: text } = useTranslation("recheck");
  const formats = useFormats();
  const named = useNamed();
  const { formId, aspects, team, mark, maximum, status, confirmedBy, confirmedAt, nextFormId } = form;
  useFreshPage("form", { form: formId });
  const odd = aspects.filter(({ oddities }) => oddities.length > 0).length;
  const hall = `/hall/${form.competition.code}/events/${form.event.code}`;
  return (
    <TabletShell
      code={form.code}
      title={status === "signed" ? t("confirmation.title") : t("confirmation.read")}
      subtitle={`${form.subCriterionId} ${form.subCriterionName} · ${named(form.event)}`}
      back={isChief ? { to: hall, label: t("matrix.title") } : { to: "/judge", label: t("forms.title") }}
      aside={<StatusBadge list="formStatus" value={status} />}
      status={t("confirmation.rule")}
      actions={
        status === "confirmed" &&
        (nextFormId === null ? (
          <LargeLink to={isChief ? hall : "/judge"}>{t("confirmation.noneLeft")}</LargeLink>
        ) : (
          <LargeLink to={`/judge/forms/${nextFormId}/confirmation`} icon={ArrowRight}>
            {t("confirmation.next")}
          </LargeLink>
        ))
      }
    >
      {confirmedBy !== null && confirmedAt !== null && (
        <Notice tone="done" title={t("confirmation.done", { name: confirmedBy, time: formats.dateTime(confirmedAt) })} live />
      )}
      <CorrectionNotice correction={form.correction} />
      {status === "signed" && odd > 0 && (
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
      />
      {notes.length > 0 && (
        <Section title={t("notes.title")} boxed>
          <FormNotes notes={notes} base={toEventPage(form.competition.code, form.event.code, "notes")} round={round} />
        </Section>
      )}
      {(form.keyedBy.length > 0 || form.scans.length > 0) && (
        <Section
          title={t("paper:scan.title")}
          description={form.keyedBy.length > 0 && t("paper:keyedBy", { names: form.keyedBy.join(",") })}
          boxed
        >
          <Scans scans={form.scans} base={`${toEventPage(form.competition.code, form.event.code, "paper")}/scans`} />
        </Section>
      )}
      <div className={classes.foot}>
        <Signatures team={team} />
        {status !== "confirmed" && <Confirm form={form} />}
        {form.mayBeCorrected && (
          <div>
            <LargeLink to={`/judge/forms/${formId}/correction`} icon={FilePen} look="quiet">
              {text("request.open")}
            </LargeLink>
          </div>
        )}
      </div>
    </TabletShell>
  );
}

function Confirm({ form }: { form: ConfirmationView }) {
  const { t } = useTranslation("marking");
  const answer = useAnswer<typeof action>();
  const id = useId();
  const { confirmUnmet, revision } = form;
  const isBlocked = confirmUnmet.length > 0;
  return (
    <Form method="post" className={classes.sign}>
      <input type="hidden" name="intent" value="confirm-form" />
      <input type="hidden" name="revision" value={revision} />
      <Refusals namespace="marking" refusals={refusalsOf(answer, "confirm-form")} />
      {isBlocked ? (
        <div id={id} className={classes.unmet}>
          <p>{t("confirmation.unmet")}</p>
          <RefusalList namespace="marking" refusals={confirmUnmet} />
        </div>
      ) : (
        <p className={classes.statement}>{t("confirmation.statement")}</p>
      )}
      <LargeButton icon={ClipboardCheck} disabled={isBlocked} describedBy={isBlocked ? id : undefined}>
        {t("confirmation.confirm")}
      </LargeButton>
    </Form>
  );
}
