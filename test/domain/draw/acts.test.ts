/** Who may freeze and hold a draw, who may be checked in, and when codes may be given. */
import { describe, expect, it } from "vitest";
import { computeSeatCodes, type DrawState, decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import { decideAbsence, decideCheckIn, decideCodes } from "#app/domain/draw/check-in.ts";
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

  it("takes who is expected, who was absent, and who is there already", () => {
    for (const participation of ["expected", "absent", "checked-in"] as const) {
      expect(codes(decideCheckIn(open, { participation, hasCode: false }))).toEqual([]);
      expect(codes(decideAbsence(open, { participation, hasCode: false }))).toEqual([]);
    }
    expect(codes(decideCheckIn(open, { participation: "disqualified", hasCode: false }))).toEqual(["participation-settled"]);
    expect(codes(decideAbsence(open, { participation: "checked-in", hasCode: true }))).toEqual(["code-assigned"]);
  });

  it("lies between the draw and the start of marking", () => {
    const wrong = { roundPhase: "judging", isDrawn: false } as const;
    const expected = { participation: "expected", hasCode: false } as const;
    expect(codes(decideCheckIn(wrong, expected))).toEqual(["round-not-in-draw", "seats-not-drawn"]);
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
