/**
 * How a cell of the column "Marking Way" says in which way a measurement is marked; Chinese and English, read alike:
 * - blank or 得分 / Mark: the value is the mark;
 * - 是否 / Y/N;
 * - 每处扣 0.50 / -0.50 each;
 * - ≤0.05: 2.00; ≤0.10: 1.00; 其余 0 (mm) / …; else 0 (mm): readings with their unit, at most three decimals;
 * - behind any of them, or alone: | 独立评分，去最高最低 / | each judge, trimmed mean (or 平均 / mean, 中位数 / median).
 */
import type { Aggregation, MeasurementWay, TableStep } from "#app/domain/marking/scheme.ts";
import { formatHundredths, formatThousandths, parseHundredths, parseThousandths } from "#app/domain/shared/units.ts";
import {
  AGGREGATION_WORDS,
  DEDUCTION_PATTERNS,
  EACH_JUDGE_PATTERN,
  ELSE_PATTERN,
  STATED_WORDS,
  STEP_PATTERN,
  WRITTEN,
  YES_NO_WORDS,
} from "#app/platform/excel/way-words.ts";

export type NotedWay = { readonly way?: MeasurementWay; readonly each?: Aggregation };

/** Null when the text is not understood. */
export function parseWay(text: string): NotedWay | null {
  const [first = "", second, ...more] = text.split(/[|｜]/);
  if (more.length > 0) return null;
  const alone = second === undefined ? parseEach(first) : null;
  if (alone !== null) return { each: alone };
  const each = second === undefined ? null : parseEach(second);
  const way = parseMeasurement(first);
  if (way === null || (second !== undefined && each === null)) return null;
  return { ...(way.kind === "stated" ? {} : { way }), ...(each === null ? {} : { each }) };
}

/** As `parseWay` reads it back; blank for a stated mark that the team agrees on. */
export function writeWay({ way, each }: NotedWay): string {
  const measured = way === undefined ? "" : writeMeasurement(way);
  if (each === undefined) return measured;
  return [measured, WRITTEN.each(each)].filter((part) => part !== "").join(" | ");
}

function parseMeasurement(text: string): MeasurementWay | null {
  const plain = normalise(text);
  if (STATED_WORDS.includes(plain)) return { kind: "stated" };
  if (YES_NO_WORDS.includes(plain)) return { kind: "yes-no" };
  const deduction = DEDUCTION_PATTERNS.map((pattern) => pattern.exec(plain)?.[1]).find((found) => found !== undefined);
  if (deduction === undefined) return parseTable(text);
  const each = parseHundredths(deduction);
  return each === null ? null : { kind: "deduction", each };
}

/** The unit is kept as it is written; everything before it is read without regard to width, case and blanks. */
function parseTable(text: string): MeasurementWay | null {
  const match = /^([\s\S]*?)[(（]([^()（）]*)[)）]\s*$/.exec(text);
  if (!match) return null;
  const [, before = "", unit = ""] = match;
  const steps: TableStep[] = [];
  for (const part of normalise(before).split(";")) {
    const step = parseStep(part);
    if (step === null) return null;
    steps.push(step);
  }
  return { kind: "table", unit: unit.trim(), steps };
}

function parseStep(text: string): TableStep | null {
  const rest = ELSE_PATTERN.exec(text);
  const bounded = STEP_PATTERN.exec(text);
  const upTo = rest ? null : parseThousandths(bounded?.[1] ?? "");
  const mark = parseHundredths((rest ? rest[1] : bounded?.[2]) ?? "");
  return mark === null || (!rest && upTo === null) ? null : { upTo, mark };
}

function parseEach(text: string): Aggregation | null {
  const named = EACH_JUDGE_PATTERN.exec(normalise(text))?.[1];
  if (named === undefined) return null;
  return (Object.keys(AGGREGATION_WORDS) as Aggregation[]).find((key) => AGGREGATION_WORDS[key].includes(named)) ?? null;
}

function writeMeasurement(way: MeasurementWay): string {
  switch (way.kind) {
    case "stated":
      return "";
    case "yes-no":
      return WRITTEN["yes-no"];
    case "deduction":
      return WRITTEN.deduction(formatHundredths(way.each));
    case "table":
      return `${way.steps.map(writeStep).join("; ")} (${way.unit})`;
  }
}

function writeStep({ upTo, mark }: TableStep): string {
  const earned = formatHundredths(mark);
  return upTo === null ? WRITTEN.else(earned) : WRITTEN.step(formatThousandths(upTo), earned);
}

function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[−–]/g, "-")
    .replace(/\u3001/g, ",")
    .replace(/\s+/g, "");
}
