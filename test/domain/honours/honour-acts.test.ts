/** The procedure of an honour by hand (DOMAIN 9): who may do what, when, and every reason at once. */
import { describe, expect, it } from "vitest";
import {
  decideConferral,
  decideConferrer,
  decideHonourRefusal,
  decideInspection,
  decidePublicity,
  decideRecommendation,
  decideRefusable,
  doesBasisStand,
} from "#app/domain/honours/honour-acts.ts";
import {
  HONOUR_CASE_STATES,
  type HonourBasis,
  type HonourCaseFacts,
  lastPublicDay,
  type StandingHonour,
} from "#app/domain/honours/honour-case.ts";
import type { Decision } from "#app/domain/shared/decision.ts";

const WON: HonourBasis = {
  kind: "entry",
  isFinal: true,
  award: "first",
  place: 1,
  members: [
    { memberId: "m1", personId: "p1" },
    { memberId: "m2", personId: "p2" },
  ],
};

const RECOMMENDATION = {
  honour: "lianyungang-technical-expert",
  memberIds: ["m1"],
  reason: "市级大赛一等奖",
  reference: "连技院推〔2026〕3号",
} as const;

/** Public from Friday 2026-11-20 for 5 working days: to the end of Friday 2026-11-27, which is this midnight in Shanghai. */
const ENDS = new Date("2026-11-27T16:00:00Z");
const AFTER = new Date("2026-11-30T01:00:00Z");

const CASE: HonourCaseFacts = {
  state: "recommended",
  recommendedById: "anna",
  inspectedById: null,
  publicityEndsAt: null,
  doesBasisStand: true,
};
const PUBLIC: HonourCaseFacts = { ...CASE, state: "publicised", inspectedById: "bert", publicityEndsAt: ENDS };
const DECISION = { number: "连人社发〔2026〕41号", decidedOn: "2026-11-29" };

function reasons(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("a recommendation", () => {
  it("of a winner by a final result, with its reason and paper, is taken", () => {
    expect(decideRecommendation(WON, RECOMMENDATION, [])).toEqual({ ok: true, value: null });
    expect(reasons(decideRecommendation(WON, { ...RECOMMENDATION, memberIds: ["m1", "m2"] }, []))).toEqual([]);
  });

  it("says everything that is missing at once", () => {
    const empty = { ...RECOMMENDATION, memberIds: [], reason: " ", reference: "" };
    expect(reasons(decideRecommendation({ ...WON, isFinal: false }, empty, []))).toEqual([
      "honour-basis-open",
      "honour-nominee-missing",
      "honour-reason-missing",
      "honour-reference-missing",
    ]);
    expect(reasons(decideRecommendation(null, RECOMMENDATION, []))).toEqual(["honour-basis-missing"]);
  });

  it("rests on an award, of an entry; a record may have a place alone", () => {
    const none = { ...WON, award: null, place: 4 };
    expect(reasons(decideRecommendation(none, RECOMMENDATION, []))).toEqual(["honour-basis-without-award"]);
    expect(reasons(decideRecommendation({ ...none, kind: "fact" }, RECOMMENDATION, []))).toEqual([]);
  });

  it("is of members of the result, each once, whoever else is named", () => {
    expect(reasons(decideRecommendation(WON, { ...RECOMMENDATION, memberIds: ["m1", "other"] }, []))).toEqual([
      "honour-nominee-unknown",
    ]);
  });

  it("does not repeat an honour that the person holds or is recommended for; another honour, or another person, is none of it", () => {
    const standing = (more: Partial<StandingHonour>): StandingHonour => ({
      personId: "p1",
      honour: "lianyungang-technical-expert",
      isHeld: false,
      reference: "连技院推〔2025〕1号",
      ...more,
    });
    const both = { ...RECOMMENDATION, memberIds: ["m1", "m2"] };
    const decided = decideRecommendation(WON, both, [standing({}), standing({ personId: "p2", isHeld: true })]);
    expect(decided).toEqual({
      ok: false,
      refusals: [
        {
          code: "honour-under-way",
          params: { position: 1, honour: "lianyungang-technical-expert", reference: "连技院推〔2025〕1号" },
        },
        {
          code: "honour-held",
          params: { position: 2, honour: "lianyungang-technical-expert", reference: "连技院推〔2025〕1号" },
        },
      ],
    });
    const others = [standing({ honour: "lianyungang-skill-pacesetter" }), standing({ personId: "p9" })];
    expect(reasons(decideRecommendation(WON, both, others))).toEqual([]);
  });
});

describe("an inspection", () => {
  it("is another person's, and says what was found", () => {
    expect(reasons(decideInspection(CASE, "anna", { text: " ", outcome: "passed" }))).toEqual([
      "honour-inspector-recommended",
      "honour-inspection-missing",
    ]);
    expect(decideInspection(CASE, "bert", { text: "同意", outcome: "passed" })).toEqual({ ok: true, value: "inspected" });
    expect(decideInspection(CASE, "bert", { text: "弄虚作假", outcome: "refused" })).toEqual({ ok: true, value: "refused" });
  });

  it("follows a recommendation only, once", () => {
    for (const state of HONOUR_CASE_STATES.filter((one) => one !== "recommended")) {
      expect(reasons(decideInspection({ ...CASE, state }, "bert", { text: "同意", outcome: "passed" }))).toEqual([
        "honour-not-recommended",
      ]);
    }
  });
});

describe("a publicity", () => {
  it("follows an inspection that was passed, for 1 to 60 working days, while the result stands", () => {
    const inspected: HonourCaseFacts = { ...CASE, state: "inspected", inspectedById: "bert" };
    expect(decidePublicity(inspected, 5)).toEqual({ ok: true, value: "publicised" });
    expect([0, 61, 1.5].map((days) => reasons(decidePublicity(inspected, days)))).toEqual([
      ["honour-publicity-days"],
      ["honour-publicity-days"],
      ["honour-publicity-days"],
    ]);
    expect(reasons(decidePublicity({ ...CASE, doesBasisStand: false }, 0))).toEqual([
      "honour-not-inspected",
      "honour-basis-fallen",
      "honour-publicity-days",
    ]);
  });

  it("is over with the midnight after its last day", () => {
    expect(lastPublicDay(ENDS)).toBe("2026-11-27");
  });
});

describe("a conferral", () => {
  it("is by a decision after the publicity, entered by another person than the one who recommended; the inspector may", () => {
    expect(decideConferral(PUBLIC, "bert", DECISION, AFTER)).toEqual({ ok: true, value: "conferred" });
    expect(decideConferral(PUBLIC, "anna", { number: " ", decidedOn: "2026-11-29" }, AFTER)).toEqual({
      ok: false,
      refusals: [
        { code: "honour-conferrer-recommended" },
        { code: "honour-decision-number-missing", params: { field: "number" } },
      ],
    });
  });

  it("waits for the very end of the publicity", () => {
    const last = new Date(ENDS.getTime() - 1);
    expect(decideConferrer(PUBLIC, "carl", last)).toEqual({
      ok: false,
      refusals: [{ code: "honour-publicity-running", params: { until: "2026-11-27" } }],
    });
    expect(reasons(decideConferrer(PUBLIC, "carl", ENDS))).toEqual([]);
  });

  it("is dated from the first day after the publicity to today", () => {
    const on = (decidedOn: string) => reasons(decideConferral(PUBLIC, "carl", { ...DECISION, decidedOn }, AFTER));
    expect(["2026-11-27", "2026-11-28", "2026-11-30", "2026-12-01"].map(on)).toEqual([
      ["honour-decision-early"],
      [],
      [],
      ["honour-decision-future"],
    ]);
  });

  it("needs the result to stand still, and a state that is public", () => {
    expect(reasons(decideConferral({ ...PUBLIC, doesBasisStand: false }, "carl", DECISION, AFTER))).toEqual([
      "honour-basis-fallen",
    ]);
    for (const state of HONOUR_CASE_STATES.filter((one) => one !== "publicised")) {
      expect(reasons(decideConferral({ ...PUBLIC, state }, "carl", DECISION, AFTER))).toEqual(["honour-not-publicised"]);
    }
  });
});

describe("a refusal", () => {
  it("ends a case with a reason at any state before it is conferred", () => {
    const states = Object.fromEntries(
      HONOUR_CASE_STATES.map((state) => [state, reasons(decideHonourRefusal({ ...CASE, state }, "群众反映属实"))]),
    );
    expect(states).toEqual({
      recommended: [],
      inspected: [],
      publicised: [],
      conferred: ["honour-settled"],
      refused: ["honour-settled"],
    });
    expect(reasons(decideHonourRefusal(CASE, " "))).toEqual(["honour-refusal-reason-missing"]);
    expect(reasons(decideRefusable({ ...CASE, state: "conferred" }))).toEqual(["honour-settled"]);
  });
});

it("what a case rests on falls when it is not final, loses its award, or is gone", () => {
  expect([
    doesBasisStand(WON),
    doesBasisStand({ ...WON, isFinal: false }),
    doesBasisStand({ ...WON, award: null }),
    doesBasisStand({ ...WON, kind: "fact", award: null }),
    doesBasisStand(null),
  ]).toEqual([true, false, false, true, false]);
});
