/** The four scores of a judgement as large buttons, each with what it means; on a keyboard the digits. */
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Descriptors } from "#app/domain/marking/scheme.ts";
import classes from "./score-buttons.module.css";
import { useDigitKeys } from "./use-digit-keys.ts";

const SCORES = [0, 1, 2, 3] as const;

export type ScoreButtonsProps = {
  descriptors: Descriptors;
  /** The judge's own score; null before he gave one. */
  chosen: number | null;
  disabled: boolean;
  onChoose: (score: number) => void;
  /** The aspect's text, for those who hear it. */
  label: string;
};

export function ScoreButtons({ descriptors, chosen, disabled, onChoose, label }: ScoreButtonsProps) {
  const { t } = useTranslation("marking");
  useDigitKeys((digit) => {
    if (!disabled && (SCORES as readonly number[]).includes(digit)) onChoose(digit);
  });
  return (
    <fieldset className={classes.scores} disabled={disabled}>
      <legend className={classes.legend}>{label}</legend>
      {SCORES.map((score) => (
        <button
          key={score}
          type="button"
          className={classes.score}
          aria-pressed={chosen === score}
          onClick={() => onChoose(score)}
        >
          <span className={`tabular ${classes.figure}`} aria-hidden="true">
            {score}
          </span>
          <span className={classes.words}>
            <span className={classes.spoken}>{t("entry.score", { score })}</span>
            {descriptors[score]}
          </span>
          {chosen === score && <Check size={28} strokeWidth={2.5} aria-hidden="true" className={classes.tick} />}
        </button>
      ))}
    </fieldset>
  );
}
