/** No floating point where marks and money are computed, and the rule finds it. */
import { describe, expect, it } from "vitest";
import { findFloatingArithmetic } from "./integer-arithmetic.ts";
import { parseSource, readSources, toLines } from "./source.ts";

it("holds in marking, results, awards, policy and money", () => {
  const sources = readSources(["app/domain"]);
  for (const room of ["marking", "results", "awards", "policy", "money"]) {
    expect(sources.some(({ path }) => path.startsWith(`app/domain/${room}/`))).toBe(true);
  }
  expect(toLines(findFloatingArithmetic(sources))).toEqual([]);
});

describe("a planted fault is found", () => {
  it.each([
    "const mean = sum / count;",
    "mark /= 2;",
    "const share = 0.1;",
    "const share = 5e-1;",
    "const cut = Math.ceil(base);",
    "const { floor } = Math;",
    "const mark = Number.parseFloat(text);",
    "const text = mark.toFixed(2);",
  ])("%s", (text) => {
    expect(findFloatingArithmetic([parseSource("app/domain/awards/cuts.ts", text)])).toHaveLength(1);
  });
});

describe("what is no arithmetic is left alone", () => {
  it.each([
    "const total = 100.0;",
    "const pattern = /a/g; // one / two",
    `const unit = "m/s";`,
    "const cut = divideHalfUp(base * share, 100);",
  ])("%s", (text) => {
    expect(findFloatingArithmetic([parseSource("app/domain/awards/cuts.ts", text)])).toEqual([]);
  });
});
