/** Budgets: what is free, and by how much something is above it. */
import { describe, expect, it } from "vitest";
import { computeBudgetUse, listBudgetReasons, listVoidReasons, type NamedBudget } from "#app/domain/money/budget.ts";

const BUDGET: NamedBudget = {
  year: 2026,
  purpose: "rewards",
  competitionId: null,
  isVoid: false,
  use: computeBudgetUse(20_000_000, [12_000_000, -2_000_000], [3_000_000]),
};
const ASKED = { purpose: "rewards", year: 2026, competitionIds: ["c"], fen: 7_000_000 } as const;

it("what was clawed back is free again, what is approved is not", () => {
  expect(BUDGET.use).toEqual({ spentFen: 10_000_000, committedFen: 3_000_000, freeFen: 7_000_000 });
});

describe("taking out of a budget", () => {
  it("may use up all that is free, and not a fen more", () => {
    expect(listBudgetReasons(BUDGET, ASKED)).toEqual([]);
    expect(listBudgetReasons(BUDGET, { ...ASKED, fen: 7_000_001 })).toEqual([
      { code: "budget-exceeded", params: { over: "0.01", free: "70,000" } },
    ]);
  });

  it("says every reason", () => {
    const other: NamedBudget = { ...BUDGET, year: 2025, purpose: "holding", competitionId: "d", isVoid: true };
    expect(listBudgetReasons(other, { ...ASKED, fen: 8_000_000 }).map(({ code }) => code)).toEqual([
      "budget-void",
      "budget-year-differs",
      "budget-purpose-differs",
      "budget-competition-differs",
      "budget-exceeded",
    ]);
  });

  it("a budget of one competition pays nothing that belongs to none", () => {
    const bound: NamedBudget = { ...BUDGET, competitionId: "c" };
    expect(listBudgetReasons(bound, ASKED)).toEqual([]);
    expect(listBudgetReasons(bound, { ...ASKED, competitionIds: ["c", null] }).map(({ code }) => code)).toEqual([
      "budget-competition-differs",
    ]);
  });
});

it("is voided only while nothing was taken from it", () => {
  const unused = { isVoid: false, use: computeBudgetUse(100, [], []) };
  expect(listVoidReasons(unused)).toEqual([]);
  expect(listVoidReasons({ ...unused, isVoid: true }).map(({ code }) => code)).toEqual(["budget-void"]);
  expect(listVoidReasons({ isVoid: false, use: computeBudgetUse(100, [], [1]) }).map(({ code }) => code)).toEqual([
    "budget-in-use",
  ]);
});
