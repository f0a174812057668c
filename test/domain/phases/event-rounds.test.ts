/** Rounds of an event: which may stand in which order, and which of them is meant at each moment (DOMAIN 1 and 2). */
import { describe, expect, it } from "vitest";
import {
  decideEventRounds,
  findCurrentPhase,
  findCurrentRound,
  findShownRound,
  isRoundUnderWay,
  type PlannedRound,
} from "#app/domain/phases/event-rounds.ts";

const HEAT: PlannedRound = { kind: "preliminary", goingOn: { kind: "places", places: 30 } };
const SEMI: PlannedRound = { kind: "semi-final", goingOn: { kind: "share", percent: 50 } };
const FINAL: PlannedRound = { kind: "final", goingOn: null };

function codesOf(rounds: readonly PlannedRound[], isFrozen = false): readonly string[] {
  const decision = decideEventRounds(rounds, { isFrozen });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("the rounds of an event", () => {
  it("are a final, with heats before it that say who goes on", () => {
    for (const rounds of [[FINAL], [HEAT, FINAL], [SEMI, FINAL], [HEAT, SEMI, FINAL]]) expect(codesOf(rounds)).toEqual([]);
  });

  it("are refused with every reason at once", () => {
    expect(codesOf([])).toEqual(["rounds-missing"]);
    expect(codesOf([HEAT])).toEqual(["rounds-without-final", "going-on-after-final"]);
    expect(codesOf([SEMI, HEAT, FINAL])).toEqual(["rounds-not-in-order"]);
    expect(codesOf([HEAT, HEAT, FINAL])).toEqual(["rounds-not-in-order"]);
    expect(
      codesOf([
        { ...HEAT, goingOn: null },
        { ...FINAL, goingOn: { kind: "places", places: 3 } },
      ]),
    ).toEqual(["going-on-missing", "going-on-after-final"]);
    expect(codesOf([{ ...HEAT, goingOn: { kind: "share", percent: 101 } }, FINAL], true)).toEqual([
      "rounds-fixed",
      "going-on-share-not-percent",
    ]);
  });

  it("name the round that a rule is wrong in", () => {
    const decision = decideEventRounds([HEAT, { ...SEMI, goingOn: { kind: "places", places: 0 } }, FINAL], { isFrozen: false });
    expect(decision).toEqual({
      ok: false,
      refusals: [{ code: "going-on-places-not-positive", params: { places: 0, round: 2 } }],
    });
  });
});

describe("the round that is meant", () => {
  const rounds = (...phases: readonly string[]) => phases.map((phase, index) => ({ number: index + 1, phase })).reverse();

  it("is for the office the first that is not settled, else the last", () => {
    expect(findCurrentRound(rounds("draw", "draw"))?.number).toBe(1);
    expect(findCurrentRound(rounds("published", "draw"))?.number).toBe(1);
    expect(findCurrentRound(rounds("settled", "draw"))?.number).toBe(2);
    expect(findCurrentRound(rounds("settled", "settled"))?.number).toBe(2);
    expect(findCurrentRound([])).toBeNull();
  });

  it("is for the public the last that has begun, else the first", () => {
    expect(findShownRound(rounds("draw", "draw"))?.number).toBe(1);
    expect(findShownRound(rounds("settled", "draw"))?.number).toBe(1);
    expect(findShownRound(rounds("settled", "judging"))?.number).toBe(2);
    expect(findShownRound([])).toBeNull();
  });

  it("says whether people are at work: between a settled heat and the final they are not", () => {
    expect(findCurrentPhase(["settled", "draw"])).toBe("draw");
    expect(findCurrentPhase([])).toBeNull();
    expect(isRoundUnderWay([])).toBe(false);
    expect(isRoundUnderWay(["draw", "draw"])).toBe(false);
    expect(isRoundUnderWay(["judging", "draw"])).toBe(true);
    expect(isRoundUnderWay(["settled", "draw"])).toBe(false);
    // An event of one round never opens its rules again.
    expect(isRoundUnderWay(["settled"])).toBe(true);
  });
});
