/** One step of a guided form: what it asks, why, and its fields. */
import type { ReactNode } from "react";
import classes from "./form.module.css";

export type StepProps = {
  title: string;
  hint?: string;
  /** What is wrong with the step as a whole. */
  error?: string;
  children: ReactNode;
  /** Without a frame, inside one. */
  plain?: boolean;
};

export function Step({ title, hint, error, children, plain = false }: StepProps) {
  return (
    <fieldset className={plain ? classes.plainStep : classes.step}>
      <legend className={classes.legend}>{title}</legend>
      <div>
        {hint ? <p className={classes.hint}>{hint}</p> : <div className={classes.noHint} />}
        {error && (
          <p className={classes.error} role="alert">
            {error}
          </p>
        )}
        {children}
      </div>
    </fieldset>
  );
}
