/** A few lines over years, each with its letter at the end and its own dashes, so that no line is known by colour alone. */
import classes from "./charts.module.css";

export type Line = { readonly key: string; readonly label: string /** One for each year. */; readonly values: readonly number[] };

export type LineChartProps = { caption: string; years: readonly number[]; lines: readonly Line[] };

/** More than these cannot be told apart; the table beside has them all. */
export const MOST_LINES = 8;

const HEIGHT = 300;
const TOP = 16;
const BOTTOM = 264;
/** The plot between its axis and the letters, in percent of the width. */
const LEFT = 7;
const RIGHT = 95;
const LETTER_HEIGHT = 15;
const DASHES = ["none", "8 4", "2 4", "12 4 2 4", "none", "8 4", "2 4", "12 4 2 4"];

export function LineChart({ caption, years, lines }: LineChartProps) {
  const shown = lines.slice(0, MOST_LINES).map((line, index) => ({ ...line, index, letter: String.fromCharCode(65 + index) }));
  const steps = makeSteps(Math.max(1, ...shown.flatMap(({ values }) => values)));
  const top = steps.at(-1) ?? 1;
  const x = (index: number) => (years.length > 1 ? LEFT + ((RIGHT - LEFT) * index) / (years.length - 1) : (LEFT + RIGHT) / 2);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / top;
  // On a phone only some years have room for their figure: the first, the last and what is evenly between.
  const every = Math.ceil(years.length / 6);
  const letters = spreadLetters(shown.map(({ key, values }) => ({ key, y: y(values.at(-1) ?? 0) })));
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <svg width="100%" height={HEIGHT} className={classes.lines} role="img" aria-label={caption}>
        {steps.map((step) => (
          <g key={step}>
            <line x1={`${LEFT}%`} x2={`${RIGHT}%`} y1={y(step)} y2={y(step)} className={classes.grid} />
            <text x={`${LEFT - 1}%`} y={y(step) + 4} textAnchor="end" className={`tabular ${classes.axis}`}>
              {step}
            </text>
          </g>
        ))}
        {years.map(
          (year, index) =>
            (years.length - 1 - index) % every === 0 && (
              <text key={year} x={`${x(index)}%`} y={BOTTOM + 24} textAnchor="middle" className={`tabular ${classes.axis}`}>
                {year}
              </text>
            ),
        )}
        {shown.map(({ key, values, index, letter }) => (
          <g key={key} className={classes.series} data-series={index}>
            {values.slice(1).map((value, step) => (
              <line
                key={years[step]}
                className={classes.line}
                strokeDasharray={DASHES[index]}
                x1={`${x(step)}%`}
                y1={y(values[step] ?? 0)}
                x2={`${x(step + 1)}%`}
                y2={y(value)}
              />
            ))}
            {values.map((value, step) => (
              <circle key={years[step]} className={classes.dot} cx={`${x(step)}%`} cy={y(value)} r={3.5} />
            ))}
            <text x={`${RIGHT + 1.5}%`} y={(letters.get(key) ?? 0) + 5} className={classes.letter}>
              {letter}
            </text>
          </g>
        ))}
      </svg>
      <ul className={classes.legend}>
        {shown.map(({ key, label, index, letter }) => (
          <li key={key} className={classes.series} data-series={index}>
            <svg width={44} height={16} aria-hidden="true">
              <line x1={0} x2={26} y1={8} y2={8} className={classes.line} strokeDasharray={DASHES[index]} />
              <text x={31} y={13} className={classes.letter}>
                {letter}
              </text>
            </svg>
            {label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** From nought to at least the greatest value, in four steps or fewer of a round size. */
function makeSteps(greatest: number): readonly number[] {
  const size = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000].find((one) => one * 4 >= greatest);
  const step = size ?? Math.ceil(greatest / 4);
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => index * step);
}

/** Letters of lines that end close together are moved apart downwards, and upwards again as far as the lower edge asks for it. */
function spreadLetters(ends: readonly { readonly key: string; readonly y: number }[]): ReadonlyMap<string, number> {
  const sorted = [...ends].sort((left, right) => left.y - right.y);
  let last = Number.NEGATIVE_INFINITY;
  const lowered = sorted.map(({ key, y }) => {
    last = Math.max(y, last + LETTER_HEIGHT);
    return { key, y: last };
  });
  let limit = HEIGHT - 8;
  const placed = new Map<string, number>();
  for (const { key, y } of lowered.reverse()) {
    const at = Math.min(y, limit);
    placed.set(key, at);
    limit = at - LETTER_HEIGHT;
  }
  return placed;
}
