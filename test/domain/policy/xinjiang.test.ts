/** Xinjiang 14, 15 and 18, from the draft: every row at its boundaries; titles, promotions, and two rewards without an amount. */
import { describe, expect, it } from "vitest";
import type { HonourFact, LevelFact, ResultFact } from "#app/domain/policy/facts.ts";
import { computeFindings, isPayable } from "#app/domain/policy/findings.ts";
import { HONOURS } from "#app/domain/policy/pack.ts";
import { ORGANISATION_KINDS, SKILL_LEVELS, TIERS } from "#app/domain/shared/vocabulary.ts";
import { answerOf, beijingWinner, member, organisation, requirePack, sumMet } from "./cases.ts";

/** 14, 15 and 18 as printed, the sentences that rows rest on. */
const CLAUSES = [
  "14.发挥职业技能竞赛引领带动作用。广泛开展各级各类职业技能竞赛,对在职业技能大赛中获奖的选手按规定晋升相应职业技能等级和奖励,通过职业技能大赛,选拔培育一批优秀高技能人才。",
  "15.畅通高技能人才发展通道。世界技能大赛和国家级技能大赛金、银、铜牌获得者,中华技能大奖获得者、全国技术能手、国家级技能大师工作室领办人、享受国务院政府特殊津贴的高技能人才可直接申报认定正高级职称;自治区级一类职业技能大赛金牌获得者、自治区级技能大师工作室领办人可直接申报认定副高级职称。",
  "18.激发高技能人才活力。将高技能人才纳入自治区高层次人才认定范围,对认定符合条件的人员,在安居保障、医疗保健、子女就学、配偶(子女)就业、岗位聘用、技能等级认定等方面享受相关待遇。开展职工职业技能提升奖励工作,每年对年度内取得职业技能等级证书人员进行择优奖励。",
].join("");

const xinjiang = requirePack("xinjiang");
const local = member("m1", { employer: organisation("works", "enterprise", "650100") });
const away = member("m1", { employer: organisation("works", "enterprise", "620100") });
const second = { ...local, memberId: "m2" };

const winner = (changes: Partial<ResultFact> = {}) =>
  beijingWinner({ tier: "province", hostRegionCodes: ["650000"], members: [local], ...changes });
const honour = (name: HonourFact["honour"], holder = local): HonourFact => ({
  kind: "honour",
  honour: name,
  obtainedOn: "2020-06-01",
  inPost: null,
  members: [holder],
});
const level = (changes: Partial<LevelFact> = {}): LevelFact => ({
  kind: "level",
  level: "senior",
  obtainedOn: "2026-05-01",
  byCompetition: false,
  member: local,
  ...changes,
});

describe("the pack", () => {
  it("is a draft, and quotes the document word for word, with …… where words are left out", () => {
    expect(xinjiang.document).toMatchObject({ status: "draft", effectiveFrom: null, regionCode: "650000" });
    for (const { text } of xinjiang.rows) for (const part of text.split("……")) expect(CLAUSES).toContain(part);
  });

  it("has a case here for every row", () => {
    expect(xinjiang.rows.map(({ id }) => id)).toEqual([
      "14-winner-level",
      "14-winner-reward",
      "15-senior-title-world",
      "15-senior-title",
      "15-associate-senior-title",
      "18-level-award",
      "18-high-level-talent",
    ]);
  });
});

describe("14: winners of competitions of every tier and kind (各级各类) are promoted and rewarded as ruled", () => {
  it.each(TIERS)("%s, each prize", (tier) => {
    for (const awardGrade of [1, 2, 3] as const) {
      const fact = winner({ tier, awardGrade, class: "class-2", hostRegionCodes: ["310000"] });
      expect(answerOf(xinjiang, "14-winner-level", fact)).toBe("owed -");
      expect(answerOf(xinjiang, "14-winner-reward", fact)).toBe("owed ?");
      expect(computeFindings(fact, [xinjiang], "2026-11-20").some(isPayable)).toBe(false);
    }
  });

  it.each(["14-winner-level", "14-winner-reward"])("%s: not without a prize, nor to a person of elsewhere or unknown", (row) => {
    expect(answerOf(xinjiang, row, winner({ awardGrade: null }))).toBe("not-met award-grade-none");
    expect(answerOf(xinjiang, row, winner({ members: [away] }))).toBe("not-met region-differs");
    expect(answerOf(xinjiang, row, winner({ members: [member("m1")] }))).toBe("not-met relation-unknown");
  });

  it("a team: a promotion for each of its people, one reward", () => {
    const team = winner({ entryKind: "pair", members: [local, second] });
    expect(answerOf(xinjiang, "14-winner-level", team)).toBe("owed -; owed -");
    expect(answerOf(xinjiang, "14-winner-reward", team)).toBe("owed ?");
    const mixed = winner({ entryKind: "pair", members: [local, { ...away, memberId: "m2" }] });
    expect(answerOf(xinjiang, "14-winner-level", mixed)).toBe("owed -; not-met region-differs");
    expect(answerOf(xinjiang, "14-winner-reward", mixed)).toBe("needs-decision ? team-partly-of-region");
  });

  it("names no highest level, and leaves open by which rule", () => {
    const row = xinjiang.rows.find(({ id }) => id === "14-winner-level");
    expect(row?.kind === "level-promotion" && row.tests.ceiling).toBeNull();
    expect(row?.conditions).toContain("qualifies");
  });
});

describe("15: the senior title for gold, silver and bronze of the WorldSkills competition and of a national one", () => {
  const ROWS = ["15-senior-title-world", "15-senior-title"] as const;

  it.each([
    ["world", "owed -", "not-met tier-differs"],
    ["nation", "not-met tier-differs", "owed -"],
    ["province", "not-met tier-differs", "not-met tier-differs"],
    ["city", "not-met tier-differs", "not-met tier-differs"],
    ["district", "not-met tier-differs", "not-met tier-differs"],
  ] as const)("%s: %s of the one and %s of the other, whatever the medal, the class and the host", (tier, ...expected) => {
    for (const award of ["gold", "silver", "bronze"] as const) {
      const fact = winner({ tier, award, class: "class-2", hostRegionCodes: ["310000"] });
      expect(ROWS.map((row) => answerOf(xinjiang, row, fact))).toEqual(expected);
    }
  });

  it.each([
    ["world", "15-senior-title-world"],
    ["nation", "15-senior-title"],
  ] as const)("%s: a medal and nothing that is read as one, of the region's people only", (tier, row) => {
    const answer = (changes: Partial<ResultFact>) => answerOf(xinjiang, row, winner({ tier, ...changes }));
    expect(answer({ award: null })).toBe("not-met award-none");
    for (const award of ["medallion", "first", "second", "third", "excellence"] as const) {
      expect(answer({ award })).toBe("not-met award-differs");
    }
    // By a map of places the fourth is of the first grade; he is no medallist for it.
    expect(answer({ award: null, awardGrade: 1, gradeReference: "技竞组〔2026〕5号" })).toBe("not-met award-none");
    expect(answer({ awardGrade: null, award: "gold" })).toBe("owed -");
    expect(answer({ members: [away] })).toBe("not-met region-differs");
  });

  it("leaves open whether a competition of the world is the WorldSkills competition, and who qualifies; a medal needs no reading", () => {
    const conditions = (row: string) => xinjiang.rows.find(({ id }) => id === row)?.conditions;
    expect(conditions("15-senior-title-world")).toEqual(["qualifies", "world-skills-competition"]);
    expect(conditions("15-senior-title")).toEqual(["qualifies"]);
    expect(conditions("15-associate-senior-title")).toEqual(["qualifies"]);
  });
});

describe("15: the associate senior title for gold at a class 1 competition of the region", () => {
  it.each([
    ["gold", {}, "owed -"],
    ["silver", { award: "silver" }, "not-met award-differs"],
    ["bronze", { award: "bronze" }, "not-met award-differs"],
    ["a first prize, which is no gold medal", { award: "first" }, "not-met award-differs"],
    ["no medal", { award: null }, "not-met award-none"],
    ["no medal, and the first grade by a map of places", { award: null, awardGrade: 1 }, "not-met award-none"],
    ["class 2", { class: "class-2" }, "not-met class-differs"],
    ["another province", { hostRegionCodes: ["620000"] }, "not-met host-region-differs"],
    ["a city of the region", { hostRegionCodes: ["650100"] }, "not-met host-region-differs"],
    ["held jointly", { hostRegionCodes: ["650000", "620000"] }, "needs-decision - joint-host"],
    ["a national one", { tier: "nation" }, "not-met tier-differs"],
    ["a city's", { tier: "city" }, "not-met tier-differs"],
    ["a person of elsewhere", { members: [away] }, "not-met region-differs"],
    ["a team", { entryKind: "pair", members: [local, second] }, "owed -; owed -"],
  ] as const)("%s", (_case, changes, expected) => {
    expect(answerOf(xinjiang, "15-associate-senior-title", winner(changes as Partial<ResultFact>))).toBe(expected);
  });
});

describe("14 and 15 of several results", () => {
  const nation = (changes: Partial<ResultFact> = {}) => winner({ tier: "nation", hostRegionCodes: ["310000"], ...changes });

  it("one person with two golds: two rewards as ruled, both unknown and no sum; each gold opens the title by itself", () => {
    const facts = [nation(), winner()];
    expect(sumMet(xinjiang, facts)).toEqual({ "14 m1": "? + ?" });
    expect(facts.map((fact) => answerOf(xinjiang, "15-senior-title", fact))).toEqual(["owed -", "not-met tier-differs"]);
    expect(facts.map((fact) => answerOf(xinjiang, "15-associate-senior-title", fact))).toEqual([
      "not-met tier-differs",
      "owed -",
    ]);
  });

  it("gold alone and gold in a pair: one reward to him, one to the pair; the title to each of the pair", () => {
    const pair = nation({ entryKind: "pair", members: [local, second] });
    expect(sumMet(xinjiang, [nation(), pair])).toEqual({ "14 m1": "?", "14 m1+m2": "?" });
    expect(answerOf(xinjiang, "15-senior-title", pair)).toBe("owed -; owed -");
  });
});

describe("15 and 18: honours", () => {
  const SENIOR = ["china-skills-award", "national-technical-expert", "national-master-studio-leader", "state-council-allowance"];

  it.each(HONOURS)("%s", (name) => {
    const isSenior = SENIOR.includes(name);
    const isAssociate = name === "regional-master-studio-leader";
    const answer = (isMet: boolean) => (isMet ? "owed -" : "not-met honour-differs");
    expect(answerOf(xinjiang, "15-senior-title", honour(name))).toBe(answer(isSenior));
    expect(answerOf(xinjiang, "15-senior-title-world", honour(name))).toBe("silent");
    expect(answerOf(xinjiang, "15-associate-senior-title", honour(name))).toBe(answer(isAssociate));
    expect(answerOf(xinjiang, "18-high-level-talent", honour(name))).toBe(answer(isSenior || isAssociate));
  });

  it("not of a person of elsewhere; and no result by itself is recognised as high-level talent", () => {
    for (const row of ["15-senior-title", "18-high-level-talent"]) {
      expect(answerOf(xinjiang, row, honour("china-skills-award", away))).toBe("not-met region-differs");
    }
    expect(answerOf(xinjiang, "18-high-level-talent", winner({ tier: "world" }))).toBe("silent");
  });
});

describe("18: workers (职工) who obtained a level in the year, the best of them (择优), without an amount", () => {
  it.each(SKILL_LEVELS)("%s", (obtained) => {
    const fact = level({ level: obtained });
    expect(answerOf(xinjiang, "18-level-award", fact)).toBe("owed ?");
    const [finding] = computeFindings(fact, [xinjiang], "2026-11-20").filter(({ rowId }) => rowId === "18-level-award");
    expect([finding?.conditions, finding?.draft]).toEqual([[{ code: "selection" }], true]);
  });

  it("only of who works in the region; by a competition, to be decided", () => {
    const answer = (changes: Partial<LevelFact>) => answerOf(xinjiang, "18-level-award", level(changes));
    expect(answer({ member: away })).toBe("not-met region-differs");
    expect(answer({ member: member("m1", { residenceRegionCode: "650100" }) })).toBe("not-met relation-unknown");
    expect(answer({ member: member("m1", { school: organisation("college", "school", "650100") }) })).toBe(
      "not-met relation-unknown",
    );
    expect(answer({ byCompetition: true })).toBe("needs-decision ? by-competition");
    // 职工 are workers of any employer: the clause names no kind.
    for (const kind of ORGANISATION_KINDS) {
      expect(answer({ member: member("m1", { employer: organisation("unit", kind, "650100") }) })).toBe("owed ?");
    }
  });
});
