/** Weighted totals at the published weights, rounded once at the named place (DOMAIN 6). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeWeightedTotal, PERCENT } from "#app/domain/results/components.ts";

function totalOf(...parts: readonly (readonly [weight: number, mark: number])[]) {
  return (place: 2 | 1 | 0 = 2) =>
    computeWeightedTotal(
      parts.map(([weight]) => ({ weight })),
      parts.map(([, mark]) => ({ mark })),
      PERCENT,
      place,
    );
}

describe("the published weights (DOMAIN 6)", () => {
  it("30/70: 85.00 and 90.50 are 25.50 + 63.35 = 88.85 (guzhen_lighting of published-award-rules.json)", () => {
    expect(totalOf([30, 8500], [70, 9050])()).toBe(8885);
  });

  it("40/60: 77.75 and 83.33 are 31.10 + 49.998 = 81.098, which is 81.10", () => {
    expect(totalOf([40, 7775], [60, 8333])()).toBe(8110);
  });

  it("20/80: 61.01 and 70.02 are 12.202 + 56.016 = 68.218, which is 68.22", () => {
    expect(totalOf([20, 6101], [80, 7002])()).toBe(6822);
  });

  it("25/55/20: 80.00, 91.25 and 70.50 are 20 + 50.1875 + 14.1 = 84.2875, which is 84.29 (elevator of published-award-rules.json)", () => {
    expect(totalOf([25, 8000], [55, 9125], [20, 7050])()).toBe(8429);
  });

  it("0/100: the theory mark counts for nothing in the total", () => {
    expect(totalOf([0, 9999], [100, 7123])()).toBe(7123);
  });
});

describe("the rounding place", () => {
  it("is applied half up to the exact sum: 88.85 is 88.9 at one place and 89 at none", () => {
    const total = totalOf([30, 8500], [70, 9050]);
    expect([total(2), total(1), total(0)]).toEqual([8885, 8890, 8900]);
  });

  it("is never reached in two steps: 84.445 is 84.4 at one place, and 84.45 is 84 at none, though 84.5 would be 85", () => {
    // 30% of 80.00 and 70% of 86.35 are 84.445; 10% of 80.04 and 90% of 84.94 are 84.45.
    expect(totalOf([30, 8000], [70, 8635])(1)).toBe(8440);
    expect(totalOf([30, 8000], [70, 8635])(0)).toBe(8400);
    expect(totalOf([10, 8004], [90, 8494])(1)).toBe(8450);
    expect(totalOf([10, 8004], [90, 8494])(0)).toBe(8400);
  });

  it("takes exactly half upwards: 50 percent of 0.01, 0.10 and 1.00", () => {
    expect(totalOf([50, 1], [50, 0])(2)).toBe(1);
    expect(totalOf([50, 10], [50, 0])(1)).toBe(10);
    expect(totalOf([50, 100], [50, 0])(0)).toBe(100);
    expect(totalOf([49, 1], [51, 0])(2)).toBe(0);
  });

  it("lies within half a unit of the exact value, for any marks", () => {
    const anyMark = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(anyMark, anyMark, fc.integer({ min: 0, max: 100 }), fc.constantFrom(2, 1, 0), (one, other, weight, place) => {
        const exact = BigInt(weight * one + (100 - weight) * other);
        const unit = 10n ** BigInt(2 - place);
        const rounded = BigInt(totalOf([weight, one], [100 - weight, other])(place as 2 | 1 | 0));
        // Half up: exact - unit/2 < rounded <= exact + unit/2, in 200ths of a hundredth.
        expect(rounded % unit).toBe(0n);
        expect(2n * 100n * rounded > 2n * exact - 100n * unit).toBe(true);
        expect(2n * 100n * rounded <= 2n * exact + 100n * unit).toBe(true);
      }),
    );
  });
});
