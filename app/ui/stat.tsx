/** One figure that matters today, with its name. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import classes from "./stat.module.css";

export type StatProps = {
  label: string;
  value: ReactNode;
  /** Written small behind the figure: a unit, or "of 36". */
  unit?: ReactNode;
  hint?: ReactNode;
  /** "act" marks a figure that asks for action. */
  tone?: "plain" | "act";
  to?: string;
};

export function Stat({ label, value, unit, hint, tone = "plain", to }: StatProps) {
  return (
    <div className={classes.stat} data-tone={tone}>
      <dt className={classes.label}>{to ? <Link to={to}>{label}</Link> : label}</dt>
      <dd>
        <span className={`tabular ${classes.value}`}>{value}</span>
        {unit && <span className={classes.unit}>{unit}</span>}
      </dd>
      {hint && <dd className={classes.hint}>{hint}</dd>}
    </div>
  );
}

/** A row of figures, divided by hairlines. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className={classes.stats}>{children}</dl>;
}
