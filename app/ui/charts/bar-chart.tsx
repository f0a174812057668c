/** Bars of one scale, each in up to three parts told apart by pattern and figure as well as by colour; a table stands beside it. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import classes from "./charts.module.css";

export type BarPart = { readonly label: string; readonly look: "gold" | "silver" | "bronze" | "ink" };

/** `values` in the order of the parts. */
export type Bar = { readonly key: string; readonly label: string; readonly values: readonly number[] };

export type BarChartProps = {
  caption: string;
  parts: readonly BarPart[];
  /** The longest first, as a rule. */
  bars: readonly Bar[];
  /** How many are shown before the rest has to be unfolded. */
  shown?: number;
};

const HEIGHT = 22;
/** A part narrower than this, in percent, has no room for its figure. */
const NARROW = 3;

export function BarChart({ caption, parts, bars, shown = 10 }: BarChartProps) {
  const { t } = useTranslation("boards");
  const id = useId().replaceAll(":", "");
  const sums = bars.map(({ values }) => sum(values));
  const longest = Math.max(1, ...sums);
  const list = (some: readonly Bar[]) => (
    <ol className={classes.bars}>
      {some.map((bar) => (
        <BarLine key={bar.key} bar={bar} parts={parts} longest={longest} patterns={id} />
      ))}
    </ol>
  );
  const rest = bars.slice(shown);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <Patterns id={id} />
      {parts.length > 1 && (
        <ul className={classes.legend}>
          {parts.map(({ label, look }) => (
            <li key={look}>
              <svg width={28} height={16} aria-hidden="true">
                <Swatch look={look} patterns={id} x="0" width="100%" height={16} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
      {list(bars.slice(0, shown))}
      {rest.length > 0 && (
        <details className={classes.more}>
          <summary>{t("chart.more", { count: rest.length })}</summary>
          {list(rest)}
        </details>
      )}
    </figure>
  );
}

function BarLine(props: { bar: Bar; parts: readonly BarPart[]; longest: number; patterns: string }) {
  const { bar, parts, longest, patterns } = props;
  let from = 0;
  const drawn = parts.map((part, index) => {
    const value = bar.values[index] ?? 0;
    const start = from;
    from += value;
    return { ...part, value, x: (start * 100) / longest, width: (value * 100) / longest };
  });
  return (
    <li className={classes.bar}>
      <span className={classes.name}>{bar.label}</span>
      <svg width="100%" height={HEIGHT} aria-hidden="true">
        <rect className={classes.track} width="100%" height={HEIGHT} rx={3} />
        {drawn
          .filter(({ value }) => value > 0)
          .map(({ look, value, x, width }) => (
            <g key={look}>
              <Swatch look={look} patterns={patterns} x={`${x}%`} width={`${width}%`} height={HEIGHT} />
              {parts.length > 1 && width > NARROW && (
                <text x={`${x + width / 2}%`} y={HEIGHT / 2 + 4} textAnchor="middle" className={classes.value} data-look={look}>
                  {value}
                </text>
              )}
            </g>
          ))}
      </svg>
      <span className={`tabular ${classes.sum}`}>{sum(bar.values)}</span>
    </li>
  );
}

function Swatch(props: { look: BarPart["look"]; patterns: string; x: string; width: string; height: number }) {
  const { look, patterns, ...box } = props;
  return (
    <>
      <rect {...box} className={`${classes.segment} ${classes[look]}`} />
      {(look === "silver" || look === "bronze") && <rect {...box} fill={`url(#${patterns}-${look})`} />}
    </>
  );
}

/** Stripes on silver and dots on bronze. */
function Patterns({ id }: { id: string }) {
  return (
    <svg width={0} height={0} aria-hidden="true" style={{ position: "absolute" }}>
      <defs>
        <pattern id={`${id}-silver`} width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={3} height={8} className={classes.veil} />
        </pattern>
        <pattern id={`${id}-bronze`} width={8} height={8} patternUnits="userSpaceOnUse">
          <circle cx={4} cy={4} r={1.75} className={classes.veil} />
        </pattern>
      </defs>
    </svg>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
