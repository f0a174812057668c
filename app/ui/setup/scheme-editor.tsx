/** The editor of a marking scheme: parts in their order, ids that follow from it, and what is still missing, while one writes. */
import { TextInput } from "@mantine/core";
import { Form, useBeforeUnload } from "@remix-run/react";
import { Plus, Save, Undo2 } from "lucide-react";
import { useCallback, useMemo, useReducer } from "react";
import { useTranslation } from "react-i18next";
import { checkScheme, computeNeededTotal, type SchemeNeeds } from "#app/domain/marking/check-scheme.ts";
import { computeSchemeMaximum, listAspects, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { interpretDraft, MOST_CRITERIA, toDraft } from "#app/domain/marking/scheme-draft.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "../act-button.tsx";
import { useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./scheme-editor.module.css";
import { CriterionEditor, ModulesEditor, type Problems } from "./scheme-editor-parts.tsx";
import { openEditor, reduceEditor, toSchemeDraft } from "./scheme-editor-state.ts";

export type SchemeEditorProps = {
  scheme: MarkingScheme | null;
  /** The version that it starts from; null: none. */
  version: number | null;
  round: number;
  needs: SchemeNeeds;
  /** Why the last attempt to save it was refused. */
  refusals: readonly Refusal[];
};

export function SchemeEditor({ scheme, version, round, needs, refusals }: SchemeEditorProps) {
  const { t } = useTranslation("scheme");
  const [state, dispatch] = useReducer(reduceEditor, scheme, (start) =>
    openEditor(start ? toDraft(start) : { modules: [], criteria: [] }),
  );
  const { draft, written, problems } = useChecked(state, needs);
  const { errorOf, others } = useFieldErrors("scheme", refusals, ["reason"]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (state.isChanged) event.preventDefault();
      },
      [state.isChanged],
    ),
  );
  const byPart = useMemo(() => sortByPart(problems), [problems]);
  return (
    <div className={classes.editor}>
      <ModulesEditor modules={state.modules} problems={byPart} dispatch={dispatch} />
      {state.criteria.map((criterion, index) => (
        <CriterionEditor
          key={criterion.key}
          criterion={criterion}
          index={index}
          count={state.criteria.length}
          modules={state.modules}
          problems={byPart}
          added={state.added}
          dispatch={dispatch}
        />
      ))}
      <div className={classes.add}>
        <button
          type="button"
          className={classes.button}
          disabled={state.criteria.length >= MOST_CRITERIA}
          onClick={() => dispatch({ act: "add-criterion" })}
        >
          <Plus size={18} aria-hidden="true" />
          {t("editor.addCriterion")}
        </button>
        <p className={classes.hint}>{t("editor.keys")}</p>
      </div>
      <div className={classes.foot}>
        <Sums scheme={written} needs={needs} problems={problems.length} />
        {state.before && (
          <button type="button" className={classes.button} onClick={() => dispatch({ act: "take-back" })}>
            <Undo2 size={18} aria-hidden="true" />
            {t("editor.takeBack")}
          </button>
        )}
        <Form method="post" className={classes.save}>
          <input type="hidden" name="draft" value={draft} />
          <input type="hidden" name="basedOn" value={version ?? 0} />
          <input type="hidden" name="round" value={round} />
          <TextInput
            name="reason"
            label={t("editor.reason")}
            description={version === null ? t("editor.reasonOptional") : undefined}
            withAsterisk={version !== null}
            aria-required={version !== null}
            error={errorOf("reason")}
            maxLength={200}
            className={classes.reason}
          />
          <ActButton intent="save-scheme" namespace="scheme" icon={Save} unmet={problems}>
            {t("editor.save")}
          </ActButton>
        </Form>
        <Refusals namespace="scheme" refusals={others} title={t("editor.refused")} />
      </div>
    </div>
  );
}

/** What is written as a scheme, and everything that stands against it, as the server would say it. */
function useChecked(state: Parameters<typeof toSchemeDraft>[0], needs: SchemeNeeds) {
  const { modules, criteria } = state;
  return useMemo(() => {
    const draft = toSchemeDraft({ modules, criteria });
    const { scheme, refusals } = interpretDraft(draft);
    // A figure that is none is said once: that it is not positive, or out of order, follows from it.
    const named = new Set(refusals.map(({ params }) => placeOf(params)));
    const further = checkScheme(scheme, needs).filter(({ params }) => {
      const place = placeOf(params);
      return place === "" || !named.has(place);
    });
    return { draft: JSON.stringify(draft), written: scheme, problems: [...refusals, ...further] as readonly Refusal[] };
  }, [modules, criteria, needs]);
}

/** The part that a reason names: its id, or nothing for the whole scheme. */
function placeOf(params: Refusal["params"]): string {
  return String(params?.aspect ?? params?.subCriterion ?? params?.criterion ?? params?.module ?? "");
}

function sortByPart(problems: readonly Refusal[]): Problems {
  const byPart = new Map<string, Refusal[]>();
  for (const problem of problems) {
    const place = placeOf(problem.params);
    const known = byPart.get(place);
    if (known) known.push(problem);
    else byPart.set(place, [problem]);
  }
  return byPart;
}

/** How much is given out, how much is to be given, what is missing: at the foot of the screen while one writes. */
function Sums({ scheme, needs, problems }: { scheme: MarkingScheme; needs: SchemeNeeds; problems: number }) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const sum = computeSchemeMaximum(scheme);
  const needed = computeNeededTotal(needs);
  const left = needed === null ? 0 : needed - sum;
  return (
    <p className={`tabular ${classes.sums}`} role="status">
      <strong>
        {needed === null
          ? t("editor.sumAlone", { sum: formats.marks(sum) })
          : t("editor.sum", { sum: formats.marks(sum), needed: formats.marks(needed) })}
      </strong>
      <span>{t("editor.aspects", { count: listAspects(scheme).length })}</span>
      {left !== 0 && (
        <span className={classes.problem}>
          {left > 0 ? t("editor.left", { mark: formats.marks(left) }) : t("editor.over", { mark: formats.marks(-left) })}
        </span>
      )}
      {problems > 0 ? (
        <span className={classes.problem}>{t("editor.problems", { count: problems })}</span>
      ) : (
        <span className={classes.fine}>{t("editor.fine")}</span>
      )}
    </p>
  );
}
