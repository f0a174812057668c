/** Who may freeze and hold a draw, who may be checked in, and when codes may be given. */
import { describe, expect, it } from "vitest";
import { computeSeatCodes, type DrawState, decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import { CHECK_KINDS, decideAbsence, decideCheckIn, decideCodes, decideRestAbsent } from "#app/domain/draw/check-in.ts";
import type { Decision } from "#app/domain/shared/decision.ts";

const codes = (decision: Decision<unknown>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));
const READY: DrawState = {
  competitionPhase: "running",
  roundPhase: "draw",
  previousPhase: null,
  frozenById: null,
  isDrawn: false,
};

describe("the draw", () => {
  it("is frozen once, while the competition runs and before marking", () => {
    expect(codes(decideFreeze(READY, 12))).toEqual([]);
    expect(
      codes(
        decideFreeze(
          { competitionPhase: "registration", roundPhase: "judging", previousPhase: null, frozenById: "u-1", isDrawn: true },
          0,
        ),
      ),
    ).toEqual(["competition-not-running", "round-not-in-draw", "draw-already-frozen", "draw-roster-empty"]);
  });

  it("is held once, by another person than the one who froze it", () => {
    const frozen = { ...READY, frozenById: "u-1" };
    expect(codes(decideHold(frozen, { contribution: "风清气正", actorId: "u-2" }))).toEqual([]);
    expect(codes(decideHold(frozen, { contribution: null, actorId: "u-2" }))).toEqual([]);
    expect(codes(decideHold({ ...frozen, isDrawn: true }, { contribution: " ", actorId: "u-1" }))).toEqual([
      "draw-by-one-person",
      "draw-already-held",
      "contribution-missing",
    ]);
    expect(codes(decideHold(READY, { contribution: "风清气正", actorId: "u-2" }))).toEqual(["draw-not-frozen"]);
  });

  it("numbers seats so that they sort as numbers", () => {
    expect(computeSeatCodes(3)).toEqual(["01", "02", "03"]);
    expect(computeSeatCodes(100).slice(-2)).toEqual(["099", "100"]);
    expect(computeSeatCodes(0)).toEqual([]);
  });
});

describe("check-in", () => {
  const open = { roundPhase: "draw", isDrawn: true } as const;
  const terms = { now: 60_000, window: null, asked: CHECK_KINDS, members: ["m1"] };
  const all = { checked: CHECK_KINDS, present: [], exception: "" };
  const expected = { participation: "expected", hasCode: false } as const;

  it("asks for every check of the event, and of who is in already for none", () => {
    const nothing = { ...all, checked: [] };
    expect(decideCheckIn(open, expected, terms, { ...all, checked: ["phones"] })).toEqual({
      ok: false,
      refusals: ["identity", "tools"].map((check) => ({ code: "check-missing", params: { check } })),
    });
    expect(codes(decideCheckIn(open, expected, { ...terms, asked: [] }, nothing))).toEqual([]);
    expect(codes(decideCheckIn(open, { ...expected, participation: "checked-in" }, terms, nothing))).toEqual([]);
  });

  it("takes a team that is there, and one with somebody missing for a reason only", () => {
    const team = { ...terms, members: ["m1", "m2", "m3"] };
    expect(decideCheckIn(open, expected, team, { ...all, present: ["m3", "m1", "m2", "stranger"] })).toEqual({
      ok: true,
      value: { checked: CHECK_KINDS, present: ["m1", "m2", "m3"], exception: null },
    });
    expect(decideCheckIn(open, expected, team, { ...all, present: ["m1"] })).toMatchObject({
      refusals: [{ code: "members-missing", params: { count: 2 } }],
    });
    const reason = { ...all, exception: "队员送医" };
    expect(codes(decideCheckIn(open, expected, team, { ...reason, present: ["m1"] }))).toEqual([]);
    expect(codes(decideCheckIn(open, expected, team, reason))).toEqual(["members-missing"]);
  });

  it("keeps to the window: not before it for any reason, after it for one", () => {
    const at = (now: number) => ({ ...terms, now, window: { opensAt: 1_000, closesAt: 2_000 } });
    const late = { ...all, exception: "大巴故障" };
    expect([999, 1_000, 2_000, 2_001].map((now) => codes(decideCheckIn(open, expected, at(now), all)))).toEqual([
      ["check-in-not-open"],
      [],
      [],
      ["check-in-over"],
    ]);
    expect([999, 2_001].map((now) => codes(decideCheckIn(open, expected, at(now), late)))).toEqual([["check-in-not-open"], []]);
    expect(codes(decideCheckIn(open, { ...expected, participation: "checked-in" }, at(9_999), all))).toEqual([]);
  });

  it("records the rest as absent after the window, while somebody is missing", () => {
    const window = { opensAt: 1_000, closesAt: 2_000 };
    expect(codes(decideRestAbsent(open, { now: 2_000, window, missing: 1 }))).toEqual(["check-in-still-open"]);
    expect(codes(decideRestAbsent(open, { now: 2_001, window, missing: 1 }))).toEqual([]);
    expect(codes(decideRestAbsent(open, { now: 2_001, window: null, missing: 0 }))).toEqual(["no-one-missing"]);
  });

  it("takes who is expected, who was absent, and who is there already", () => {
    for (const participation of ["expected", "absent", "checked-in"] as const) {
      expect(codes(decideCheckIn(open, { participation, hasCode: false }, terms, all))).toEqual([]);
      expect(codes(decideAbsence(open, { participation, hasCode: false }))).toEqual([]);
    }
    expect(codes(decideCheckIn(open, { participation: "disqualified", hasCode: false }, terms, all))).toEqual([
      "participation-settled",
    ]);
    expect(codes(decideAbsence(open, { participation: "checked-in", hasCode: true }))).toEqual(["code-assigned"]);
  });

  it("lies between the draw and the start of marking", () => {
    const wrong = { roundPhase: "judging", isDrawn: false } as const;
    expect(codes(decideCheckIn(wrong, expected, terms, all))).toEqual(["round-not-in-draw", "seats-not-drawn"]);
    expect(codes(decideAbsence(wrong, expected))).toEqual(["round-not-in-draw", "seats-not-drawn"]);
  });

  it("gives codes when nobody is expected any more, and until everyone has one", () => {
    const here = { participation: "checked-in", hasCode: false } as const;
    const gone = { participation: "absent", hasCode: false } as const;
    expect(codes(decideCodes(open, [here, gone]))).toEqual([]);
    expect(codes(decideCodes(open, [here, { ...here, hasCode: true }]))).toEqual([]);
    expect(codes(decideCodes(open, [here, { participation: "expected", hasCode: false }]))).toEqual(["check-in-unfinished"]);
    expect(codes(decideCodes(open, [gone]))).toEqual(["no-one-checked-in"]);
    expect(codes(decideCodes(open, [{ ...here, hasCode: true }, gone]))).toEqual(["codes-complete"]);
  });
});
