/** A moment as date and time; beside it, where it is near, how far away it is. */
import { useNow } from "./clock.tsx";
import { useFormats } from "./use-formats.ts";
import classes from "./when.module.css";

export type WhenProps = {
  /** ISO text of the moment, or a plain day "2025-11-20". */
  at: string;
  /** What to write of it; a plain day is always written as a date. */
  as?: "date-time" | "date" | "day" | "time";
  /** Adds "in 3 minutes" where the moment is within a week. */
  relative?: boolean;
};

export function When({ at, as = "date-time", relative = false }: WhenProps) {
  const formats = useFormats();
  const now = useNow(relative ? 30_000 : null);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const style = isDay && as === "date-time" ? "date" : as;
  const text = { "date-time": formats.dateTime, date: formats.date, day: formats.day, time: formats.time }[style](at);
  const distance = relative && now !== null ? formats.relative(at, now) : null;
  return (
    <time dateTime={at} className={`tabular ${classes.when}`}>
      {text}
      {distance && <span className={classes.relative}>{distance}</span>}
    </time>
  );
}
