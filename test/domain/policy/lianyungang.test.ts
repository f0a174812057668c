/** Lianyungang 6 and 9, from the draft: every row at its boundaries; nearly every amount is left open. */
import { describe, expect, it } from "vitest";
import type { CarrierFact, HonourFact, ResultFact } from "#app/domain/policy/facts.ts";
import { computeFindings, isPayable } from "#app/domain/policy/findings.ts";
import { CARRIERS } from "#app/domain/policy/pack.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { answerOf, beijingWinner, listMet, member, organisation, requirePack, sumMet } from "./cases.ts";

/** 六 and 九 as printed, the sentences that rows rest on. */
const CLAUSES = [
  "六、完善职业技能竞赛选拔机制。",
  "加大竞赛奖励力度，对市级技能竞赛成绩优异的选手授予“连云港市技术能手”“连云港市技能标兵”等荣誉称号。",
  "支持企业和在连院校建设世界技能大赛国家级、省级集训基地和全国职业技能大赛省级集训基地，鼓励企业对竞赛获奖选手建立与岗位使用及薪酬待遇挂钩的长效激励机制。",
  "九、提升高技能人才服务水平。",
  "建立健全高技能人才库，将急需紧缺技能人才纳入人才引进目录。",
].join("");

const lianyungang = requirePack("lianyungang");
const local = member("m1", { employer: organisation("port", "enterprise", "320703") });
const away = member("m1", { employer: organisation("works", "enterprise", "320100") });

const winner = (changes: Partial<ResultFact> = {}) =>
  beijingWinner({ hostRegionCodes: ["320700"], members: [local], ...changes });
const carrier = (changes: Partial<CarrierFact> = {}): CarrierFact => ({
  kind: "carrier",
  carrier: "world-competition-base",
  tier: "province",
  organisation: organisation("college", "school", "320700"),
  ...changes,
});
const honour = (name: HonourFact["honour"], holder = local): HonourFact => ({
  kind: "honour",
  honour: name,
  obtainedOn: "2026-06-01",
  inPost: true,
  members: [holder],
});

describe("the pack", () => {
  it("is a draft, and quotes the document word for word, with …… where words are left out", () => {
    expect(lianyungang.document).toMatchObject({ status: "draft", effectiveFrom: null, regionCode: "320700" });
    for (const { heading, text } of lianyungang.rows) {
      for (const part of [heading, ...text.split("……")]) expect(CLAUSES).toContain(part);
    }
  });

  it("has a case here for every row", () => {
    expect(lianyungang.rows.map(({ id }) => id)).toEqual([
      "6-winner-reward",
      "6-city-honours",
      "6-world-base",
      "6-national-base",
      "9-talent-bank",
    ]);
  });
});

describe("6: rewards are to be increased, without a tier, an amount or a threshold", () => {
  it.each([
    ["district", "owed ?"],
    ["city", "owed ?"],
    ["province", "owed ?"],
    ["nation", "owed ?"],
    ["world", "owed ?"],
  ] as const)("%s: %s", (tier, expected) => {
    for (const awardGrade of [1, 2, 3] as const) {
      const fact = winner({ tier, awardGrade });
      expect(answerOf(lianyungang, "6-winner-reward", fact)).toBe(expected);
      expect(computeFindings(fact, [lianyungang], "2026-11-20").some(isPayable)).toBe(false);
    }
  });

  it("two golds of one person: two unknown amounts, no sum; gold alone and in a team: one to him, one to the team", () => {
    expect(sumMet(lianyungang, [winner(), winner({ tier: "nation" })])).toEqual({ "6 m1": "? + ?" });
    const team = winner({ entryKind: "pair", members: [local, { ...local, memberId: "m2" }] });
    expect(sumMet(lianyungang, [winner(), team])).toEqual({ "6 m1": "?", "6 m1+m2": "?" });
  });

  it("not without a prize, nor to a person of another city; a team has one, partly local is to be decided", () => {
    const answer = (changes: Partial<ResultFact>) => answerOf(lianyungang, "6-winner-reward", winner(changes));
    expect(answer({ awardGrade: null })).toBe("not-met award-grade-none");
    expect(answer({ members: [away] })).toBe("not-met region-differs");
    expect(answer({ members: [member("m1")] })).toBe("not-met relation-unknown");
    expect(answer({ entryKind: "pair", members: [local, { ...local, memberId: "m2" }] })).toBe("owed ?");
    expect(answer({ entryKind: "pair", members: [local, { ...away, memberId: "m2" }] })).toBe(
      "needs-decision ? team-partly-of-region",
    );
  });
});

describe("6: honours for excellent results of the city's own competitions (市级技能竞赛)", () => {
  it.each(TIERS)("at %s", (tier) => {
    for (const awardGrade of [1, 2, 3] as const) {
      const expected = tier === "city" ? "owed -" : "not-met tier-differs";
      expect(answerOf(lianyungang, "6-city-honours", winner({ tier, awardGrade }))).toBe(expected);
    }
  });

  it("not for another city's competition, nor without a prize; held jointly, to be decided", () => {
    const answer = (changes: Partial<ResultFact>) => answerOf(lianyungang, "6-city-honours", winner(changes));
    expect(answer({ hostRegionCodes: ["320100"] })).toBe("not-met host-region-differs");
    expect(answer({ hostRegionCodes: ["320703"] })).toBe("not-met host-region-differs");
    expect(answer({ hostRegionCodes: ["320700", "320300"] })).toBe("needs-decision - joint-host");
    expect(answer({ awardGrade: null })).toBe("not-met award-grade-none");
  });

  it("answers each member of a team apart, because an honour is a person's", () => {
    const fact = winner({ entryKind: "pair", members: [local, { ...away, memberId: "m2" }] });
    expect(answerOf(lianyungang, "6-city-honours", fact)).toBe("owed -; not-met region-differs");
  });
});

describe("6: bases for the world competition (national, provincial) and for the national one (provincial)", () => {
  it.each([
    ["world-competition-base", "nation", ["6-world-base ?"]],
    ["world-competition-base", "province", ["6-world-base ?"]],
    ["world-competition-base", "city", []],
    ["world-competition-base", "world", []],
    ["national-competition-base", "nation", []],
    ["national-competition-base", "province", ["6-national-base ?"]],
    ["national-competition-base", "city", []],
  ] as const)("%s recognised by the %s", (kind, tier, rows) => {
    expect(listMet(lianyungang, carrier({ carrier: kind, tier }))).toEqual(rows);
  });

  it("says why not: another kind of carrier, another tier, another city", () => {
    const answer = (changes: Partial<CarrierFact>) => answerOf(lianyungang, "6-national-base", carrier(changes));
    expect(answer({ carrier: "national-competition-base", tier: "nation" })).toBe("not-met tier-differs");
    expect(answer({ carrier: "world-competition-base" })).toBe("not-met carrier-differs");
    expect(answer({ carrier: "national-competition-base", organisation: organisation("college", "school", "320100") })).toBe(
      "not-met region-differs",
    );
    for (const kind of CARRIERS.filter((candidate) => !candidate.endsWith("competition-base"))) {
      for (const tier of TIERS) expect(listMet(lianyungang, carrier({ carrier: kind, tier }))).toEqual([]);
    }
  });

  it("leaves open who qualifies, and the amount, so that no sum comes of it", () => {
    for (const kind of ["world-competition-base", "national-competition-base"] as const) {
      const met = computeFindings(carrier({ carrier: kind }), [lianyungang], "2026-11-20").filter(
        ({ outcome }) => outcome !== "not-met",
      );
      expect(met.map(({ conditions, draft, amount }) => [conditions, draft, amount])).toEqual([
        [[{ code: "qualifies" }], true, { kind: "unknown" }],
      ]);
    }
  });
});

describe("9: the bank of high-skill people", () => {
  it("takes the honours of the city and the two of the nation, not those of other places", () => {
    const answer = (name: HonourFact["honour"], holder = local) => answerOf(lianyungang, "9-talent-bank", honour(name, holder));
    for (const name of [
      "lianyungang-technical-expert",
      "lianyungang-skill-pacesetter",
      "china-skills-award",
      "national-technical-expert",
    ] as const) {
      expect(answer(name)).toBe("owed -");
      expect(answer(name, away)).toBe("not-met region-differs");
    }
    expect(answer("dalian-craftsman")).toBe("not-met honour-differs");
    expect(answer("jiading-technical-expert")).toBe("not-met honour-differs");
  });

  it("takes winners from the city's tier up, and leaves open who qualifies", () => {
    for (const tier of TIERS) {
      expect(answerOf(lianyungang, "9-talent-bank", winner({ tier }))).toBe(
        tier === "district" ? "not-met tier-differs" : "owed -",
      );
    }
    expect(answerOf(lianyungang, "9-talent-bank", winner({ awardGrade: null }))).toBe("not-met award-grade-none");
  });
});
