/** A roster file on its way in: choosing it, how far its reading is, what it would do, and the confirmation. */
import { Link, useRevalidator } from "@remix-run/react";
import { CircleX, Download, FileSearch, FileUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview, RosterImportView } from "#app/domain/registration/roster-import.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { ChangeTable, MistakeTable } from "#app/ui/registration/preview-tables.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import classes from "./registration.module.css";

const MAXIMUM_BYTES = 10 * 1024 * 1024;
const LOOK_AGAIN_MS = 1_000;

/** Inside a form of several parts; its intent is `preview`. */
export function RosterFileForm({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const { t } = useTranslation("registration");
  return (
    <div className={classes.form}>
      <FileDrop
        name="file"
        label={t("import.file")}
        hint={t("import.fileHint")}
        accept=".xlsx,.xls,.ods,.csv"
        maximumBytes={MAXIMUM_BYTES}
        required
      />
      <ActButton intent="preview" namespace="registration" icon={FileSearch}>
        {t("import.preview")}
      </ActButton>
      <Refused refusals={refusals} />
    </div>
  );
}

export type RosterImportProps = {
  readonly view: RosterImportView;
  /** Where another file is chosen. */
  readonly path: string;
  /** Where the entries are looked at afterwards. */
  readonly done: string;
  /** Why the last act was refused. */
  readonly refusals: readonly Refusal[];
};

/** Inside a form; its intents are `import-roster` and `cancel-import`. */
export function RosterImport({ view, path, done, refusals }: RosterImportProps) {
  const { t } = useTranslation("registration");
  const { fileName, state, preview, progress, failures, blocked } = view;
  const outcome = useRef<HTMLDivElement>(null);
  const isRunning = progress !== null;
  useLookAgain(isRunning);
  useEffect(() => {
    if (!isRunning) outcome.current?.focus();
  }, [isRunning]);
  const isInterrupted = state === "reading" && progress === null;
  return (
    <div ref={outcome} tabIndex={-1} className={classes.outcome}>
      {state !== "failed" && <Refused refusals={refusals} />}
      {progress !== null && <Progress fileName={fileName} progress={progress} />}
      {progress === null && state === "checked" && preview !== null && (
        <Preview path={`${path}/${view.id}`} fileName={fileName} preview={preview} blocked={blocked} />
      )}
      {state === "stored" && preview !== null && (
        <Notice tone="done" live>
          {t("import.stored", { file: fileName, added: preview.counts.added, changed: preview.counts.changed })}{" "}
          <Link to={done}>{t("import.toEntries")}</Link>
        </Notice>
      )}
      {state === "cancelled" && <Notice tone="info">{t("import.cancelled", { file: fileName })}</Notice>}
      {(state === "failed" || isInterrupted) && (
        <Refused refusals={failures.length > 0 ? failures : [{ code: "import-interrupted" }]} />
      )}
      {progress === null && (
        <p>
          <Link to={path}>{t("import.another")}</Link>
        </p>
      )}
    </div>
  );
}

/** Asks for the page again every second while something runs. */
function useLookAgain(isRunning: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isRunning || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isRunning, state, revalidate]);
}

function Progress({
  fileName,
  progress,
}: {
  readonly fileName: string;
  readonly progress: NonNullable<RosterImportView["progress"]>;
}) {
  const { t } = useTranslation("registration");
  const title = progress.work === "reading" ? t("import.reading", { file: fileName }) : t("import.storing", { file: fileName });
  return (
    <Section title={title} description={progress.work === "reading" ? t("import.readingHint") : t("import.storingHint")}>
      <div className={classes.form} aria-live="polite">
        {progress.rowsTotal === null ? (
          <p className={classes.soft}>{t("import.opening")}</p>
        ) : (
          <Meter label={t("import.rowsDone")} value={progress.rowsDone} maximum={progress.rowsTotal} />
        )}
        <ActButton intent="cancel-import" namespace="registration" icon={CircleX} look="quiet">
          {t("import.cancel")}
        </ActButton>
      </div>
    </Section>
  );
}

/** Columns stand in the reasons by their codes. */
function Refused({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const { t, i18n } = useTranslation("registration");
  const text = createLookup(i18n);
  const named = refusals.map(({ code, params }) => ({
    code,
    params: params?.column === undefined ? { ...params } : { ...params, column: text(`registration:column.${params.column}`) },
  }));
  return <Refusals namespace="registration" refusals={named} title={t("import.failed")} />;
}

function Preview(props: {
  /** Of this import. */
  readonly path: string;
  readonly fileName: string;
  readonly preview: ImportPreview;
  readonly blocked: readonly Refusal[];
}) {
  const { t } = useTranslation("registration");
  const { path, fileName, blocked } = props;
  const { counts, rows, changingRows, refusals, refusalCount } = props.preview;
  const canImport = refusalCount === 0 && changingRows > 0;
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
      {refusalCount > 0 && (
        <Section title={t("import.errors")} description={t("import.errorsHint")}>
          <p>
            <a href={`${path}/marked`} download className={classes.rowAction}>
              <Download size={16} aria-hidden="true" />
              {t("import.marked")}
            </a>
          </p>
          <MistakeTable refusals={refusals} total={refusalCount} />
        </Section>
      )}
      {refusalCount === 0 && changingRows === 0 && <Notice tone="info">{t("import.nothing")}</Notice>}
      {canImport && (
        <Section title={t("import.changes")}>
          <div className={classes.confirm}>
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
          <ChangeTable rows={rows} total={changingRows} />
        </Section>
      )}
    </>
  );
}
