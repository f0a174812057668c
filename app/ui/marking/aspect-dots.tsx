/** The aspects of a form as a row of large dots: where one is, what is done, what waits. */
import { Check, ChevronLeft, ChevronRight, Lock, RotateCcw, Split } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./aspect-dots.module.css";

export type DotState = "todo" | "sending" | "done" | "rescore" | "locked" | "refused" | "conflict";
export type Dot = { readonly id: string; readonly state: DotState };

export type AspectDotsProps = {
  dots: readonly Dot[];
  current: string;
  onChoose: (id: string) => void;
};

export function AspectDots({ dots, current, onChoose }: AspectDotsProps) {
  const { t } = useTranslation("marking");
  const here = dots.findIndex(({ id }) => id === current);
  const step = (by: number) => {
    const next = dots[here + by];
    if (next) onChoose(next.id);
  };
  return (
    <nav className={classes.nav} aria-label={t("entry.aspects")}>
      <button
        type="button"
        className={classes.arrow}
        disabled={here <= 0}
        onClick={() => step(-1)}
        aria-label={t("entry.previous")}
      >
        <ChevronLeft size={28} aria-hidden="true" />
      </button>
      <ol className={classes.dots}>
        {dots.map(({ id, state }, index) => (
          <li key={id}>
            <button
              type="button"
              className={classes.dot}
              data-state={state}
              aria-current={id === current ? "step" : undefined}
              aria-label={t("entry.dot", { aspect: id, state: t(`entry.dotState.${state}`) })}
              onClick={() => onChoose(id)}
            >
              <span className={classes.disc} aria-hidden="true">
                <DotSign state={state} number={index + 1} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={classes.arrow}
        disabled={here >= dots.length - 1}
        onClick={() => step(1)}
        aria-label={t("entry.next")}
      >
        <ChevronRight size={28} aria-hidden="true" />
      </button>
    </nav>
  );
}

function DotSign({ state, number }: { state: DotState; number: number }) {
  if (state === "done") return <Check size={20} strokeWidth={3} />;
  if (state === "conflict") return <Split size={18} strokeWidth={2.5} />;
  if (state === "rescore" || state === "refused") return <RotateCcw size={18} strokeWidth={2.5} />;
  if (state === "locked") return <Lock size={16} />;
  return <span className="tabular">{number}</span>;
}
