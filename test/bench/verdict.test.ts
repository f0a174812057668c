/** A bench fails what is slow, passes what is not, and says nothing on a machine that swings. */
import { describe, expect, it } from "vitest";
import { computeVerdict, type Pair, toLine } from "./verdict.ts";

const pairs = (...values: readonly [number, number][]): Pair[] => values.map(([floor, subject]) => ({ floor, subject }));
const steady = pairs([1, 4], [1.2, 6], [1.1, 5]);

describe("verdict", () => {
  it("passes and fails by the median", () => {
    expect(computeVerdict(steady, "subject", { atMost: 5 })).toEqual({ median: 5, min: 4, max: 6, outcome: "pass" });
    expect(computeVerdict(steady, "subject", { atMost: 4.9 }).outcome).toBe("fail");
    expect(computeVerdict(steady, "subject", { atLeast: 5 }).outcome).toBe("pass");
    expect(computeVerdict(steady, "subject", { atLeast: 5.1 }).outcome).toBe("fail");
  });
  it("compares each turn with its own floor", () => {
    expect(computeVerdict(pairs([1, 4], [1.5, 6]), "ratio", { atMost: 4 })).toEqual({
      median: 4,
      min: 4,
      max: 4,
      outcome: "pass",
    });
    expect(computeVerdict(pairs([1, 4], [1, 9]), "ratio", { atMost: 4 }).median).toBe(6.5);
  });
  it("passes what must never be only when no turn was worse", () => {
    expect(computeVerdict(steady, "worst", { atMost: 6 }).outcome).toBe("pass");
    expect(computeVerdict(steady, "worst", { atMost: 5.9 })).toEqual({ median: 5, min: 4, max: 6, outcome: "fail" });
    expect(computeVerdict(steady, "worst", { atLeast: 4 }).outcome).toBe("pass");
    expect(computeVerdict(steady, "worst", { atLeast: 4.1 }).outcome).toBe("fail");
  });
  it("is void, not failed, where the floor swings by more than half", () => {
    expect(computeVerdict(pairs([1, 400], [1.6, 600]), "subject", { atMost: 5 }).outcome).toBe("void");
    expect(computeVerdict(pairs([1, 400], [1.5, 600]), "subject", { atMost: 5 }).outcome).toBe("fail");
  });
  it("needs a measurement", () => {
    expect(() => computeVerdict([], "subject", { atMost: 5 })).toThrow(RangeError);
  });
  it("prints one line", () => {
    const verdict = computeVerdict(steady, "subject", { atMost: 10 });
    expect(toLine("start", "second-start", "s", { atMost: 10 }, verdict)).toBe(
      "bench start second-start median=5s min=4s max=6s goal=<=10s pass",
    );
  });
});
