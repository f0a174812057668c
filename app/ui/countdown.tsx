/** The time left until a deadline, by the server's clock; every second in the last day. */

import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNow } from "./clock.tsx";
import classes from "./countdown.module.css";
import { useFormats } from "./use-formats.ts";

const HOUR_MS = 3_600_000;

export type CountdownProps = {
  /** ISO text of the deadline. */
  until: string;
  /** What ends then. */
  label?: string;
};

export function Countdown({ until, label }: CountdownProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow(1000);
  const left = now === null ? null : Date.parse(until) - now;
  const isOver = left !== null && left <= 0;
  return (
    <p className={classes.countdown} data-near={(left !== null && left > 0 && left < 2 * HOUR_MS) || undefined} role="timer">
      <Timer size={18} aria-hidden="true" />
      {label && <span>{label}</span>}
      <time dateTime={until} className="tabular">
        {formats.dateTime(until)}
      </time>
      <strong className="tabular">
        {isOver ? t("countdown.over") : left !== null && t("countdown.left", { duration: formats.duration(left) })}
      </strong>
    </p>
  );
}
