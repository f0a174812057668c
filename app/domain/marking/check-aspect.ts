/** Whether an aspect can be marked: its place, its maximum, and that every value of its way leads to a mark (DOMAIN 5). */

import { FEWEST_FOR_TRIMMED_MEAN, wayOf } from "#app/domain/marking/measurement.ts";
import type { Aspect, TableStep } from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths, formatThousandths } from "#app/domain/shared/units.ts";

export const ASPECT_REFUSALS = [
  "aspect-id-not-positional",
  "aspect-text-missing",
  "aspect-maximum-not-positive",
  "aspect-descriptors-missing",
  "aspect-way-on-judgement",
  "aspect-deduction-not-positive",
  "aspect-deduction-above-maximum",
  "aspect-table-empty",
  "aspect-table-unit-malformed",
  "aspect-table-open-not-last",
  "aspect-table-not-ascending",
  "aspect-table-mark-out-of-range",
  "aspect-table-maximum-unreachable",
  "aspect-judges-too-few",
] as const;
export type AspectRefusal = (typeof ASPECT_REFUSALS)[number];

type Refusals = readonly Refusal<AspectRefusal>[];

const LONGEST_UNIT = 20;

/**
 * Every reason against the aspect; its id in the params is the one that its place gives it, so that a row can be found by it.
 * @param expected the id that its place gives it @param judgesPerForm null where the rules are not known
 */
export function checkAspect(aspect: Aspect, expected: string, judgesPerForm: number | null): Refusals {
  const params = { aspect: aspect.id };
  return [
    ...when(aspect.id !== expected, "aspect-id-not-positional", { ...params, expected }),
    ...when(isBlank(aspect.text), "aspect-text-missing", params),
    ...when(aspect.maximum <= 0, "aspect-maximum-not-positive", { ...params, maximum: formatHundredths(aspect.maximum) }),
    ...(aspect.kind === "judgement" ? checkJudgement(aspect) : checkMeasurement(aspect, judgesPerForm)),
  ];
}

function checkJudgement(aspect: Aspect): Refusals {
  const params = { aspect: aspect.id };
  const missing = [0, 1, 2, 3].filter((score) => isBlank(aspect.descriptors?.[score] ?? ""));
  return [
    ...when(missing.length > 0, "aspect-descriptors-missing", { ...params, scores: missing.join(", ") }),
    ...when(aspect.way !== undefined || aspect.each !== undefined, "aspect-way-on-judgement", params),
  ];
}

function checkMeasurement(aspect: Aspect, judgesPerForm: number | null): Refusals {
  const params = { aspect: aspect.id };
  const tooFew = aspect.each === "trimmed-mean" && judgesPerForm !== null && judgesPerForm < FEWEST_FOR_TRIMMED_MEAN;
  return [
    ...checkWay(aspect),
    ...when(tooFew, "aspect-judges-too-few", { ...params, judges: judgesPerForm ?? 0, fewest: FEWEST_FOR_TRIMMED_MEAN }),
  ];
}

function checkWay(aspect: Aspect): Refusals {
  const params = { aspect: aspect.id };
  const way = wayOf(aspect);
  if (way.kind === "deduction") {
    const marks = { ...params, each: formatHundredths(way.each), maximum: formatHundredths(aspect.maximum) };
    return [
      ...when(way.each <= 0, "aspect-deduction-not-positive", marks),
      ...when(way.each > aspect.maximum && aspect.maximum > 0, "aspect-deduction-above-maximum", marks),
    ];
  }
  if (way.kind !== "table") return [];
  const { unit, steps } = way;
  // A unit stands in brackets behind the steps wherever a table is written in one line.
  const isUnit = !isBlank(unit) && unit === unit.trim() && unit.length <= LONGEST_UNIT && !/[()（）|｜;；\r\n]/.test(unit);
  return [
    ...when(!isUnit, "aspect-table-unit-malformed", { ...params, longest: LONGEST_UNIT }),
    ...(steps.length === 0 ? when(true, "aspect-table-empty", params) : checkSteps(aspect, steps)),
  ];
}

function checkSteps({ id, maximum }: Aspect, steps: readonly TableStep[]): Refusals {
  const outside = steps.filter(({ mark }) => mark < 0 || mark > maximum);
  const bounds = steps.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
  const unsorted = bounds.find((bound, index) => index > 0 && bound <= (bounds[index - 1] ?? bound));
  return [
    ...when(
      steps.slice(0, -1).some(({ upTo }) => upTo === null),
      "aspect-table-open-not-last",
      { aspect: id },
    ),
    ...when(unsorted !== undefined, "aspect-table-not-ascending", { aspect: id, bound: formatThousandths(unsorted ?? 0) }),
    ...outside.flatMap(({ mark }) =>
      when(true, "aspect-table-mark-out-of-range", {
        aspect: id,
        mark: formatHundredths(mark),
        maximum: formatHundredths(maximum),
      }),
    ),
    // Otherwise nobody could earn what the scheme adds up to.
    ...when(
      maximum > 0 && outside.length === 0 && steps.every(({ mark }) => mark !== maximum),
      "aspect-table-maximum-unreachable",
      { aspect: id, maximum: formatHundredths(maximum) },
    ),
  ];
}

function when(isWrong: boolean, code: AspectRefusal, params: Readonly<Record<string, string | number>>): Refusals {
  return isWrong ? [{ code, params }] : [];
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
