/** A mark by large keys: digits, a point, full marks and none; also by a real keyboard. */
import { Delete } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatHundredths, parseHundredths } from "#app/domain/shared/units.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./number-pad.module.css";

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0"] as const;

export type NumberPadProps = {
  aspectId: string;
  /** In hundredths. */
  maximum: number;
  /** What stands there now, in hundredths. */
  value: number | null;
  disabled: boolean;
  onEnter: (value: number) => void;
};

export function NumberPad({ aspectId, maximum, value, disabled, onEnter }: NumberPadProps) {
  const { t } = useTranslation("marking");
  const sentence = useSentence("marking");
  const id = useId();
  const [text, setText] = useState("");
  const typed = parseHundredths(text);
  const isAbove = typed !== null && typed > maximum;
  const isReady = typed !== null && typed >= 0 && !isAbove;
  const problem = isAbove
    ? sentence({
        code: "mark-above-maximum",
        params: { aspect: aspectId, value: formatHundredths(typed), maximum: formatHundredths(maximum) },
      })
    : null;

  function type(next: string): void {
    if (/^\d{0,3}(?:\.\d{0,2})?$/.test(next)) setText(next);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady && !disabled) onEnter(typed);
  }

  return (
    <form className={classes.pad} onSubmit={submit}>
      <div className={classes.left}>
        <label className={classes.label} htmlFor={id}>
          {t("entry.mark")}
        </label>
        <input
          id={id}
          className={`tabular ${classes.display}`}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          placeholder={value === null ? "–" : formatHundredths(value)}
          inputMode="none"
          autoComplete="off"
          disabled={disabled}
          aria-invalid={isAbove}
          aria-describedby={`${id}-problem`}
        />
        <p id={`${id}-problem`} className={classes.problem} role="alert">
          {problem}
        </p>
        <div className={classes.quick}>
          <button type="button" className={classes.key} disabled={disabled} onClick={() => onEnter(maximum)}>
            {t("entry.full", { mark: formatHundredths(maximum) })}
          </button>
          <button type="button" className={classes.key} disabled={disabled} onClick={() => onEnter(0)}>
            {t("entry.zero")}
          </button>
        </div>
        <button type="submit" className={classes.enter} disabled={disabled || !isReady}>
          {isReady ? t("entry.enterMark", { mark: formatHundredths(typed) }) : t("entry.enter")}
        </button>
      </div>
      <div className={classes.keys}>
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className={`tabular ${classes.key}`}
            disabled={disabled}
            onClick={() => type(text + key)}
          >
            {key}
          </button>
        ))}
        <button
          type="button"
          className={classes.key}
          disabled={disabled || text === ""}
          onClick={() => setText(text.slice(0, -1))}
          aria-label={t("entry.erase")}
        >
          <Delete size={28} aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}
