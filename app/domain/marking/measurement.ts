/** Measurement: what a value that judges enter earns, and which values can be entered (DOMAIN 5). */

import type { Aggregation, Aspect, MeasurementWay } from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { addHundredths, divideHalfUp, formatHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const MEASUREMENT_REFUSALS = [
  "mark-not-hundredths",
  "mark-below-zero",
  "mark-above-maximum",
  "answer-not-yes-no",
  "count-not-whole",
  "reading-not-thousandths",
] as const;
export type MeasurementRefusal = (typeof MEASUREMENT_REFUSALS)[number];

/** The fewest judges whose highest and lowest can be dropped. */
export const FEWEST_FOR_TRIMMED_MEAN = 3;

const STATED: MeasurementWay = { kind: "stated" };

/** How the aspect's values become marks; stated where the scheme says nothing. */
export function wayOf(aspect: Pick<Aspect, "way">): MeasurementWay {
  return aspect.way ?? STATED;
}

/**
 * What a value earns: full mark less 3 faults at 0.50 of a maximum of 2.00 is 0.50, and less 5 faults 0.
 * @param value as `MeasurementWay` says: hundredths, 0 or 1, a count, or thousandths
 */
export function computeMeasurementMark(aspect: Pick<Aspect, "way" | "maximum">, value: number): Hundredths {
  const way = wayOf(aspect);
  switch (way.kind) {
    case "stated":
      return hundredths(value);
    case "yes-no":
      return value === 1 ? aspect.maximum : hundredths(0);
    case "deduction": {
      const left = aspect.maximum - value * way.each;
      return hundredths(left > 0 ? left : 0);
    }
    case "table":
      return way.steps.find(({ upTo }) => upTo === null || value <= upTo)?.mark ?? hundredths(0);
  }
}

/** Why this value cannot be entered for the aspect; empty when it can. */
export function checkMeasurementValue(
  aspect: { readonly aspectId: string; readonly maximum: Hundredths } & Pick<Aspect, "way">,
  value: number,
): readonly Refusal<MeasurementRefusal>[] {
  const params = { aspect: aspect.aspectId };
  const isWhole = Number.isSafeInteger(value);
  switch (wayOf(aspect).kind) {
    case "stated":
      if (!isWhole) return [{ code: "mark-not-hundredths", params }];
      if (value < 0) return [{ code: "mark-below-zero", params: { ...params, value: formatHundredths(value) } }];
      if (value > aspect.maximum) {
        const maximum = formatHundredths(aspect.maximum);
        return [{ code: "mark-above-maximum", params: { ...params, value: formatHundredths(value), maximum } }];
      }
      return [];
    case "yes-no":
      return value === 0 || value === 1 ? [] : [{ code: "answer-not-yes-no", params }];
    case "deduction":
      return isWhole && value >= 0 ? [] : [{ code: "count-not-whole", params }];
    case "table":
      return isWhole ? [] : [{ code: "reading-not-thousandths", params }];
  }
}

/**
 * One mark of several: the mean, the mean without one highest and one lowest, or the median; rounded half up to hundredths.
 * Five judges with 85, 86, 88, 90, 95 have the trimmed mean 88.00.
 * @throws RangeError without marks, and for a trimmed mean of fewer than three.
 */
export function aggregateMarks(marks: readonly Hundredths[], aggregation: Aggregation): Hundredths {
  const sorted = [...marks].sort((left, right) => left - right);
  if (aggregation === "median") {
    const middle = sorted.length >> 1;
    const pair = sorted.length % 2 === 1 ? sorted.slice(middle, middle + 1) : sorted.slice(middle - 1, middle + 1);
    return mean(pair);
  }
  if (aggregation === "mean") return mean(sorted);
  if (sorted.length < FEWEST_FOR_TRIMMED_MEAN) throw new RangeError("a trimmed mean needs at least three marks");
  return mean(sorted.slice(1, -1));
}

function mean(marks: readonly Hundredths[]): Hundredths {
  return hundredths(divideHalfUp(addHundredths(marks), marks.length));
}
