/** What every part of the scheme editor has: its tools, its focus when it is new, and what stands against it. */
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { type Dispatch, memo, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./scheme-editor.module.css";
import type { EditorAct } from "./scheme-editor-state.ts";

type Dispatching = { dispatch: Dispatch<EditorAct> };

/** Up, down, away. */
export const Tools = memo(function Tools(props: Dispatching & { part: number; name: string; index: number; count: number }) {
  const { part, name, index, count, dispatch } = props;
  const { t } = useTranslation("scheme");
  return (
    <span className={classes.tools}>
      <button
        type="button"
        className={classes.tool}
        disabled={index === 0}
        aria-label={t("editor.up", { part: name })}
        title={t("editor.up", { part: name })}
        onClick={() => dispatch({ act: "move", key: part, by: -1 })}
      >
        <ArrowUp size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={classes.tool}
        disabled={index >= count - 1}
        aria-label={t("editor.down", { part: name })}
        title={t("editor.down", { part: name })}
        onClick={() => dispatch({ act: "move", key: part, by: 1 })}
      >
        <ArrowDown size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={classes.tool}
        aria-label={t("editor.remove", { part: name })}
        title={t("editor.remove", { part: name })}
        onClick={() => dispatch({ act: "remove", key: part })}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </span>
  );
});

/** What stands against a part, under it. */
export function PartProblems({ problems, id }: { problems: readonly Refusal[] | undefined; id?: string }) {
  const sentence = useSentence("scheme");
  if (!problems || problems.length === 0) return null;
  return (
    <ul className={classes.problems} id={id}>
      {[...new Set(problems.map(sentence))].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** Takes the focus when its part was just added. */
export function FirstField({ isNew, children }: { isNew: boolean; children: (ref: RefObject<HTMLInputElement>) => ReactNode }) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) ref.current?.focus();
  }, [isNew]);
  return <>{children(ref)}</>;
}
