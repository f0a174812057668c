/** 导入报名表: the leader's file, what it would do, and the confirmation that does it. */
import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Download, FileSearch, FileUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ImportRosterSchema, PreviewRosterSchema } from "#app/forms/registration.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { importRoster, type RosterPreview } from "#app/services/registration/import-roster.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { ChangeTable, MistakeTable } from "#app/ui/registration/preview-tables.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;
const MAXIMUM_BYTES = 10 * 1024 * 1024;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope }) => {
  const { delegation, competition, events, closed } = await getRoster(runtime, String(scope.delegationId));
  return { delegation, competition, events, closed };
});

export const action = defineAction({
  preview: defineIntent({
    access: ACCESS,
    form: PreviewRosterSchema,
    run: async ({ runtime, actor, scope, input }) => {
      const file = await readFile(input.file);
      return importRoster(runtime, actor, { ...file, delegationId: String(scope.delegationId), digest: null });
    },
  }),
  "import-roster": defineIntent({
    access: ACCESS,
    form: ImportRosterSchema,
    run: async ({ runtime, actor, scope, input }) => {
      const file = await readFile(input.file);
      const delegationId = String(scope.delegationId);
      const decision = await importRoster(runtime, actor, { ...file, delegationId, digest: input.digest });
      if (!decision.ok || decision.value.kind === "preview") return decision;
      const { added, changed } = decision.value.counts;
      return redirect(`/delegations/${delegationId}?added=${added}&changed=${changed}`);
    },
  }),
});

async function readFile(file: File): Promise<{ fileName: string; bytes: Uint8Array }> {
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export const handle: PageHandle = { title: "registration:import.title" };

export default function ImportRoster() {
  const { delegation, competition, events, closed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("registration");
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) outcome.current?.focus();
  }, [answer]);
  const preview = answer?.ok && answer.value.kind === "preview" ? answer.value : null;
  const refusals = answer && !answer.ok ? answer.refusals : [];
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("import.title")} description={t("import.lead")} />
      {closed.length > 0 && (
        <Notice tone="info">
          <RefusalList namespace="registration" refusals={closed} />
        </Notice>
      )}
      <Section title={t("import.templates")} description={t("import.templatesHint")}>
        <ul className={classes.templates}>
          {events.map(({ code, name, nameEn }) => (
            <li key={code}>
              <a href={`/delegations/${delegation.id}/template/${code}`} download>
                <Download size={16} aria-hidden="true" />
                {t("import.template", { event: i18n.language === "en" ? nameEn : name })}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Form method="post" encType="multipart/form-data">
        <div className={classes.form}>
          <FileDrop
            name="file"
            label={t("import.file")}
            hint={t("import.fileHint")}
            accept=".xlsx,.xls,.ods"
            maximumBytes={MAXIMUM_BYTES}
            required
          />
          <ActButton intent="preview" namespace="registration" icon={FileSearch} look={preview ? "quiet" : "primary"}>
            {preview ? t("import.previewAgain") : t("import.preview")}
          </ActButton>
        </div>
        <div ref={outcome} tabIndex={-1} className={classes.outcome}>
          <Refused refusals={refusals} />
          {preview && <Preview preview={preview} />}
        </div>
      </Form>
    </DelegationShell>
  );
}

/** Columns stand in the reasons by their codes. */
function Refused({ refusals }: { refusals: readonly Refusal[] }) {
  const { t, i18n } = useTranslation("registration");
  const text = createLookup(i18n);
  const named = refusals.map(({ code, params }) => ({
    code,
    params: params?.column === undefined ? { ...params } : { ...params, column: text(`registration:column.${params.column}`) },
  }));
  return <Refusals namespace="registration" refusals={named} title={t("import.failed")} />;
}

function Preview({ preview }: { preview: RosterPreview }) {
  const { t } = useTranslation("registration");
  const { counts, rows, refusals, blocked, digest, fileName } = preview;
  const changes = rows.filter(({ change }) => change === "added" || change === "changed");
  const canImport = refusals.length === 0 && changes.length > 0;
  return (
    <>
      <Section title={t("import.result", { file: fileName })} description={t("import.countHint")}>
        <Stats>
          <Stat label={t("import.added")} value={counts.added} />
          <Stat label={t("import.changed")} value={counts.changed} />
          <Stat label={t("import.unchanged")} value={counts.unchanged} />
          <Stat label={t("import.refused")} value={counts.refused} tone={counts.refused > 0 ? "act" : "plain"} />
        </Stats>
      </Section>
      {refusals.length > 0 && (
        <Section title={t("import.errors")} description={t("import.errorsHint")}>
          <MistakeTable refusals={refusals} />
        </Section>
      )}
      {refusals.length === 0 && changes.length === 0 && <Notice tone="info">{t("import.nothing")}</Notice>}
      {canImport && (
        <Section title={t("import.changes")}>
          <div className={classes.confirm}>
            <input type="hidden" name="digest" value={digest} />
            <ActButton
              intent="import-roster"
              namespace="registration"
              icon={FileUp}
              unmet={blocked}
              consequence={t("import.confirmHint", { added: counts.added, changed: counts.changed })}
            >
              {t("import.confirm")}
            </ActButton>
          </div>
          <ChangeTable rows={changes} />
        </Section>
      )}
    </>
  );
}
