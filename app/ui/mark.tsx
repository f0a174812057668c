/** A mark with its two decimals. */
import { useTranslation } from "react-i18next";
import { formatHundredths } from "#app/domain/shared/units.ts";
import classes from "./figures.module.css";

export type MarkProps = {
  /** In hundredths; null where there is none. */
  value: number | null;
  /** In hundredths; written small behind the mark. */
  maximum?: number;
};

export function Mark({ value, maximum }: MarkProps) {
  const { t } = useTranslation();
  return (
    <span className={`tabular ${classes.figure}`}>
      {value === null ? (
        <>
          <span aria-hidden="true">–</span>
          <span className={classes.spoken}>{t("mark.none")}</span>
        </>
      ) : (
        formatHundredths(value)
      )}
      {maximum !== undefined && (
        <span className={classes.unit}>
          <span aria-hidden="true">/ {formatHundredths(maximum)}</span>
          <span className={classes.spoken}>{t("mark.outOf", { maximum: formatHundredths(maximum) })}</span>
        </span>
      )}
    </span>
  );
}
