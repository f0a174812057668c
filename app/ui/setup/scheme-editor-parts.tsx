/** The parts of the scheme editor above its aspects: modules, criteria, sub-criteria. */
import { Plus } from "lucide-react";
import type { Dispatch } from "react";
import { useTranslation } from "react-i18next";
import { letterOf } from "#app/domain/marking/scheme-draft.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { addHundredths, hundredths, parseHundredths } from "#app/domain/shared/units.ts";
import { useFormats } from "../use-formats.ts";
import { AspectEditor } from "./scheme-aspect-editor.tsx";
import classes from "./scheme-editor.module.css";
import type { EditedCriterion, EditedModule, EditedSubCriterion, EditorAct } from "./scheme-editor-state.ts";
import { FirstField, PartProblems, Tools } from "./scheme-editor-tools.tsx";

/** What stands against each part, by its id. */
export type Problems = ReadonlyMap<string, readonly Refusal[]>;
type Dispatching = { dispatch: Dispatch<EditorAct> };

export function ModulesEditor({
  modules,
  problems,
  dispatch,
}: { modules: readonly EditedModule[]; problems: Problems } & Dispatching) {
  const { t } = useTranslation("scheme");
  return (
    <section className={classes.modules} aria-label={t("editor.modules")}>
      <h3 className={classes.heading}>{t("editor.modules")}</h3>
      {modules.length === 0 && <p className={classes.hint}>{t("editor.noModules")}</p>}
      {modules.map(({ key, id, name }, index) => (
        <div key={key}>
          <div className={classes.module}>
            <input
              className={`tabular ${classes.field}`}
              value={id}
              maxLength={2}
              aria-label={t("editor.moduleId", { place: index + 1 })}
              onChange={(event) => dispatch({ act: "set-module", key, to: { id: event.currentTarget.value.toUpperCase() } })}
            />
            <input
              className={classes.field}
              value={name}
              maxLength={100}
              placeholder={t("editor.moduleName")}
              aria-label={t("editor.moduleNameOf", { id })}
              onChange={(event) => dispatch({ act: "set-module", key, to: { name: event.currentTarget.value } })}
            />
            <Tools part={key} name={t("editor.part.module", { id })} index={index} count={modules.length} dispatch={dispatch} />
          </div>
          <PartProblems problems={problems.get(id)} />
        </div>
      ))}
      <button type="button" className={classes.button} onClick={() => dispatch({ act: "add-module" })}>
        <Plus size={18} aria-hidden="true" />
        {t("editor.addModule")}
      </button>
    </section>
  );
}

export type CriterionEditorProps = Dispatching & {
  criterion: EditedCriterion;
  index: number;
  count: number;
  modules: readonly EditedModule[];
  problems: Problems;
  /** The key of the part that was added last. */
  added: number | null;
};

export function CriterionEditor({ criterion, index, count, modules, problems, added, dispatch }: CriterionEditorProps) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const { key, name, module, subCriteria } = criterion;
  const id = letterOf(index);
  const maximum = addHundredths(subCriteria.map(sumOf));
  return (
    <section className={classes.criterion} aria-label={t("editor.part.criterion", { id })}>
      <div className={classes.criterionHead}>
        <span className={`tabular ${classes.id}`}>{id}</span>
        <FirstField isNew={added === key}>
          {(ref) => (
            <input
              ref={ref}
              className={`${classes.field} ${classes.strong}`}
              value={name}
              maxLength={200}
              placeholder={t("editor.criterionName")}
              aria-label={t("editor.nameOf", { part: t("editor.part.criterion", { id }) })}
              onChange={(event) => dispatch({ act: "set-criterion", key, to: { name: event.currentTarget.value } })}
            />
          )}
        </FirstField>
        {modules.length > 0 && (
          <select
            className={classes.field}
            value={module ?? ""}
            aria-label={t("editor.moduleOf", { id })}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              dispatch({ act: "set-criterion", key, to: { module: chosen === "" ? null : Number(chosen) } });
            }}
          >
            <option value="">{t("editor.chooseModule")}</option>
            {modules.map((option) => (
              <option key={option.key} value={option.key}>
                {`${option.id} ${option.name}`}
              </option>
            ))}
          </select>
        )}
        <span className={`tabular ${classes.sum}`}>{formats.marks(maximum)}</span>
        <Tools part={key} name={t("editor.part.criterion", { id })} index={index} count={count} dispatch={dispatch} />
      </div>
      <PartProblems problems={problems.get(id)} />
      {subCriteria.map((subCriterion, place) => (
        <SubCriterionEditor
          key={subCriterion.key}
          subCriterion={subCriterion}
          id={`${id}${place + 1}`}
          index={place}
          count={subCriteria.length}
          problems={problems}
          added={added}
          dispatch={dispatch}
        />
      ))}
      <button type="button" className={classes.button} onClick={() => dispatch({ act: "add-sub-criterion", criterion: key })}>
        <Plus size={18} aria-hidden="true" />
        {t("editor.addSubCriterion", { id })}
      </button>
    </section>
  );
}

type SubCriterionEditorProps = Dispatching & {
  subCriterion: EditedSubCriterion;
  id: string;
  index: number;
  count: number;
  problems: Problems;
  added: number | null;
};

const NONE: readonly Refusal[] = [];

function SubCriterionEditor({ subCriterion, id, index, count, problems, added, dispatch }: SubCriterionEditorProps) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const { key, name, day, aspects } = subCriterion;
  const part = t("editor.part.sub-criterion", { id });
  return (
    <section className={classes.sub} aria-label={part}>
      <div className={classes.subHead}>
        <span className={`tabular ${classes.id}`}>{id}</span>
        <FirstField isNew={added === key}>
          {(ref) => (
            <input
              ref={ref}
              className={classes.field}
              value={name}
              maxLength={200}
              placeholder={t("editor.subCriterionName")}
              aria-label={t("editor.nameOf", { part })}
              onChange={(event) => dispatch({ act: "set-sub-criterion", key, to: { name: event.currentTarget.value } })}
            />
          )}
        </FirstField>
        <label className={classes.day}>
          {t("editor.day")}
          <input
            className={`tabular ${classes.field}`}
            value={day}
            inputMode="numeric"
            maxLength={2}
            onChange={(event) => dispatch({ act: "set-sub-criterion", key, to: { day: event.currentTarget.value } })}
          />
        </label>
        <span className={`tabular ${classes.sum}`}>{formats.marks(sumOf(subCriterion))}</span>
        <Tools part={key} name={part} index={index} count={count} dispatch={dispatch} />
      </div>
      <PartProblems problems={problems.get(id)} />
      {aspects.map((aspect, place) => (
        <AspectEditor
          key={aspect.key}
          aspect={aspect}
          id={`${id}.${place + 1}`}
          subCriterion={key}
          isFirst={place === 0}
          isLast={place === aspects.length - 1}
          isNew={added === aspect.key}
          problems={problems.get(`${id}.${place + 1}`) ?? NONE}
          dispatch={dispatch}
        />
      ))}
      <button
        type="button"
        className={classes.button}
        onClick={() => dispatch({ act: "add-aspect", subCriterion: key, behind: null })}
      >
        <Plus size={18} aria-hidden="true" />
        {t("editor.addAspect", { id })}
      </button>
    </section>
  );
}

/** What its aspects add up to; a figure that is none counts as nothing. */
function sumOf({ aspects }: EditedSubCriterion) {
  return addHundredths(aspects.map(({ maximum }) => parseHundredths(maximum) ?? hundredths(0)));
}
