/** Nobody sees what was done to works before a round is unblinded. */
import { expect, it } from "vitest";
import { findSide, isLogOpen, isRecordVisible } from "#app/domain/audit/history-sight.ts";
import { ROLES, ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";

it("tells works from people", () => {
  expect(findSide({ act: "enter-mark", objectKind: "form" })).toBe("works");
  expect(findSide({ act: "draw-recheck", objectKind: "round" })).toBe("works");
  expect(findSide({ act: "record-hall-act", objectKind: "entry" })).toBe("people");
  expect(findSide({ act: "hold-draw", objectKind: "round" })).toBe("people");
  expect(findSide({ act: "submit-round", objectKind: "round" })).toBe("neither");
});

it("shows no works while a round is blind, and people to who seats them, whatever else somebody is", () => {
  for (const phase of ["draw", "judging", "recheck"] as const) {
    for (const role of ROLES) {
      for (const other of ROLES) {
        const sees = (["works", "people"] as const).map((side) => isRecordVisible(side, [phase], [role, other]));
        expect(sees.filter(Boolean).length, `${role} ${other}`).toBeLessThanOrEqual(1);
      }
    }
    expect(isRecordVisible("people", [phase], ["organiser"])).toBe(true);
    // In which order works were marked is the order in which people came.
    for (const role of ROLES) expect(isRecordVisible("works", [phase], [role])).toBe(false);
    expect(isRecordVisible("people", [phase], ["organiser", "marking-judge"])).toBe(false);
    expect(isRecordVisible("neither", [phase], ["arbitrator"])).toBe(true);
  }
});

it("opens both once every round that it tells of is unblinded", () => {
  const open = ROUND_PHASES.filter((phase) => isRecordVisible("works", [phase], ["organiser"]));
  expect(open).toEqual(["unblinded", "published", "settled"]);
  expect(isRecordVisible("people", ["published", "judging"], ["supervisor"])).toBe(false);
  expect([isLogOpen([]), isLogOpen(["settled", "published"]), isLogOpen(["settled", "recheck"])]).toEqual([true, true, false]);
});
