/** Declaring a conflict and withdrawing it (回避). */
import { describe, expect, it } from "vitest";
import { decideDeclareConflict, decideWithdrawConflict } from "#app/domain/panels/conflicts.ts";

const DECLARED = {
  isJudge: true,
  kind: "delegation",
  targetExists: true,
  isDeclared: false,
  byHimself: true,
  entryMarking: null,
} as const;

function declare(changes: Partial<Parameters<typeof decideDeclareConflict>[0]>) {
  const decision = decideDeclareConflict({ ...DECLARED, ...changes });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("declaring", () => {
  it("is for judges, against what exists, once", () => {
    expect(declare({})).toEqual([]);
    expect(declare({ isJudge: false, targetExists: false, isDeclared: true })).toEqual([
      "judge-unknown",
      "conflict-target-unknown",
      "conflict-already-declared",
    ]);
  });

  it("names an entry only where marking is open, unless the office does it", () => {
    expect(declare({ kind: "entry", entryMarking: "open" })).toEqual([]);
    expect(declare({ kind: "entry", entryMarking: "blind", byHimself: false })).toEqual([]);
    expect(declare({ kind: "entry", entryMarking: "blind" })).toEqual(["conflict-entry-while-blind"]);
    // A judge learns nothing by guessing at entries.
    expect(declare({ kind: "entry", targetExists: false })).toEqual(["conflict-entry-while-blind"]);
  });
});

describe("withdrawing", () => {
  const withdraw = (changes: Partial<Parameters<typeof decideWithdrawConflict>[0]>) => {
    const input = { isWithdrawn: false, byHimself: true, declaredByHimself: true, isJudgingOpen: false, ...changes };
    const decision = decideWithdrawConflict(input);
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };

  it("is the judge's own of what he declared, before judging; after that it is the office's", () => {
    expect(withdraw({})).toEqual([]);
    expect(withdraw({ declaredByHimself: false })).toEqual(["conflict-not-own"]);
    expect(withdraw({ isJudgingOpen: true })).toEqual(["conflict-in-force"]);
    expect(withdraw({ byHimself: false, declaredByHimself: false, isJudgingOpen: true })).toEqual([]);
    expect(withdraw({ isWithdrawn: true })).toEqual(["conflict-withdrawn-already"]);
  });
});
