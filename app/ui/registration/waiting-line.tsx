/** Where an entry of the waiting list stands: its place in the list, or until when a place is kept for it. */
import { useTranslation } from "react-i18next";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./registration.module.css";

export type WaitingLineProps = {
  /** Counted from 1; null when it is not on the list. */
  readonly position: number | null;
  /** ISO; null while no place is offered. */
  readonly offeredUntil: string | null;
};

export function WaitingLine({ position, offeredUntil }: WaitingLineProps) {
  const { t } = useTranslation("registration");
  const formats = useFormats();
  if (offeredUntil !== null) {
    return <span className={classes.missing}>{t("offer.offeredUntil", { time: formats.dateTime(offeredUntil) })}</span>;
  }
  return position === null ? null : <span className={`tabular ${classes.soft}`}>{t("offer.position", { position })}</span>;
}
