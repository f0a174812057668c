/** One aspect in the scheme editor: a line with what it asks and what it earns, and under it, unfolded, how it is marked. */
import { ChevronDown, Plus, TriangleAlert, X } from "lucide-react";
import { type Dispatch, type KeyboardEvent, memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AGGREGATIONS, ASPECT_KINDS, type Descriptors, MEASUREMENT_WAYS } from "#app/domain/marking/scheme.ts";
import type { DraftAspect, DraftStep } from "#app/domain/marking/scheme-draft.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import classes from "./scheme-editor.module.css";
import type { EditedAspect, EditorAct } from "./scheme-editor-state.ts";
import { FirstField, PartProblems, Tools } from "./scheme-editor-tools.tsx";

export type AspectEditorProps = {
  aspect: EditedAspect;
  id: string;
  /** The key of its sub-criterion. */
  subCriterion: number;
  isFirst: boolean;
  isLast: boolean;
  isNew: boolean;
  problems: readonly Refusal[];
  dispatch: Dispatch<EditorAct>;
};

type Change = (to: Partial<DraftAspect>) => void;

export const AspectEditor = memo(function AspectEditor(props: AspectEditorProps) {
  const { aspect, id, subCriterion, isFirst, isLast, isNew, problems, dispatch } = props;
  const { t } = useTranslation("scheme");
  const [isOpen, setOpen] = useState(isNew);
  const { key } = aspect;
  const change: Change = (to) => dispatch({ act: "set-aspect", key, to });
  const part = t("editor.part.aspect", { id });
  const detailsId = `aspect-${key}`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      dispatch({ act: "move", key, by: event.key === "ArrowUp" ? -1 : 1 });
    } else if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      dispatch({ act: "add-aspect", subCriterion, behind: key });
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shorter way to what the buttons in it do.
    <div className={classes.aspect} data-faulty={problems.length > 0 || undefined} onKeyDown={onKeyDown}>
      <div className={classes.aspectLine}>
        <span className={`tabular ${classes.aspectId}`}>
          {problems.length > 0 && <TriangleAlert size={16} aria-label={t("editor.incomplete")} className={classes.problem} />}
          {id}
        </span>
        <select
          className={classes.field}
          value={aspect.kind}
          aria-label={t("editor.kindOf", { part })}
          onChange={(event) => change({ kind: event.currentTarget.value as DraftAspect["kind"] })}
        >
          {ASPECT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`editor.kind.${kind}`)}
            </option>
          ))}
        </select>
        <FirstField isNew={isNew}>
          {(ref) => (
            <input
              ref={ref}
              className={classes.field}
              value={aspect.text}
              maxLength={4000}
              placeholder={t("editor.text")}
              aria-label={t("editor.textOf", { part })}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
          )}
        </FirstField>
        <input
          className={`tabular ${classes.field} ${classes.figure}`}
          value={aspect.maximum}
          inputMode="decimal"
          maxLength={9}
          placeholder="0.00"
          aria-label={t("editor.maximumOf", { part })}
          onChange={(event) => change({ maximum: event.currentTarget.value })}
        />
        <span className={classes.tools}>
          <button
            type="button"
            className={classes.tool}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={t("editor.unfold", { part })}
            title={t("editor.unfold", { part })}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronDown size={18} aria-hidden="true" className={isOpen ? classes.unfolded : undefined} />
          </button>
          <button
            type="button"
            className={classes.tool}
            aria-label={t("editor.addBehind", { part })}
            title={t("editor.addBehind", { part })}
            onClick={() => dispatch({ act: "add-aspect", subCriterion, behind: key })}
          >
            <Plus size={18} aria-hidden="true" />
          </button>
        </span>
        <Tools part={key} name={part} index={isFirst ? 0 : 1} count={isLast ? (isFirst ? 1 : 2) : 3} dispatch={dispatch} />
      </div>
      {isOpen && (
        <div id={detailsId} className={classes.details}>
          {aspect.kind === "judgement" ? (
            <DescriptorFields descriptors={aspect.descriptors} change={change} />
          ) : (
            <MeasurementFields aspect={aspect} change={change} />
          )}
          <Field label={t("editor.detail")} value={aspect.detail} onChange={(detail) => change({ detail })} isWide />
          <Field label={t("editor.section")} value={aspect.section} onChange={(section) => change({ section })} />
        </div>
      )}
      <PartProblems problems={problems} />
    </div>
  );
});

const SCORES = [0, 1, 2, 3] as const;

function DescriptorFields({ descriptors, change }: { descriptors: Descriptors; change: Change }) {
  const { t } = useTranslation("scheme");
  return SCORES.map((score) => (
    <Field
      key={score}
      label={t("editor.descriptor", { score })}
      value={descriptors[score]}
      onChange={(text) => {
        const [none, some, most, all] = descriptors;
        const next = [none, some, most, all] as [string, string, string, string];
        next[score] = text;
        change({ descriptors: next });
      }}
      isWide
    />
  ));
}

function MeasurementFields({ aspect, change }: { aspect: EditedAspect; change: Change }) {
  const { t } = useTranslation("scheme");
  return (
    <>
      <label className={classes.label}>
        {t("editor.way")}
        <select
          className={classes.field}
          value={aspect.way}
          onChange={(event) => change({ way: event.currentTarget.value as DraftAspect["way"] })}
        >
          {MEASUREMENT_WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`editor.ways.${way}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={classes.label}>
        {t("editor.each")}
        <select
          className={classes.field}
          value={aspect.each}
          onChange={(event) => change({ each: event.currentTarget.value as DraftAspect["each"] })}
        >
          <option value="">{t("editor.agreed")}</option>
          {AGGREGATIONS.map((aggregation) => (
            <option key={aggregation} value={aggregation}>
              {t(`each.${aggregation}`)}
            </option>
          ))}
        </select>
      </label>
      {aspect.way === "deduction" && (
        <Field label={t("editor.deduction")} value={aspect.deduction} onChange={(deduction) => change({ deduction })} isFigure />
      )}
      {aspect.way === "table" && <TableFields aspect={aspect} change={change} />}
      <Field
        label={t("editor.requirement")}
        value={aspect.requirement}
        onChange={(requirement) => change({ requirement })}
        isWide
      />
    </>
  );
}

function TableFields({ aspect, change }: { aspect: EditedAspect; change: Change }) {
  const { t } = useTranslation("scheme");
  const { steps, unit } = aspect;
  const set = (index: number, to: Partial<DraftStep>) =>
    change({ steps: steps.map((step, place) => (place === index ? { ...step, ...to } : step)) });
  return (
    <fieldset className={classes.table}>
      <legend>{t("editor.table")}</legend>
      <Field label={t("editor.unit")} value={unit} onChange={(next) => change({ unit: next })} isFigure />
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is nothing but its place and its two figures.
        <div key={index} className={classes.step}>
          <label className={classes.inline}>
            {t("editor.upTo")}
            <input
              className={`tabular ${classes.field} ${classes.figure}`}
              value={step.upTo}
              inputMode="decimal"
              maxLength={12}
              placeholder={t("editor.rest")}
              onChange={(event) => set(index, { upTo: event.currentTarget.value })}
            />
          </label>
          <label className={classes.inline}>
            {t("editor.stepMark")}
            <input
              className={`tabular ${classes.field} ${classes.figure}`}
              value={step.mark}
              inputMode="decimal"
              maxLength={9}
              onChange={(event) => set(index, { mark: event.currentTarget.value })}
            />
          </label>
          <button
            type="button"
            className={classes.tool}
            aria-label={t("editor.removeStep", { place: index + 1 })}
            onClick={() => change({ steps: steps.filter((_, place) => place !== index) })}
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
      ))}
      <button type="button" className={classes.button} onClick={() => change({ steps: [...steps, { upTo: "", mark: "" }] })}>
        <Plus size={18} aria-hidden="true" />
        {t("editor.addStep")}
      </button>
    </fieldset>
  );
}

type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isWide?: boolean;
  isFigure?: boolean;
};

function Field({ label, value, onChange, isWide = false, isFigure = false }: FieldProps) {
  return (
    <label className={classes.label} data-wide={isWide || undefined}>
      {label}
      <input
        className={isFigure ? `tabular ${classes.field} ${classes.figure}` : classes.field}
        value={value}
        inputMode={isFigure ? "decimal" : undefined}
        maxLength={4000}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
