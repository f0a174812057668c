/** What happens next on the way 申报 → 审核 → 公示 → 拨付, for each state by hand. */
import { describe, expect, it } from "vitest";
import { type EntitlementStanding, findNextStep } from "#app/domain/policy/next-step.ts";

const NOW = new Date("2026-11-20T01:00:00Z");
const ENDS = new Date("2026-11-27T16:00:00Z");
const PAID = new Date("2026-11-18T02:00:00Z");
const COMPUTED: EntitlementStanding = {
  state: "computed",
  draft: false,
  hasOpenDifference: false,
  isReopened: false,
  publicityEndsAt: null,
  list: null,
  paidAt: null,
};
const next = (more: Partial<EntitlementStanding>) => findNextStep({ ...COMPUTED, ...more }, NOW);

describe("the next step", () => {
  it.each([
    ["apply", {}],
    ["review", { state: "applied" }],
    ["publicise", { state: "reviewed" }],
    ["list", { state: "publicised", publicityEndsAt: NOW }],
    ["approve-list", { state: "publicised", publicityEndsAt: NOW, list: "prepared" }],
    ["pay-list", { state: "publicised", publicityEndsAt: NOW, list: "approved" }],
    ["refused", { state: "refused" }],
  ] as const)("is %s", (kind, more) => {
    expect(next(more)).toEqual({ kind, at: null });
  });

  it("waits for the end of the publicity, and says when that is", () => {
    expect(next({ state: "publicised", publicityEndsAt: ENDS })).toEqual({ kind: "publicity", at: "2026-11-27T16:00:00.000Z" });
    expect(next({ state: "publicised", list: "prepared" })).toEqual({ kind: "publicity", at: null });
  });

  it("says when it was paid, and that a month's allowance goes on", () => {
    expect(next({ state: "paid", paidAt: PAID })).toEqual({ kind: "paid", at: "2026-11-18T02:00:00.000Z" });
    expect(next({ state: "publicised", publicityEndsAt: NOW, paidAt: PAID }).kind).toBe("next-instalment");
  });

  it("holds everything that is not paid or refused while the results are public again", () => {
    expect(next({ isReopened: true }).kind).toBe("results-reopened");
    expect(next({ isReopened: true, state: "publicised", publicityEndsAt: NOW, list: "approved" }).kind).toBe("results-reopened");
    expect(next({ isReopened: true, state: "paid" }).kind).toBe("paid");
    expect(next({ isReopened: true, state: "refused" }).kind).toBe("refused");
  });

  it("moves nothing under a draft, and settles a difference before anything else", () => {
    expect(next({ draft: true }).kind).toBe("in-force");
    expect(next({ draft: true, state: "applied" }).kind).toBe("in-force");
    expect(next({ state: "applied", hasOpenDifference: true }).kind).toBe("settle-difference");
    expect(next({ state: "applied", draft: true, hasOpenDifference: true }).kind).toBe("settle-difference");
  });
});
