/** Indicators: what is unknown stays unknown, what is reached is reached exactly at the figure. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessIndicator, decideReading, toTargetValue } from "#app/domain/policy/indicators.ts";

/** Xinjiang: 25% by 2027; Dalian (14): 30 events each year; Jiading (2): left blank. */
const SHARE = { figure: 25, by: 2027 };
const EVENTS = { figure: 30, by: null };
const BLANK = { figure: null, by: 2025 };
const state = (target: typeof SHARE | typeof EVENTS | typeof BLANK, readings: readonly [number, number][], year: number) =>
  assessIndicator(
    target,
    readings.map(([of, value]) => ({ year: of, value })),
    year,
  ).state;

describe("an indicator", () => {
  it("is unknown where the document is blank or nobody recorded anything: unknown is not zero", () => {
    expect(state(BLANK, [[2025, 4000]], 2026)).toBe("unknown");
    expect(state(SHARE, [], 2028)).toBe("unknown");
    expect(state(SHARE, [[2027, 0]], 2027)).toBe("missed");
  });

  it("is reached exactly at the figure", () => {
    expect(state(SHARE, [[2027, 2500]], 2027)).toBe("reached");
    expect(state(SHARE, [[2027, 2499]], 2027)).toBe("missed");
  });

  it("has time until the year that the document names", () => {
    expect(state(SHARE, [[2026, 2300]], 2026)).toBe("ahead");
    expect(state(SHARE, [[2026, 2500]], 2026)).toBe("reached");
    // What stood at the end of 2026 does not say how 2027 ended.
    expect(state(SHARE, [[2026, 2300]], 2027)).toBe("unknown");
  });

  it("that is asked for each year is judged by that very year", () => {
    expect(state(EVENTS, [[2026, 2900]], 2026)).toBe("missed");
    expect(state(EVENTS, [[2025, 2900]], 2026)).toBe("unknown");
    expect(state(EVENTS, [[2026, 3000]], 2026)).toBe("reached");
  });

  it("looks at no later year, whatever the order of the readings", () => {
    const readings = fc.uniqueArray(fc.record({ year: fc.integer({ min: 2020, max: 2035 }), value: fc.nat({ max: 10_000 }) }), {
      selector: ({ year }) => year,
    });
    fc.assert(
      fc.property(readings, fc.integer({ min: 2020, max: 2035 }), (all, year) => {
        const { reading, state: found } = assessIndicator(SHARE, all, year);
        expect(assessIndicator(SHARE, [...all].reverse(), year)).toEqual({ reading, state: found });
        expect(reading === null || reading.year <= year).toBe(true);
        expect(reading === null).toBe(all.every((one) => one.year > year));
      }),
    );
  });

  it("takes a figure with two decimals exactly", () => {
    expect(toTargetValue({ figure: 33.33 })).toBe(3333);
    expect(toTargetValue({ figure: 50_000 })).toBe(5_000_000);
    expect(toTargetValue({ figure: null })).toBeNull();
  });
});

describe("a reading", () => {
  const codes = (unit: "percent" | "people", year: number, value: number) => {
    const decided = decideReading({ unit }, { year, value }, 2026);
    return decided.ok ? [] : decided.refusals.map(({ code }) => code);
  };
  it("is of a year that has begun, a share of at most a hundred, whole people", () => {
    expect(codes("percent", 2026, 10_000)).toEqual([]);
    expect(codes("percent", 2027, 10_001)).toEqual(["indicator-year-ahead", "indicator-above-hundred"]);
    expect(codes("people", 2026, 9_050)).toEqual(["indicator-not-whole"]);
    expect(codes("people", 2026, 5_000_000)).toEqual([]);
  });

  it("is of an indicator that there is", () => {
    expect(decideReading(null, { year: 2026, value: 1 }, 2026)).toEqual({
      ok: false,
      refusals: [{ code: "indicator-target-unknown", params: { field: "target" } }],
    });
  });
});
