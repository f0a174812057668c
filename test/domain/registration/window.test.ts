/** Until when entries may be registered, corrected, handed in and withdrawn. */
import { describe, expect, it } from "vitest";
import { checkWindow, decideWithdrawal } from "#app/domain/registration/window.ts";

const OPEN = { phase: "registration", closesAt: 1000, now: 999 } as const;

describe("checkWindow", () => {
  it("is open until the deadline", () => {
    expect(checkWindow(OPEN, null)).toEqual([]);
    expect(checkWindow({ ...OPEN, now: 1000 }, null)).toEqual([
      { code: "registration-deadline-past", params: { deadline: 1000 } },
    ]);
    expect(checkWindow({ ...OPEN, now: 1000 }, "draft")).toHaveLength(1);
  });

  it("lets returned entries be corrected after it, while the phase lasts", () => {
    expect(checkWindow({ ...OPEN, now: 2000 }, "returned")).toEqual([]);
    expect(checkWindow({ ...OPEN, phase: "running" }, "returned")).toEqual([
      { code: "registration-closed", params: { phase: "running" } },
    ]);
  });
});

describe("decideWithdrawal", () => {
  it("allows it until the draw's roster is frozen", () => {
    expect(decideWithdrawal({ phase: "running", status: "accepted", isFrozen: false })).toEqual({
      ok: true,
      value: { status: "withdrawn" },
    });
    const decision = decideWithdrawal({ phase: "publicity", status: "rejected", isFrozen: true });
    expect(decision.ok ? [] : decision.refusals.map(({ code }) => code)).toEqual([
      "registration-closed",
      "entry-not-withdrawable",
      "draw-frozen",
    ]);
  });
});
