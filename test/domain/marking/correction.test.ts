/** A correction takes two grants by two, ends once, and only before unblinding. */
import { describe, expect, it } from "vitest";
import {
  type CorrectionFacts,
  decideGrantCorrection,
  decideRefuseCorrection,
  decideRequestCorrection,
  findCorrectionState,
} from "#app/domain/marking/correction.ts";
import { ROUND_PHASES, type RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { codes } from "./support.ts";

const REQUESTED: CorrectionFacts = { chiefJudgeId: null, supervisorId: null, isRefused: false, isClosed: false };
const BY_CHIEF: CorrectionFacts = { ...REQUESTED, chiefJudgeId: "chief" };
const BY_SUPERVISOR: CorrectionFacts = { ...REQUESTED, supervisorId: "supervisor" };
const OPENED: CorrectionFacts = { ...BY_CHIEF, supervisorId: "supervisor" };
const CLOSED: CorrectionFacts = { ...OPENED, isClosed: true };
const REFUSED: CorrectionFacts = { ...BY_CHIEF, isRefused: true };
/** DOMAIN 5 and 14: from the first mark until unblinding; afterwards a ruling changes marks. */
const PHASES: readonly RoundPhase[] = ["judging", "recheck"];

function grant(correction: CorrectionFacts, as: "chief-judge" | "supervisor", userId: string, phase: RoundPhase = "judging") {
  const decision = decideGrantCorrection({ phase, correction, as, userId });
  return decision.ok ? decision.value.opens : codes(decision.refusals);
}

describe("the state", () => {
  it("follows from what was done", () => {
    expect([REQUESTED, BY_CHIEF, BY_SUPERVISOR, OPENED, CLOSED, REFUSED].map(findCorrectionState)).toEqual([
      "requested",
      "requested",
      "requested",
      "opened",
      "corrected",
      "refused",
    ]);
  });
});

describe("asking", () => {
  const asked = {
    phase: "judging",
    status: "confirmed",
    hasOpenCorrection: false,
    mayAsk: true,
    isUnblindingBegun: false,
  } as const;
  const reasons = (change: Partial<Parameters<typeof decideRequestCorrection>[0]>) => {
    const decision = decideRequestCorrection({ ...asked, ...change });
    return decision.ok ? "ok" : codes(decision.refusals);
  };

  it("is for confirmed forms, one at a time, by those whom the form concerns", () => {
    expect(reasons({})).toBe("ok");
    for (const status of ["open", "signed"] as const) expect(reasons({ status })).toEqual(["correction-not-confirmed"]);
    expect(reasons({ hasOpenCorrection: true })).toEqual(["correction-already-open"]);
    expect(reasons({ hasOpenCorrection: true, status: "open" })).toEqual(["correction-already-open"]);
    expect(reasons({ mayAsk: false, phase: "settled", status: "open" })).toEqual([
      "correction-phase-over",
      "correction-not-confirmed",
      "not-in-team",
    ]);
  });

  it("ends with the first layer that is unblinded, while the round is still in its recheck", () => {
    expect(reasons({ phase: "recheck", isUnblindingBegun: true })).toEqual(["correction-unblinding-begun"]);
    expect(reasons({ phase: "recheck" })).toBe("ok");
  });

  it("ends with unblinding", () => {
    for (const phase of ROUND_PHASES) {
      expect(reasons({ phase })).toEqual(PHASES.includes(phase) ? "ok" : ["correction-phase-over"]);
    }
  });
});

describe("granting", () => {
  it("opens with the second grant, in either order", () => {
    expect(grant(REQUESTED, "chief-judge", "chief")).toBe(false);
    expect(grant(BY_CHIEF, "supervisor", "supervisor")).toBe(true);
    expect(grant(REQUESTED, "supervisor", "supervisor")).toBe(false);
    expect(grant(BY_SUPERVISOR, "chief-judge", "chief")).toBe(true);
  });

  it("takes two people, whatever duties one of them holds", () => {
    expect(grant(BY_CHIEF, "supervisor", "chief")).toEqual(["correction-same-user"]);
    expect(grant(BY_SUPERVISOR, "chief-judge", "supervisor")).toEqual(["correction-same-user"]);
  });

  it("is given once by each, and not when all is decided", () => {
    expect(grant(BY_CHIEF, "chief-judge", "chief")).toEqual(["correction-granted-already"]);
    expect(grant(BY_CHIEF, "chief-judge", "another chief")).toEqual(["correction-granted-already"]);
    for (const ended of [OPENED, CLOSED]) {
      expect(grant(ended, "supervisor", "another supervisor")).toEqual(["correction-settled"]);
    }
    expect(grant(REFUSED, "supervisor", "supervisor")).toEqual(["correction-settled"]);
    expect(grant(BY_CHIEF, "supervisor", "supervisor", "unblinded")).toEqual(["correction-phase-over"]);
  });
});

describe("refusing", () => {
  it("is possible until the form is open", () => {
    const reasons = (correction: CorrectionFacts, phase: RoundPhase = "recheck") => {
      const decision = decideRefuseCorrection({ phase, correction });
      return decision.ok ? "ok" : codes(decision.refusals);
    };
    for (const waiting of [REQUESTED, BY_CHIEF, BY_SUPERVISOR]) expect(reasons(waiting)).toBe("ok");
    for (const ended of [OPENED, CLOSED, REFUSED]) expect(reasons(ended)).toEqual(["correction-settled"]);
    expect(reasons(REQUESTED, "published")).toEqual(["correction-phase-over"]);
  });
});
