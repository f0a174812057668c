/** Level promotions by a notice's lines, worked by hand; and what a new computation may change. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkPromotionRules,
  computePromotion,
  decideApproval,
  decideCertification,
  findClauseCeiling,
  findHighestByNotice,
  type PromotionBasis,
  type PromotionContender,
  type PromotionRule,
  type PromotionState,
  reconcilePromotions,
  type StoredPromotion,
} from "#app/domain/policy/level-promotion.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { requirePack } from "./cases.ts";

const RULE: PromotionRule = {
  group: "workers",
  places: 3,
  awards: [],
  step: "stated-level",
  level: "technician",
  nextIfHeld: true,
  ceiling: "senior-technician",
};
/** A usual notice: workers' first three to technician, or one further; the fourth to tenth to the paper's level; students one up, at most senior. */
const NOTICE = {
  reference: "通人社发〔2026〕12号",
  rules: [
    RULE,
    { ...RULE, places: 10, step: "paper-level", level: null, nextIfHeld: false, ceiling: "technician" },
    { ...RULE, group: "students", places: null, awards: ["gold", "first"], step: "one-up", level: null, ceiling: "senior" },
  ] as readonly PromotionRule[],
};
const WORKER: PromotionContender = {
  group: "workers",
  place: 1,
  award: "first",
  levelHeld: "senior",
  paperLevel: "senior",
  clauseCeiling: null,
};
const to = (contender: Partial<PromotionContender>) => {
  const promotion = computePromotion({ ...WORKER, ...contender }, NOTICE);
  return promotion.kind === "promotion" ? promotion.toLevel : promotion.reason;
};

describe("a notice", () => {
  it("raises the first three workers to technician, and who is one already one further, to its ceiling", () => {
    expect([1, 2, 3].map((place) => to({ place }))).toEqual(["technician", "technician", "technician"]);
    expect(to({ levelHeld: null })).toBe("technician");
    expect(to({ levelHeld: "technician" })).toBe("senior-technician");
    expect(to({ levelHeld: "senior-technician" })).toBe("held-already");
  });

  it("raises the fourth to the tenth to the level of the paper, never down", () => {
    expect(to({ place: 4, levelHeld: "intermediate" })).toBe("senior");
    expect(to({ place: 10, levelHeld: "intermediate" })).toBe("senior");
    expect(to({ place: 11, levelHeld: "intermediate" })).toBe("no-rule-met");
    expect(to({ place: 4, levelHeld: "senior" })).toBe("held-already");
    expect(to({ place: 4, levelHeld: "technician" })).toBe("held-already");
    expect(to({ place: 4, levelHeld: "junior", paperLevel: null })).toBe("paper-level-unknown");
    expect(to({ place: 4, levelHeld: "junior", paperLevel: "senior-technician" })).toBe("technician");
  });

  it("raises students by other lines: one up, at most to senior, and not without the level they hold", () => {
    const student = { group: "students", award: "first" } as const;
    expect(to({ ...student, levelHeld: "intermediate" })).toBe("senior");
    expect(to({ ...student, levelHeld: "senior" })).toBe("held-already");
    expect(to({ ...student, levelHeld: null })).toBe("level-held-unknown");
    expect(to({ ...student, award: "second" })).toBe("no-rule-met");
    expect(to({ group: "teachers" })).toBe("no-rule-met");
  });

  it("gives nothing to who is not placed", () => expect(to({ place: null, award: null })).toBe("no-rule-met"));

  it("never lowers, never passes its ceiling, whatever is held", () => {
    const level = fc.option(fc.constantFrom(...SKILL_LEVELS), { nil: null });
    const contender = fc.record({
      group: fc.constantFrom("workers" as const, "students" as const, "teachers" as const),
      place: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
      award: fc.option(fc.constantFrom("gold" as const, "first" as const, "third" as const), { nil: null }),
      levelHeld: level,
      paperLevel: level,
      clauseCeiling: level,
    });
    fc.assert(
      fc.property(contender, (one) => {
        const promotion = computePromotion(one, NOTICE);
        if (promotion.kind === "none") return;
        const ceiling = NOTICE.rules[promotion.line - 1]?.ceiling ?? "apprentice";
        const held = one.levelHeld === null ? -1 : SKILL_LEVELS.indexOf(one.levelHeld);
        expect(SKILL_LEVELS.indexOf(promotion.toLevel)).toBeGreaterThan(held);
        expect(SKILL_LEVELS.indexOf(promotion.toLevel)).toBeLessThanOrEqual(SKILL_LEVELS.indexOf(ceiling));
        const { clauseCeiling } = one;
        if (clauseCeiling === null) return;
        expect(SKILL_LEVELS.indexOf(promotion.toLevel)).toBeLessThanOrEqual(SKILL_LEVELS.indexOf(clauseCeiling));
      }),
    );
  });
});

describe("nonsense is refused", () => {
  const codes = (rules: readonly PromotionRule[], reference = "文号", highest: SkillLevel | null = null) =>
    checkPromotionRules({ reference, rules }, highest).map(({ code }) => code);

  it("line by line, all at once", () => {
    expect(checkPromotionRules(NOTICE, "senior-technician")).toEqual([]);
    expect(codes([], "")).toEqual(["promotion-reference-missing", "promotion-rules-missing"]);
    expect(codes([{ ...RULE, places: null }])).toEqual(["promotion-for-nothing"]);
    expect(codes([{ ...RULE, level: null }])).toEqual(["promotion-level-missing"]);
    expect(codes([{ ...RULE, level: "senior-technician", ceiling: "technician" }])).toEqual(["promotion-level-above-ceiling"]);
  });

  it("goes no further than the pinned clauses, and as far as it says where they name no end", () => {
    const special = [{ ...RULE, ceiling: "special-technician" as const }];
    expect(codes(special, "文号", "senior-technician")).toEqual(["promotion-ceiling-too-high"]);
    expect(codes([{ ...RULE, ceiling: "senior-technician" }], "文号", "senior-technician")).toEqual([]);
    expect(codes(special)).toEqual([]);
  });

  it("a line that an earlier one covers can never count", () => {
    expect(codes([RULE, { ...RULE, places: 2 }])).toEqual(["promotion-never-reached"]);
    expect(codes([{ ...RULE, group: "all" }, RULE])).toEqual(["promotion-never-reached"]);
    expect(codes([RULE, { ...RULE, places: 4 }])).toEqual([]);
    expect(codes([RULE, { ...RULE, awards: ["gold"] }])).toEqual([]);
  });
});

describe("how far the clauses go", () => {
  const tongzhou = requirePack("tongzhou");
  const withCeiling = (ceiling: SkillLevel | null): PolicyPack => ({
    ...tongzhou,
    rows: tongzhou.rows.map((row) =>
      row.id === "10-assessment-by-competition" && row.kind === "level-promotion"
        ? { ...row, tests: { ...row.tests, ceiling } }
        : row,
    ),
  });

  it("is what the pack says: 高级技师 by Tongzhou (10), another level once the pack says another", () => {
    expect(findClauseCeiling(tongzhou.rows)).toBe("senior-technician");
    expect(findClauseCeiling(withCeiling("technician").rows)).toBe("technician");
    expect(findClauseCeiling(withCeiling(null).rows)).toBeNull();
    // Xinjiang 14 and Dalian (11) name no end.
    for (const name of ["xinjiang", "dalian"]) expect(findClauseCeiling(requirePack(name).rows)).toBeNull();
  });

  it("binds a notice where every document that promises a promotion names an end; each holds its own people", () => {
    expect(findHighestByNotice([tongzhou])).toBe("senior-technician");
    expect(findHighestByNotice([tongzhou, requirePack("jiading")])).toBe("senior-technician");
    expect(findHighestByNotice([withCeiling("technician"), tongzhou])).toBe("senior-technician");
    expect(findHighestByNotice([tongzhou, requirePack("dalian")])).toBeNull();
    expect(findHighestByNotice([requirePack("jiading")])).toBeNull();
    expect(findHighestByNotice([])).toBeNull();
  });

  it("holds the person to whom the clause answers, whatever the notice says", () => {
    const notice = { rules: [{ ...RULE, level: "special-technician", ceiling: "special-technician" }] as const };
    expect(computePromotion({ ...WORKER, clauseCeiling: "senior-technician" }, notice)).toMatchObject({
      toLevel: "senior-technician",
    });
    expect(computePromotion(WORKER, notice)).toMatchObject({ toLevel: "special-technician" });
    expect(computePromotion({ ...WORKER, levelHeld: "senior-technician", clauseCeiling: "senior-technician" }, notice)).toEqual({
      kind: "none",
      reason: "held-already",
    });
  });
});

describe("a new computation", () => {
  const basis: PromotionBasis = {
    reference: "文号",
    line: 1,
    rule: RULE,
    place: 1,
    award: "first",
    paperLevel: "senior",
    clauses: [],
    difference: null,
  };
  const proposal = { memberId: "M", entryId: "E", fromLevel: "senior", toLevel: "technician", basis } as const;
  const stored = (state: PromotionState, more: Partial<StoredPromotion> = {}): StoredPromotion => ({
    ...proposal,
    id: "P",
    state,
    ...more,
  });
  const NOTHING = { added: [], changed: [], withdrawn: [], reported: [] };

  it("that says the same changes nothing", () => {
    for (const state of ["proposed", "approved", "certified", "refused"] as const) {
      expect(reconcilePromotions([stored(state)], [proposal])).toEqual(NOTHING);
    }
  });

  it("changes and withdraws what nobody has acted on, and proposes it again", () => {
    const higher = { ...proposal, toLevel: "senior-technician" } as const;
    expect(reconcilePromotions([], [proposal])).toEqual({ ...NOTHING, added: [proposal] });
    expect(reconcilePromotions([stored("proposed")], [higher])).toEqual({ ...NOTHING, changed: [{ ...higher, id: "P" }] });
    expect(reconcilePromotions([stored("proposed")], [])).toEqual({ ...NOTHING, withdrawn: ["P"] });
    expect(reconcilePromotions([stored("withdrawn")], [proposal])).toEqual({ ...NOTHING, changed: [{ ...proposal, id: "P" }] });
    expect(reconcilePromotions([stored("withdrawn")], [])).toEqual(NOTHING);
  });

  it("reports beside what was approved or certified, once, and takes the report back", () => {
    const gone = { ...basis, difference: { toLevel: null } };
    for (const state of ["approved", "certified"] as const) {
      expect(reconcilePromotions([stored(state)], [])).toEqual({ ...NOTHING, reported: [{ id: "P", basis: gone }] });
      expect(reconcilePromotions([stored(state, { basis: gone })], [])).toEqual(NOTHING);
      expect(reconcilePromotions([stored(state, { basis: gone })], [proposal])).toEqual({
        ...NOTHING,
        reported: [{ id: "P", basis }],
      });
    }
  });
});

describe("acts", () => {
  const codes = (decided: ReturnType<typeof decideApproval>) => (decided.ok ? [] : decided.refusals.map(({ code }) => code));

  it("approve all or none", () => {
    expect(codes(decideApproval(["a"], [{ id: "a", state: "proposed" }], false))).toEqual([]);
    expect(codes(decideApproval([], [], false))).toEqual(["promotion-none-chosen"]);
    expect(codes(decideApproval(["a", "b"], [{ id: "a", state: "certified" }], false))).toEqual([
      "promotion-unknown",
      "promotion-not-proposed",
    ]);
  });

  it("wait while the results are public again", () => {
    expect(codes(decideApproval(["a"], [{ id: "a", state: "proposed" }], true))).toEqual(["promotion-results-reopened"]);
  });

  it("certify what is approved and not in question", () => {
    const good = {
      state: "approved",
      difference: null,
      isReopened: false,
      certifiedOn: "2026-11-20",
      today: "2026-11-20",
      isNumberTaken: false,
      isLevelRecorded: false,
    } as const;
    expect(codes(decideCertification(good))).toEqual([]);
    expect(codes(decideCertification({ ...good, isReopened: true }))).toEqual(["promotion-results-reopened"]);
    expect(
      codes(
        decideCertification({
          ...good,
          state: "proposed",
          difference: { toLevel: null },
          certifiedOn: "2026-11-21",
          isNumberTaken: true,
          isLevelRecorded: true,
        }),
      ),
    ).toEqual([
      "promotion-not-approved",
      "promotion-level-differs",
      "promotion-certified-in-future",
      "promotion-certificate-taken",
      "promotion-level-recorded",
    ]);
  });
});
