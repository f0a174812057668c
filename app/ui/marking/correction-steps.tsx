/** One correction: its state, its reason, who did which step, and what it changed. */
import { CircleCheck, CircleDashed, CircleX, FilePen, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CorrectionState } from "#app/domain/marking/correction.ts";
import type { CorrectionStep, CorrectionView } from "#app/domain/results/correction-view.ts";
import { Mark } from "#app/ui/mark.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./correction-steps.module.css";

const LOOKS: Readonly<Record<CorrectionState, readonly [Tone, LucideIcon]>> = {
  requested: ["act", Hourglass],
  opened: ["info", FilePen],
  corrected: ["done", CircleCheck],
  refused: ["off", CircleX],
};

export function CorrectionBadge({ state }: { state: CorrectionState }) {
  const { t } = useTranslation("recheck");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}

/** @param props.actions what can be done with it, under the rest */
export function CorrectionSteps({ correction, actions }: { correction: CorrectionView; actions?: ReactNode }) {
  const { t } = useTranslation("recheck");
  const { code, subCriterionId, subCriterionName, state, reason, requested, chiefJudge, supervisor, refused, corrected } =
    correction;
  return (
    <article className={classes.correction} data-state={state}>
      <header className={classes.head}>
        <h3 className={`tabular ${classes.title}`}>
          {t("corrections.form", { code, subCriterion: subCriterionId, name: subCriterionName })}
        </h3>
        <CorrectionBadge state={state} />
      </header>
      <p className={classes.reason}>{reason}</p>
      <ol className={classes.steps}>
        <StepLine label={t("corrections.requested")} step={requested} />
        {refused ? (
          <>
            {chiefJudge && <StepLine label={t("corrections.chiefJudge")} step={chiefJudge} />}
            {supervisor && <StepLine label={t("corrections.supervisor")} step={supervisor} />}
            <StepLine label={t("corrections.refused")} step={refused} reason={refused.reason} />
          </>
        ) : (
          <>
            <StepLine label={t("corrections.chiefJudge")} step={chiefJudge} />
            <StepLine label={t("corrections.supervisor")} step={supervisor} />
            <StepLine label={t("corrections.corrected")} step={corrected} />
          </>
        )}
      </ol>
      {state === "corrected" ? <Changes correction={correction} /> : <Standing correction={correction} />}
      {actions && <div className={classes.actions}>{actions}</div>}
    </article>
  );
}

function StepLine({ label, step, reason }: { label: string; step: CorrectionStep | null; reason?: string }) {
  const { t } = useTranslation("recheck");
  const formats = useFormats();
  const Icon = step === null ? CircleDashed : reason === undefined ? CircleCheck : CircleX;
  const by = step && { name: step.displayName, time: formats.dateTime(step.at) };
  return (
    <li className={classes.step} data-done={step !== null || undefined}>
      <Icon size={18} aria-hidden="true" />
      <span className={classes.label}>{label}</span>
      <span className="tabular">
        {by === null
          ? t("corrections.awaiting")
          : reason === undefined
            ? t("corrections.by", by)
            : t("corrections.refusedBy", { ...by, reason })}
      </span>
    </li>
  );
}

/** The mark that stands, or stood when the form was opened. */
function Standing({ correction }: { correction: CorrectionView }) {
  const { t } = useTranslation("recheck");
  const { state, markBefore, maximum } = correction;
  return (
    <p className={classes.mark}>
      {state === "opened" ? t("corrections.before") : t("corrections.mark")} <Mark value={markBefore} maximum={maximum} />
    </p>
  );
}

function Changes({ correction }: { correction: CorrectionView }) {
  const { t } = useTranslation("recheck");
  const { code, subCriterionId, aspects, maximum, markBefore, markAfter } = correction;
  return (
    <table className={classes.changes}>
      <caption className={classes.caption}>{t("corrections.caption", { code, subCriterion: subCriterionId })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("corrections.aspect")}</th>
          <th scope="col" data-align="end">
            {t("corrections.maximum")}
          </th>
          <th scope="col" data-align="end">
            {t("corrections.before")}
          </th>
          <th scope="col" data-align="end">
            {t("corrections.after")}
          </th>
        </tr>
      </thead>
      <tbody>
        {aspects.map(({ id, text, maximum: most, before, after }) => (
          <tr key={id} data-changed={before !== after || undefined}>
            <th scope="row">
              <span className="tabular">{id}</span> {text}
            </th>
            <td data-align="end">
              <Mark value={most} />
            </td>
            <td data-align="end">
              <Mark value={before} />
            </td>
            <td data-align="end">
              <Mark value={after} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr data-changed={markBefore !== markAfter || undefined}>
          <th scope="row">{t("corrections.sum")}</th>
          <td data-align="end">
            <Mark value={maximum} />
          </td>
          <td data-align="end">
            <Mark value={markBefore} />
          </td>
          <td data-align="end">
            <Mark value={markAfter} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
