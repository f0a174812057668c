/** Until when somebody of an accepted entry may be replaced, by the three rules that an event may have. */
import { describe, expect, it } from "vitest";
import {
  checkSubstitutionWindow,
  decideSubstitutionAnswer,
  isOnTheSpot,
  SUBSTITUTION_RULES,
  type SubstitutionWindow,
} from "#app/domain/registration/substitution.ts";
import { DEFAULT_RULES, toEventRules } from "#app/domain/results/rules.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";

const BEFORE: SubstitutionWindow = {
  phase: "registration",
  status: "accepted",
  rule: "until-draw",
  isFrozen: false,
  participations: [],
  isTakenIn: false,
};
const AFTER: SubstitutionWindow = { ...BEFORE, phase: "running", isFrozen: true, participations: ["expected"] };
const codes = (window: SubstitutionWindow) => checkSubstitutionWindow(window).map(({ code }) => code);

describe("substitution", () => {
  it("ends with the draw, with check-in, or is never", () => {
    const table = SUBSTITUTION_RULES.map((rule) => [rule, codes({ ...BEFORE, rule }), codes({ ...AFTER, rule })]);
    expect(table).toEqual([
      ["never", ["substitution-never"], ["substitution-never"]],
      ["until-draw", [], ["substitution-draw-frozen"]],
      ["until-check-in", [], []],
    ]);
    expect([isOnTheSpot(BEFORE), isOnTheSpot(AFTER)]).toEqual([false, true]);
  });

  it("ends on the spot when the session is marked, also of who is absent", () => {
    const rule = "until-check-in" as const;
    for (const participation of ["expected", "absent"] as const) {
      expect(codes({ ...AFTER, rule, participations: [participation], isTakenIn: true })).toEqual(["substitution-over"]);
    }
    expect(codes({ ...AFTER, rule, participations: ["checked-in"], isTakenIn: true })).toEqual(["substitution-checked-in"]);
  });

  it("ends on the spot with whatever settles the entry, in any round, and not with its absence", () => {
    const rule = "until-check-in" as const;
    const open = PARTICIPATIONS.filter(
      (participation) => codes({ ...AFTER, rule, participations: [participation] }).length === 0,
    );
    expect(open.toSorted()).toEqual(["absent", "expected"]);
    expect(checkSubstitutionWindow({ ...AFTER, rule, participations: ["checked-in", "expected"] })).toEqual([
      { code: "substitution-checked-in", params: { participation: "checked-in" } },
    ]);
  });

  it("is of accepted entries, in registration and while the competition runs", () => {
    expect(codes({ ...AFTER, rule: "until-check-in", phase: "publicity", status: "withdrawn" })).toEqual([
      "registration-closed",
      "substitution-not-accepted",
    ]);
  });

  it("is refused at any time, by another person, with a reason", () => {
    const asked = { ...AFTER, state: "asked", requestedById: "u-1", actorId: "u-2", reason: "证明不全" } as const;
    expect(decideSubstitutionAnswer({ ...asked, act: "refuse" })).toEqual({ ok: true, value: "refused" });
    const own = decideSubstitutionAnswer({ ...asked, act: "grant", actorId: "u-1" });
    expect(own.ok ? [] : own.refusals.map(({ code }) => code)).toEqual(["substitution-draw-frozen", "substitution-own-request"]);
  });

  it("ends with the draw by rules from before there was a choice", () => {
    const { substitution: _later, ...old } = DEFAULT_RULES;
    expect(toEventRules(old).substitution).toBe("until-draw");
  });
});
