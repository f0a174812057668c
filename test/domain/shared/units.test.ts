/** The one division, and marks and money as text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "#app/domain/shared/order.ts";
import {
  addHundredths,
  divideHalfUp,
  fen,
  formatFen,
  formatHundredths,
  formatThousandths,
  hundredths,
  parseHundredths,
  parseThousandths,
} from "#app/domain/shared/units.ts";

describe("divideHalfUp", () => {
  it("rounds a half up", () => {
    expect(divideHalfUp(1400, 9)).toBe(156);
    expect([1, 2, 3, 5].map((dividend) => divideHalfUp(dividend, 2))).toEqual([1, 1, 2, 3]);
    expect([-1, -2, -3].map((dividend) => divideHalfUp(dividend, 2))).toEqual([0, -1, -1]);
    expect(divideHalfUp(0, 7)).toBe(0);
  });

  it("refuses what is not a whole number or not a positive divisor", () => {
    expect(() => divideHalfUp(1.5, 2)).toThrow(RangeError);
    expect(() => divideHalfUp(1, 0)).toThrow(RangeError);
    expect(() => divideHalfUp(1, -2)).toThrow(RangeError);
  });

  it("is the only whole number within half a divisor, the upper one of two", () => {
    const dividends = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
    fc.assert(
      fc.property(dividends, fc.integer({ min: 1, max: 10 ** 6 }), (dividend, divisor) => {
        const doubledRest = 2 * (dividend - divideHalfUp(dividend, divisor) * divisor);
        expect(doubledRest).toBeGreaterThanOrEqual(-divisor);
        expect(doubledRest).toBeLessThan(divisor);
      }),
    );
  });
});

describe("marks", () => {
  it("are whole hundredths", () => {
    expect(() => hundredths(1.5)).toThrow(RangeError);
    expect(() => fen(Number.NaN)).toThrow(RangeError);
    expect(addHundredths([10, 20].map(hundredths))).toBe(30);
    expect(addHundredths([])).toBe(0);
  });

  it("are written with two decimals", () => {
    expect([0, 5, 50, 8525, -5, 10000].map((value) => formatHundredths(value))).toEqual([
      "0.00",
      "0.05",
      "0.50",
      "85.25",
      "-0.05",
      "100.00",
    ]);
  });

  it("are read from plain decimals and nothing else", () => {
    expect(["85", "85.2", " 85.25 ", "0.1", "-1"].map(parseHundredths)).toEqual([8500, 8520, 8525, 10, -100]);
    expect(["", "85.255", "1e2", ".5", "85,2", "八十五", "1 000"].map(parseHundredths)).toEqual(Array(7).fill(null));
  });

  it("come back from their own text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), (value) => {
        expect(parseHundredths(formatHundredths(value))).toBe(value);
      }),
    );
  });
});

it("money is written in yuan, with fen only where there are any", () => {
  expect([150000, 10000000, 5, 123456789, -150000].map((value) => formatFen(value))).toEqual([
    "1,500",
    "100,000",
    "0.05",
    "1,234,567.89",
    "-1,500",
  ]);
});

it("texts have one order", () => {
  expect(["b", "a", "B", "乙", "甲"].sort(compareText)).toEqual(["B", "a", "b", "乙", "甲"]);
  expect(compareText("a", "a")).toBe(0);
});

describe("readings in thousandths", () => {
  it("are written without needless zeros and read to three places", () => {
    expect([0, 50, -50, 5, 12_000, -12_125].map(formatThousandths)).toEqual(["0", "0.05", "-0.05", "0.005", "12", "-12.125"]);
    expect(["0.05", "-0.050", " 12 ", "12.125", "-0"].map(parseThousandths)).toEqual([50, -50, 12_000, 12_125, 0]);
    for (const text of ["", "0.0005", "1e3", "1,5", "--1", ".5", "1.", "1234567"])
      expect(parseThousandths(text), text).toBeNull();
  });

  it("come back from their text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (value) => {
        expect(parseThousandths(formatThousandths(value))).toBe(value);
      }),
    );
  });
});
