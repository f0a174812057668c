/** Every way of a measurement and every aggregation, worked by hand, alone and in a form (DOMAIN 5). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFormState, limitToJudge } from "#app/domain/marking/form.ts";
import { aggregateMarks, checkMeasurementValue, computeMeasurementMark } from "#app/domain/marking/measurement.ts";
import type { Aggregation, Aspect, MeasurementWay } from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { codes, measurement, revisions } from "./support.ts";

const DEDUCTION: MeasurementWay = { kind: "deduction", each: hundredths(50) };
/** A length in millimetres: up to 0.050 off earns 2.00, up to 0.100 half, anything else nothing. */
const TABLE: MeasurementWay = {
  kind: "table",
  unit: "mm",
  steps: [
    { upTo: 50, mark: hundredths(200) },
    { upTo: 100, mark: hundredths(100) },
    { upTo: null, mark: hundredths(0) },
  ],
};

function markOf(value: number, way?: MeasurementWay, maximum = 200) {
  return computeMeasurementMark({ maximum: hundredths(maximum), ...(way ? { way } : {}) }, value);
}

function refusalsOf(value: number, way?: MeasurementWay) {
  return checkMeasurementValue({ aspectId: "A1.2", maximum: hundredths(200), ...(way ? { way } : {}) }, value);
}

describe("a measurement", () => {
  it("is stated where the scheme says nothing: 1.25 is 1.25", () => {
    expect([markOf(125), markOf(125, { kind: "stated" })]).toEqual([125, 125]);
  });

  it("is the maximum for yes and nothing for no", () => {
    expect([markOf(1, { kind: "yes-no" }), markOf(0, { kind: "yes-no" })]).toEqual([200, 0]);
  });

  it("is the maximum less a deduction for each fault, and no less than 0: 2.00 less 0.50 each", () => {
    expect([0, 1, 3, 4, 5, 100].map((faults) => markOf(faults, DEDUCTION))).toEqual([200, 150, 50, 0, 0, 0]);
  });

  it("is the mark of the first step that the reading does not exceed", () => {
    expect([-20, 0, 50, 51, 100, 101, 9_999].map((reading) => markOf(reading, TABLE))).toEqual([200, 200, 200, 100, 100, 0, 0]);
  });

  it("is nothing beyond the last step of a table without an end", () => {
    expect(markOf(51, { kind: "table", unit: "mm", steps: [{ upTo: 50, mark: hundredths(200) }] })).toBe(0);
  });
});

describe("a value", () => {
  it("that is stated is hundredths from 0 to the maximum", () => {
    expect(refusalsOf(200)).toEqual([]);
    expect(codes(refusalsOf(1.5))).toEqual(["mark-not-hundredths"]);
    expect(refusalsOf(-1)).toEqual([{ code: "mark-below-zero", params: { aspect: "A1.2", value: "-0.01" } }]);
    expect(refusalsOf(201)).toEqual([{ code: "mark-above-maximum", params: { aspect: "A1.2", value: "2.01", maximum: "2.00" } }]);
  });

  it("of the other ways is yes or no, a count, or a reading in thousandths, which may lie below zero", () => {
    expect([0, 1].map((value) => refusalsOf(value, { kind: "yes-no" }))).toEqual([[], []]);
    expect(codes(refusalsOf(2, { kind: "yes-no" }))).toEqual(["answer-not-yes-no"]);
    expect(refusalsOf(0, DEDUCTION)).toEqual([]);
    expect([-1, 0.5].flatMap((value) => codes(refusalsOf(value, DEDUCTION)))).toEqual(["count-not-whole", "count-not-whole"]);
    expect(refusalsOf(-20, TABLE)).toEqual([]);
    expect(codes(refusalsOf(0.5, TABLE))).toEqual(["reading-not-thousandths"]);
  });

  it("that may be entered earns between 0 and the maximum, whatever the way", () => {
    const anyWay = fc.constantFrom<MeasurementWay>({ kind: "stated" }, { kind: "yes-no" }, DEDUCTION, TABLE);
    fc.assert(
      fc.property(anyWay, fc.integer({ min: -300, max: 300 }), (way, value) => {
        fc.pre(refusalsOf(value, way).length === 0);
        expect(markOf(value, way)).toBeGreaterThanOrEqual(0);
        expect(markOf(value, way)).toBeLessThanOrEqual(200);
      }),
    );
  });
});

function aggregate(aggregation: Aggregation, ...marks: readonly number[]) {
  return aggregateMarks(marks.map(hundredths), aggregation);
}

describe("the marks of an independent panel", () => {
  it("have a mean, rounded half up: 85.00, 86.00 and 86.01 are 85.67; 0.01 and 0.02 are 0.02", () => {
    expect(aggregate("mean", 8500, 8600, 8601)).toBe(8567);
    expect(aggregate("mean", 1, 2)).toBe(2);
  });

  it("have a trimmed mean of five without one highest and one lowest: 85, 86, 88, 90, 95 are 88.00 (DOMAIN 5)", () => {
    expect(aggregate("trimmed-mean", 9500, 8600, 8500, 9000, 8800)).toBe(8800);
    expect(aggregate("trimmed-mean", 9500, 9500, 8500, 8500, 8800)).toBe(8933);
    expect(aggregate("trimmed-mean", 7000, 8000, 9000)).toBe(8000);
    expect(() => aggregate("trimmed-mean", 7000, 8000)).toThrow(RangeError);
  });

  it("have a median: the one in the middle, or the mean of the two", () => {
    expect(aggregate("median", 9000, 1000, 8500)).toBe(8500);
    expect(aggregate("median", 9000, 1000, 8500, 8601)).toBe(8551);
    expect(aggregate("median", 7700)).toBe(7700);
  });

  it("do not depend on the order of the judges, and lie between the lowest and the highest", () => {
    const anyMarks = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(anyMarks, fc.constantFrom<Aggregation>("mean", "trimmed-mean", "median"), (marks, aggregation) => {
        const value = aggregate(aggregation, ...marks);
        expect(aggregate(aggregation, ...[...marks].reverse())).toBe(value);
        expect(value).toBeGreaterThanOrEqual(Math.min(...marks));
        expect(value).toBeLessThanOrEqual(Math.max(...marks));
      }),
    );
  });
});

describe("a form of an independent panel", () => {
  const PANEL = ["judge-1", "judge-2", "judge-3", "judge-4", "judge-5"];
  const faults: Aspect = { ...measurement("A1.1", 1000), way: DEDUCTION, each: "trimmed-mean" };
  const subCriterion = { id: "A1", name: "Weld", day: 1, aspects: [faults] };
  const rows = revisions(["A1.1", 1, 0], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.1", 4, 4], ["A1.1", 5, 20]);

  it("aggregates marks, not values: 0, 2, 3, 4 and 20 faults earn 10.00, 9.00, 8.50, 8.00 and 0, trimmed 8.50", () => {
    const form = computeFormState(subCriterion, PANEL, rows, { spreadLimit: 1 });
    expect(form.aspects[0]?.readings.map(({ mark }) => mark)).toEqual([1000, 900, 850, 800, 0]);
    expect(form).toMatchObject({ mark: 850, isComplete: true });
    // The values in the middle, 3 faults, would say the same; the mean of the values, 5.8, would not.
    const mean = computeFormState({ ...subCriterion, aspects: [{ ...faults, each: "mean" }] }, PANEL, rows, { spreadLimit: 1 });
    expect(mean.mark).toBe(710);
  });

  it("has no mark before all are in, shows nobody another's reading, and takes the latest of each", () => {
    const open = computeFormState(subCriterion, PANEL, rows.slice(0, 4), { spreadLimit: 1 });
    expect(open).toMatchObject({ mark: null, isComplete: false });
    expect(open.aspects[0]).toMatchObject({ scoresIn: 4, allIn: false });
    expect(limitToJudge(open, "judge-2").aspects[0]?.readings.map(({ judgeId }) => judgeId)).toEqual(["judge-2"]);
    const changed = revisions(["A1.1", 5, 20], ["A1.1", 1, 0], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.1", 4, 4], ["A1.1", 5, 3]);
    expect(computeFormState(subCriterion, PANEL, changed, { spreadLimit: 1 }).mark).toBe(867);
  });
});
