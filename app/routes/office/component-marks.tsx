/** 成绩导入: marks of a component out of an examination system's file; looked at, imported by one, confirmed by another. */
import { Form, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Download, FileSearch, FileUp, FileX, ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ComponentImportSchema, ImportComponentSchema, PreviewComponentSchema } from "#app/forms/component-marks.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import {
  type ComponentImportView,
  type ComponentView,
  getComponentMarks,
} from "#app/queries/components/get-component-marks.server.ts";
import { type ComponentPreview, readComponentFile } from "#app/queries/components/read-component-file.server.ts";
import { confirmComponentImport } from "#app/services/components/confirm-component-import.server.ts";
import { dropComponentImport } from "#app/services/components/drop-component-import.server.ts";
import { importComponentMarks } from "#app/services/components/import-component-marks.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/components/component-marks.module.css";
import { MarksTable, MistakesTable } from "#app/ui/components/component-tables.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["organiser", "administrator", "tally-clerk"], within: "scope" } as const;
const MAXIMUM_BYTES = 10 * 1024 * 1024;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, actor, scope, params }) => {
  if (scope.roundId === null) throw notFound();
  return {
    page: await getComponentMarks(runtime, actor, scope.roundId),
    template: `/office/${params.competition}/events/${params.event}/component-marks/template?round=${scope.roundNumber}`,
    watched: {
      competition: String(params.competition),
      event: String(params.event),
      round: scope.roundNumber ?? undefined,
    },
  };
});

export const action = defineAction({
  preview: defineIntent({
    access: ACCESS,
    form: PreviewComponentSchema,
    run: async ({ runtime, scope, input: { component, file } }) =>
      readComponentFile(runtime, { ...(await readFile(file)), component, roundId: String(scope.roundId) }),
  }),
  "import-marks": defineIntent({
    access: ACCESS,
    form: ImportComponentSchema,
    run: async ({ runtime, actor, scope, input: { component, file, digest } }) =>
      importComponentMarks(runtime, actor, {
        ...(await readFile(file)),
        component,
        digest,
        roundId: String(scope.roundId),
      }),
  }),
  "confirm-import": defineIntent({
    access: ACCESS,
    form: ComponentImportSchema,
    run: ({ runtime, actor, scope, input }) =>
      confirmComponentImport(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "drop-import": defineIntent({
    access: ACCESS,
    form: ComponentImportSchema,
    run: ({ runtime, actor, scope, input }) => dropComponentImport(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

async function readFile(file: File): Promise<{ fileName: string; bytes: Uint8Array }> {
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export const handle: PageHandle = { title: "componentMarks:title" };

const ACTS = ["preview", "import-marks", "confirm-import", "drop-import"] as const;

export default function ComponentMarks() {
  const { page, template, watched } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("componentMarks");
  const named = useNamed();
  useFreshPage("round", watched);
  const done = answer?.ok && answer.intent !== "preview" ? (answer.intent as Exclude<(typeof ACTS)[number], "preview">) : null;
  const preview = answer?.ok && answer.intent === "preview" ? (answer.value as ComponentPreview) : null;
  return (
    <>
      <PageHeader title={`${t("title")} · ${named(page.event)}`} description={t("lead")} />
      <Refusals namespace="componentMarks" refusals={ACTS.flatMap((intent) => refusalsOf(answer, intent))} />
      {done && (
        <Notice tone="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {page.components.length === 0 && <EmptyState icon={ListChecks} title={t("none")} hint={t("noneHint")} />}
      {page.components.length > 0 && page.closed.length > 0 && (
        <Notice tone="info">
          <RefusalList namespace="componentMarks" refusals={page.closed} />
        </Notice>
      )}
      {page.components.map((component) => (
        <Component
          key={component.key}
          component={component}
          isOpen={page.closed.length === 0}
          template={`${template}&component=${encodeURIComponent(component.key)}`}
          preview={preview?.component === component.key ? preview : null}
        />
      ))}
    </>
  );
}

function Component(props: { component: ComponentView; isOpen: boolean; template: string; preview: ComponentPreview | null }) {
  const { component, isOpen, template, preview } = props;
  const { t } = useTranslation("componentMarks");
  const formats = useFormats();
  const { key, name, weight, waiting, current, trail, missing } = component;
  return (
    <Section title={t("component", { name, weight })} boxed>
      <p className={missing.length > 0 ? classes.missing : undefined}>
        {missing.length === 0 ? t("complete") : t("missing", { count: missing.length, numbers: formats.list(missing) })}
      </p>
      {waiting && (
        <div className={classes.part}>
          <h3>{t("waiting")}</h3>
          <Facts view={waiting} />
          <MarksTable caption={t("waitingCaption", { name })} lines={waiting.lines} showsChanges={current !== null} />
          <Form method="post" className={classes.acts}>
            <input type="hidden" name="importId" value={waiting.importId} />
            {isOpen && (
              <>
                <ActButton
                  intent="confirm-import"
                  namespace="componentMarks"
                  icon={BadgeCheck}
                  unmet={waiting.unmet}
                  consequence={t("confirmConsequence")}
                >
                  {t("confirm")}
                </ActButton>
                <ActButton intent="drop-import" namespace="componentMarks" icon={FileX} look="grave">
                  {t("drop")}
                </ActButton>
              </>
            )}
          </Form>
        </div>
      )}
      {current && (
        <details className={classes.part} open={!waiting && !preview}>
          <summary>{t("current", { count: current.marks })}</summary>
          <Facts view={current} />
          <MarksTable caption={t("currentCaption", { name })} lines={current.lines} showsChanges={false} />
          {isOpen && (
            <Form method="post" className={classes.acts}>
              <input type="hidden" name="importId" value={current.importId} />
              <ActButton
                intent="drop-import"
                namespace="componentMarks"
                icon={FileX}
                look="grave"
                consequence={t("dropConsequence")}
              >
                {t("dropCurrent")}
              </ActButton>
            </Form>
          )}
        </details>
      )}
      {isOpen && <Upload componentKey={key} template={template} preview={preview} isFirst={!current && !waiting} />}
      {trail.length > 0 && (
        <details className={classes.part}>
          <summary>{t("trail", { count: trail.length })}</summary>
          <ul className={classes.trail}>
            {trail.map((view) => (
              <li key={view.importId}>
                <Facts view={view} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** One form for both steps: the chosen file stays chosen, and is sent again with the digest of what was looked at. */
function Upload(props: { componentKey: string; template: string; preview: ComponentPreview | null; isFirst: boolean }) {
  const { componentKey, template, preview, isFirst } = props;
  const { t } = useTranslation("componentMarks");
  return (
    <details className={classes.part} open={isFirst || preview !== null}>
      <summary>{isFirst ? t("upload") : t("uploadAgain")}</summary>
      <p>
        <a href={template} download className={classes.template}>
          <Download size={16} aria-hidden="true" />
          {t("template")}
        </a>
      </p>
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="component" value={componentKey} />
        <FileDrop
          name="file"
          label={t("file")}
          hint={t("fileHint")}
          accept=".xlsx,.xls,.ods,.csv,.txt"
          maximumBytes={MAXIMUM_BYTES}
          required
        />
        {preview && <Preview preview={preview} />}
        <div className={classes.acts}>
          {preview && preview.refusals.length === 0 && preview.marks.length > 0 && (
            <>
              <input type="hidden" name="digest" value={preview.digest} />
              <ActButton
                intent="import-marks"
                namespace="componentMarks"
                icon={FileUp}
                consequence={t("importConsequence", { count: preview.marks.length })}
              >
                {t("import")}
              </ActButton>
            </>
          )}
          <ActButton intent="preview" namespace="componentMarks" icon={FileSearch} look={preview ? "quiet" : "primary"}>
            {t("preview")}
          </ActButton>
        </div>
      </Form>
    </details>
  );
}

function Preview({ preview }: { preview: ComponentPreview }) {
  const { t } = useTranslation("componentMarks");
  const formats = useFormats();
  const { marks, missing, absent, refusals, fileName } = preview;
  return (
    <div className={classes.preview} role="status">
      <h3>{t("previewed", { file: fileName })}</h3>
      <Stats>
        <Stat label={t("matched")} value={marks.length} />
        <Stat label={t("mistakes")} value={refusals.length} tone={refusals.length > 0 ? "act" : "plain"} />
        <Stat label={t("missingCount")} value={missing.length} tone={missing.length > 0 ? "act" : "plain"} />
      </Stats>
      {refusals.length > 0 && <MistakesTable refusals={refusals} />}
      {missing.length > 0 && <p className={classes.missing}>{t("missingInFile", { numbers: formats.list(missing) })}</p>}
      {absent.length > 0 && <p>{t("absentInFile", { numbers: formats.list(absent) })}</p>}
      {marks.length > 0 && (
        <details open={refusals.length === 0}>
          <summary>{t("marksInFile", { count: marks.length })}</summary>
          <MarksTable
            caption={t("marksInFile", { count: marks.length })}
            lines={marks.map(({ entrantNumber, mark }) => ({ entrantNumber, mark, before: undefined }))}
            showsChanges={false}
          />
        </details>
      )}
    </div>
  );
}

function Facts({ view }: { view: ComponentImportView }) {
  const { t } = useTranslation("componentMarks");
  const formats = useFormats();
  const { fileName, digest, marks, importedBy, importedAt, confirmedBy, confirmedAt, droppedBy, droppedAt } = view;
  return (
    <p className={classes.facts}>
      <span>{t("facts", { file: fileName, count: marks })}</span>
      <span>{t("importedBy", { name: importedBy, time: formats.dateTime(importedAt) })}</span>
      {confirmedBy !== null && confirmedAt !== null && (
        <span>{t("confirmedBy", { name: confirmedBy, time: formats.dateTime(confirmedAt) })}</span>
      )}
      {droppedBy !== null && droppedAt !== null && (
        <span>{t("droppedBy", { name: droppedBy, time: formats.dateTime(droppedAt) })}</span>
      )}
      <code title={digest}>{digest.slice(0, 12)}</code>
    </p>
  );
}
