/** Scale scores to the unit: the published values, exact halves, and no spread at all (DOMAIN 6). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeScaleScores, computeSpread } from "#app/domain/results/scale.ts";
import { reorder } from "./support.ts";

/** Nine entries with the median 8.00 and the MAD 7.00: the deviations are 0, 0.75, 1.50, 7, 7, 7.50, 8, 31.58 and 53.42. */
const PUBLISHED = [6142, 3958, 1500, 950, 800, 725, 100, 50, 0];

describe("scale-700", () => {
  it("gives the published values: 61.42 is 854, 39.58 is 791, 9.50 is 704, 7.25 is 698 and 0 is 677 (DOMAIN 6)", () => {
    expect(computeSpread(PUBLISHED)).toEqual({ median4: 4 * 800, mad4: 4 * 700 });
    expect(computeScaleScores(PUBLISHED, "scale-700")).toEqual([854, 791, 720, 704, 700, 698, 680, 678, 677]);
  });

  it("halves between the two in the middle: 0.01 and 0.02 have the median 0.015 and the MAD 0.005, 700 and 20.23 either way", () => {
    expect(computeScaleScores([1, 2], "scale-700")).toEqual([680, 720]);
  });

  it("gives 700 to all where most are equal, and to one alone", () => {
    expect(computeScaleScores([100, 5000, 5000, 5000, 9900], "scale-700")).toEqual([700, 700, 700, 700, 700]);
    expect(computeScaleScores([7000], "scale-700")).toEqual([700]);
    expect(computeScaleScores([], "scale-700")).toEqual([]);
  });
});

describe("scale-500", () => {
  it("divides by the population deviation: 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the deviation 2", () => {
    expect(computeScaleScores([2, 4, 4, 4, 5, 5, 7, 9], "scale-500")).toEqual([455, 485, 485, 485, 500, 500, 530, 560]);
  });

  it("rounds exact halves upwards: with the deviation 4, one point either way is 507.5 and 492.5", () => {
    const totals = [-7, -5, -2, -1, -1, 1, 1, 2, 5, 7].map((difference) => 5000 + difference);
    expect(computeScaleScores(totals, "scale-500")).toEqual([448, 463, 485, 493, 493, 508, 508, 515, 538, 553]);
  });

  it("takes the root where it is not rational: one of three above the others stands at 500 + 30 root 2, they at 500 - 15 root 2", () => {
    // Mean 1/3, variance 2/9: 30 x (2/3) / (root 2 / 3) = 42.43, and 30 x (-1/3) / (root 2 / 3) = -21.21.
    expect(computeScaleScores([0, 1, 0], "scale-500")).toEqual([479, 542, 479]);
  });

  it("gives 500 to all without a spread", () => {
    expect(computeScaleScores([8000, 8000], "scale-500")).toEqual([500, 500]);
  });

  it("lies on the right side of the exact value by integer squares, for any totals", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 30 }), (totals) => {
        const count = BigInt(totals.length);
        const sum = totals.reduce((all, total) => all + BigInt(total), 0n);
        const squares = totals.reduce((all, total) => all + BigInt(total) * BigInt(total), 0n);
        const variance = count * squares - sum * sum;
        fc.pre(variance > 0n);
        computeScaleScores(totals, "scale-500").forEach((score, index) => {
          // score - 1/2 <= 500 + 30 d / s < score + 1/2, as signed squares: 2 (score - 500) -+ 1 against 60 d / s.
          const d = 60n * (count * BigInt(totals[index] ?? 0) - sum);
          const doubled = 2n * BigInt((score ?? 0) - 500);
          expect(compareToRoot(doubled - 1n, variance, d) <= 0).toBe(true);
          expect(compareToRoot(doubled + 1n, variance, d) > 0).toBe(true);
        });
      }),
    );
  });
});

/** The sign of factor x root(square) - value. */
function compareToRoot(factor: bigint, square: bigint, value: bigint): number {
  if (factor >= 0n !== value >= 0n) return factor >= 0n ? 1 : -1;
  const difference = factor * factor * square - value * value;
  if (difference === 0n) return 0;
  return difference > 0n === factor >= 0n ? 1 : -1;
}

it("no scale gives no score, and the order of the totals changes none", () => {
  expect(computeScaleScores([1, 2], "none")).toEqual([null, null]);
  const anyTotals = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 30 });
  fc.assert(
    fc.property(
      anyTotals,
      fc.constantFrom("scale-700", "scale-500"),
      fc.array(fc.nat(), { minLength: 1 }),
      (totals, scale, keys) => {
        const scored = totals.map((total, index) => ({ total, score: computeScaleScores(totals, scale)[index] }));
        const shuffled = reorder(scored, keys);
        const again = computeScaleScores(
          shuffled.map(({ total }) => total),
          scale,
        );
        expect(again).toEqual(shuffled.map(({ score }) => score));
      },
    ),
  );
});
