/** The steps from qualified to confirmed, every refusal at once. */
import { describe, expect, it } from "vitest";
import {
  type AdvancementAct,
  type AdvancementStanding,
  compareAdvancements,
  decideAdvancementAct,
  findFirstState,
} from "#app/domain/ladder/advancement-states.ts";

const STANDING: AdvancementStanding = {
  state: "qualified",
  place: 2,
  route: "squad",
  upperPhase: "registration",
  upperStatus: null,
  isReopened: false,
};

function decide(act: AdvancementAct, changes: Partial<AdvancementStanding> = {}, reason = "") {
  const decision = decideAdvancementAct(act, { ...STANDING, ...changes }, reason);
  return decision.ok ? decision.value : decision.refusals.map(({ code }) => code);
}

describe("the way by the training squad", () => {
  it("takes each step from the one before", () => {
    expect(decide("take-into-squad")).toBe("training-squad");
    expect(decide("select", { state: "training-squad" })).toBe("selected");
    expect(decide("confirm", { state: "selected" })).toBe("confirmed");
  });

  it("leaves none out, and takes none twice", () => {
    expect(decide("select")).toEqual(["advancement-not-in-state"]);
    expect(decide("confirm")).toEqual(["advancement-not-in-state"]);
    expect(decide("confirm", { state: "confirmed" })).toEqual(["advancement-not-in-state"]);
    expect(decide("take-into-squad", { state: "declined" })).toEqual(["advancement-not-in-state"]);
  });

  it("is closed on the direct way", () => {
    expect(decide("take-into-squad", { route: "direct" })).toEqual(["advancement-route-is-direct"]);
    expect(decide("select", { route: "direct", state: "training-squad" })).toEqual(["advancement-route-is-direct"]);
  });
});

it("confirms only while the upper competition takes entries; what was missed can be tried again then", () => {
  expect(decide("confirm", { upperPhase: "running" })).toEqual(["advancement-not-in-state", "advancement-upper-closed"]);
  expect(decide("confirm", { state: "missed", upperPhase: "final" })).toEqual(["advancement-upper-closed"]);
  expect(decide("confirm", { state: "missed" })).toBe("confirmed");
});

it("lets an entry give up with a reason, unless it was accepted above", () => {
  expect(decide("decline", {}, "出国进修")).toBe("declined");
  expect(decide("decline", { state: "confirmed", upperStatus: "accepted" })).toEqual([
    "advancement-reason-missing",
    "advancement-accepted-above",
  ]);
  expect(decide("decline", { state: "confirmed", upperStatus: "withdrawn" }, "伤病")).toBe("declined");
  expect(decide("decline", { state: "declined" }, "伤病")).toEqual(["advancement-not-in-state"]);
});

it("moves nobody by results that are public again, whatever the step", () => {
  const reopened = { isReopened: true };
  expect(decide("take-into-squad", reopened)).toEqual(["advancement-results-reopened"]);
  expect(decide("select", { ...reopened, state: "training-squad" })).toEqual(["advancement-results-reopened"]);
  expect(decide("confirm", { ...reopened, state: "selected" })).toEqual(["advancement-results-reopened"]);
  expect(decide("decline", reopened)).toEqual(["advancement-results-reopened", "advancement-reason-missing"]);
});

it("offers a place as confirmed, as missed, or as qualified", () => {
  expect(findFirstState("direct", "registration")).toBe("confirmed");
  expect(findFirstState("direct", "running")).toBe("missed");
  expect(findFirstState("squad", "running")).toBe("qualified");
});

it("tells what a ruling made different, and undoes nothing", () => {
  const standing = [
    { entryId: "a", state: "confirmed" as const },
    { entryId: "b", state: "declined" as const },
    { entryId: "c", state: "qualified" as const },
  ];
  expect(compareAdvancements(standing, ["a", "d"])).toEqual({ noLongerDue: ["c"], notOffered: ["d"] });
});
