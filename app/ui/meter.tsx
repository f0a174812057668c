/** How much of a quota or of a work is filled, in figures and as a bar. */
import classes from "./meter.module.css";

export type MeterProps = {
  label: string;
  value: number;
  maximum: number;
  /** Hides the label on screen where the place already names it. */
  hideLabel?: boolean;
};

export function Meter({ label, value, maximum, hideLabel = false }: MeterProps) {
  const share = maximum > 0 ? Math.min(100, Math.round((value * 100) / maximum)) : 0;
  return (
    <div className={classes.meter}>
      <div className={classes.words}>
        {!hideLabel && <span>{label}</span>}
        <span className={`tabular ${classes.figures}`}>
          {value}/{maximum}
        </span>
      </div>
      <div
        className={classes.track}
        role="meter"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={Math.max(maximum, value)}
        aria-valuetext={`${value}/${maximum}`}
      >
        <span className={classes.fill} style={{ inlineSize: `${share}%` }} data-full={value >= maximum || undefined} />
      </div>
    </div>
  );
}
