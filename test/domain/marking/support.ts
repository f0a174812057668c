/** A small scheme and a way to write revisions, for the tests of marking. */

import type { Revision } from "#app/domain/marking/revision.ts";
import type { Aspect, Criterion, MarkingScheme, SubCriterion } from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";

export const TEAM = ["judge-1", "judge-2", "judge-3"];

export function judgement(id: string, maximum: number): Aspect {
  return {
    id,
    kind: "judgement",
    text: "Finish",
    maximum: hundredths(maximum),
    descriptors: ["none", "below", "meets", "excels"],
  };
}

export function measurement(id: string, maximum: number): Aspect {
  return { id, kind: "measurement", text: "Length", maximum: hundredths(maximum), requirement: "±0.5 mm" };
}

/** A1: a judgement of 2.00, a measurement of 8.00. */
export const SUB_CRITERION: SubCriterion = {
  id: "A1",
  name: "Joints",
  day: 1,
  aspects: [judgement("A1.1", 200), measurement("A1.2", 800)],
};

/** A: A1 of 10.00 and A2 of 20.00; B: B1 of 70.00. Together 100.00. */
export const SCHEME: MarkingScheme = {
  criteria: [
    criterion("A", 3000, [SUB_CRITERION, { id: "A2", name: "Surface", day: 1, aspects: [measurement("A2.1", 2000)] }]),
    criterion("B", 7000, [{ id: "B1", name: "Function", day: 2, aspects: [judgement("B1.1", 3000), measurement("B1.2", 4000)] }]),
  ],
};

export function criterion(id: string, maximum: number, subCriteria: readonly SubCriterion[]): Criterion {
  return { id, name: `Criterion ${id}`, maximum: hundredths(maximum), subCriteria };
}

/** Aspect, number of the judge, value, score round (1 when left out). */
export type Row = readonly [string, number, number, number?];

/** Revisions numbered from 1 in the order given. */
export function revisions(...rows: readonly Row[]): Revision[] {
  return rows.map(([aspectId, judge, value, scoreRound = 1], index) => ({
    sequence: index + 1,
    aspectId,
    judgeId: `judge-${judge}`,
    scoreRound,
    value,
  }));
}

/** The codes of a list of refusals. */
export function codes(refusals: readonly { readonly code: string }[]): readonly string[] {
  return refusals.map(({ code }) => code);
}
