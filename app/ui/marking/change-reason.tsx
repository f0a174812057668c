/** Why a settled value changes: asked before it does, because both values stay on record. */
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./change-reason.module.css";

const USUAL = ["measuredAgain", "misread", "discussed"] as const;

export type ChangeReasonProps = {
  /** What it was and what it is to be, as text. */
  from: string;
  to: string;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
};

export function ChangeReason({ from, to, onConfirm, onCancel }: ChangeReasonProps) {
  const { t } = useTranslation(["marking", "common"]);
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState("");
  // The first usual reason, not the field: a keyboard that slides in would cover what is asked.
  useEffect(() => {
    box.current?.querySelector("button")?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim() !== "") onConfirm(reason.trim());
  }

  return (
    <form ref={box} className={classes.box} onSubmit={submit} aria-labelledby={`${id}-title`}>
      <p id={`${id}-title`} className={`tabular ${classes.title}`}>
        {t("entry.change.title", { from, to })}
      </p>
      <div className={classes.usual}>
        {USUAL.map((key) => (
          <button
            key={key}
            type="button"
            className={classes.chip}
            aria-pressed={reason === t(`entry.change.usual.${key}`)}
            onClick={() => setReason(t(`entry.change.usual.${key}`))}
          >
            {t(`entry.change.usual.${key}`)}
          </button>
        ))}
      </div>
      <label className={classes.label} htmlFor={id}>
        {t("entry.change.reason")}
      </label>
      <input
        id={id}
        className={classes.field}
        value={reason}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.acts}>
        <button type="button" className={classes.quiet} onClick={onCancel}>
          {t("common:action.cancel")}
        </button>
        <button type="submit" className={classes.confirm} disabled={reason.trim() === ""}>
          {t("entry.change.confirm")}
        </button>
      </div>
    </form>
  );
}
