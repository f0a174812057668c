/**
 * The figures that documents aim at, and how far a year came. What a document leaves blank and what nobody recorded stay unknown:
 * neither is zero, and neither is reached or missed (Jiading (2)).
 */

import type { PolicyTarget } from "#app/domain/policy/pack.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type Hundredths, parseHundredths } from "#app/domain/shared/units.ts";

/** What an officer recorded: the value in hundredths of the target's unit, as at the end of the year. */
export type IndicatorReading = { readonly year: number; readonly value: number };

/** ahead: the year by which it is asked for is not over, and the figure is not reached yet. */
export const INDICATOR_STATES = ["reached", "missed", "ahead", "unknown"] as const;
export type IndicatorState = (typeof INDICATOR_STATES)[number];

/** A figure of a document in hundredths of its unit; null: the document says none. */
export function toTargetValue({ figure }: Pick<PolicyTarget, "figure">): Hundredths | null {
  return figure === null ? null : parseHundredths(String(figure));
}

/**
 * How the indicator stands at the end of a year, by the latest reading of that year or before. A target without a year of its own is
 * asked for in every year.
 * @param readings in any order, one for a year
 */
export function assessIndicator(
  target: Pick<PolicyTarget, "figure" | "by">,
  readings: readonly IndicatorReading[],
  year: number,
): { readonly state: IndicatorState; readonly reading: IndicatorReading | null } {
  const reading = readings
    .filter((one) => one.year <= year)
    .reduce<IndicatorReading | null>((last, one) => (last === null || one.year > last.year ? one : last), null);
  const aim = toTargetValue(target);
  if (reading === null || aim === null) return { state: "unknown", reading };
  if (reading.value >= aim) return { state: "reached", reading };
  // An older value does not say how the year itself ended.
  if (target.by !== null && year < target.by) return { state: "ahead", reading };
  return { state: reading.year < (target.by ?? year) ? "unknown" : "missed", reading };
}

export const INDICATOR_REFUSALS = [
  "indicator-target-unknown",
  "indicator-year-ahead",
  "indicator-above-hundred",
  "indicator-not-whole",
  "indicator-reading-unknown",
  "indicator-reading-void",
] as const;
export type IndicatorRefusal = (typeof INDICATOR_REFUSALS)[number];

const PERCENT_WHOLE = 10_000;
const UNIT_WHOLE = 100;

/** Whether the value can be one of this indicator: a year that has begun, no share above a hundred, no part of a person. */
export function decideReading(
  target: Pick<PolicyTarget, "unit"> | null,
  input: IndicatorReading,
  presentYear: number,
): Decision<null, IndicatorRefusal> {
  if (target === null) return decide([{ code: "indicator-target-unknown", params: { field: "target" } }], null);
  const refusals: Refusal<IndicatorRefusal>[] = [];
  if (input.year > presentYear) refusals.push({ code: "indicator-year-ahead", params: { field: "year", year: presentYear } });
  if (target.unit === "percent") {
    if (input.value > PERCENT_WHOLE) refusals.push({ code: "indicator-above-hundred", params: { field: "value" } });
  } else if (input.value % UNIT_WHOLE !== 0) refusals.push({ code: "indicator-not-whole", params: { field: "value" } });
  return decide(refusals, null);
}
