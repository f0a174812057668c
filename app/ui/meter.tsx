/** How much of a quota or of a work is filled, in figures and as a bar. */
import classes from "./meter.module.css";

export type MeterProps = {
  label: string;
  value: number;
  maximum: number;
  /** Keeps the label for those who listen, where the place already names it on screen. */
  hideLabel?: boolean;
};

export function Meter({ label, value, maximum, hideLabel = false }: MeterProps) {
  const share = maximum > 0 ? Math.min(100, Math.round((value * 100) / maximum)) : 0;
  return (
    <div className={classes.meter}>
      <div className={classes.words}>
        <span className={hideLabel ? classes.spoken : undefined}>{label}</span>
        <span className={`tabular ${classes.figures}`}>
          {value}/{maximum}
        </span>
      </div>
      <div className={classes.track} aria-hidden="true">
        <span className={classes.fill} style={{ inlineSize: `${share}%` }} data-full={value >= maximum || undefined} />
      </div>
    </div>
  );
}
