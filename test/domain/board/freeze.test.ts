/** When a board may be frozen, and when there is a freeze to end. */
import { expect, it } from "vitest";
import { decideEndFreeze, decideFreeze } from "#app/domain/board/freeze.ts";

it("a live board may be frozen once", () => {
  for (const phase of ["judging", "recheck", "unblinded"] as const)
    expect(decideFreeze({ phase, isFrozen: false }).ok).toBe(true);
  expect(decideFreeze({ phase: "judging", isFrozen: true })).toEqual({ ok: false, refusals: [{ code: "already-frozen" }] });
});

it("before judging there is no board, and what was published is public: every reason is given", () => {
  for (const phase of ["draw", "published", "settled"] as const) {
    expect(decideFreeze({ phase, isFrozen: false })).toEqual({
      ok: false,
      refusals: [{ code: "freeze-phase-wrong", params: { phase } }],
    });
    expect(decideFreeze({ phase, isFrozen: true })).toMatchObject({
      refusals: [{ code: "freeze-phase-wrong" }, { code: "already-frozen" }],
    });
  }
});

it("only a freeze that stands can be ended", () => {
  expect(decideEndFreeze({ isFrozen: true }).ok).toBe(true);
  expect(decideEndFreeze({ isFrozen: false })).toEqual({ ok: false, refusals: [{ code: "not-frozen" }] });
});
