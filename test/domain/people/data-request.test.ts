/** What stands against an erasure, all of it at once. */
import { describe, expect, it } from "vitest";
import { decideErasure, type ErasureFacts } from "#app/domain/people/data-request.ts";

const NOTHING: ErasureFacts = { running: [], entitlements: 0, appeals: 0, promotions: 0, honours: 0 };

describe("an erasure", () => {
  it("is granted where nothing needs the data any more", () => {
    expect(decideErasure(NOTHING)).toEqual({ ok: true, value: null });
  });

  it("is refused with every reason, each competition by name", () => {
    const decision = decideErasure({ running: ["甲赛", "乙赛"], entitlements: 2, appeals: 1, promotions: 1, honours: 1 });
    expect(decision.ok ? [] : decision.refusals).toEqual([
      { code: "erasure-entry-running", params: { competition: "甲赛" } },
      { code: "erasure-entry-running", params: { competition: "乙赛" } },
      { code: "erasure-entitlement-open", params: { count: 2 } },
      { code: "erasure-appeal-open", params: { count: 1 } },
      { code: "erasure-promotion-open", params: { count: 1 } },
      { code: "erasure-honour-open", params: { count: 1 } },
    ]);
  });

  it.each(["entitlements", "appeals", "promotions", "honours"] as const)("is refused for one of %s alone", (fact) => {
    expect(decideErasure({ ...NOTHING, [fact]: 1 }).ok).toBe(false);
  });
});
