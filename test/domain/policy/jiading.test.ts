/** Jiading (9), (10) and (15), from the draft with its blanks: every row at its boundaries; ceilings and unknown amounts only. */
import { describe, expect, it } from "vitest";
import type { CompetitionFact, HonourFact, TalentFact } from "#app/domain/policy/facts.ts";
import { computeFindings, isPayable } from "#app/domain/policy/findings.ts";
import { HONOURS, TALENT_CLASSES } from "#app/domain/policy/pack.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { answerOf, beijingWinner, listMet, member, organisation, requirePack, sumMet } from "./cases.ts";

/** （九）, （十） and （十五） as printed, the sentences that rows rest on. */
const CLAUSES = [
  "（九）拓宽高技能人才引进评价通道。将高技能人才纳入本区新引进高层次人才资助补贴范围，按照A类顶尖人才、B类杰出人才、C类领军人才、D类精英人才和E类新星人才进行评价认定，享受相应政策待遇。",
  "（十）加大高技能人才表彰奖励力度。对获得区“嘉定工匠”“技能标兵”“技术能手”的，给予最高1万元奖励，并成立创新工作室；获得“嘉定工匠终身成就奖”的，给予最高10万元奖励。",
  "（十五）加强政策支持。人力资源社会保障、教育、工会等部门可对技能人才培训评价、技能竞赛、基础能力建设给予政策补贴扶持。",
].join("");

const jiading = requirePack("jiading");
const local = member("m1", { employer: organisation("works", "enterprise", "310114") });
const away = member("m1", { employer: organisation("works", "enterprise", "310115") });

const honour = (name: HonourFact["honour"], members: HonourFact["members"] = [local]): HonourFact => ({
  kind: "honour",
  honour: name,
  obtainedOn: "2026-06-01",
  inPost: null,
  members,
});
const talent = (changes: Partial<TalentFact> = {}): TalentFact => ({
  kind: "talent",
  talentClass: "class-a",
  honours: [],
  introduced: true,
  member: local,
  ...changes,
});
const competition = (changes: Partial<CompetitionFact> = {}): CompetitionFact => ({
  kind: "competition",
  competitionId: "c",
  tier: "district",
  hostRegionCodes: ["310114"],
  ...changes,
});

describe("the pack", () => {
  it("is a draft, and quotes the document word for word, with …… where words are left out", () => {
    expect(jiading.document).toMatchObject({ status: "draft", effectiveFrom: null, regionCode: "310114" });
    for (const { heading, text } of jiading.rows) {
      for (const part of [heading, ...text.split("……")]) expect(CLAUSES).toContain(part);
    }
  });

  it("has a case here for every row", () => {
    expect(jiading.rows.map(({ id }) => id)).toEqual([
      "9-talent-subsidy",
      "10-jiading-craftsman",
      "10-jiading-skill-pacesetter",
      "10-jiading-technical-expert",
      "10-jiading-craftsman-lifetime",
      "15-competition-support",
    ]);
  });

  it("says nothing to a result, at whatever tier", () => {
    for (const tier of TIERS) {
      expect(computeFindings(beijingWinner({ tier, members: [local] }), [jiading], "2026-11-20")).toEqual([]);
    }
  });
});

describe("(9): talent of the classes A to E, newly introduced, with an unknown amount", () => {
  it.each(TALENT_CLASSES)("%s", (talentClass) => {
    const isJiading = talentClass.startsWith("class-");
    expect(answerOf(jiading, "9-talent-subsidy", talent({ talentClass }))).toBe(
      isJiading ? "owed ?" : "not-met talent-class-differs",
    );
  });

  it("is five classes, and pays nothing by itself: unknown is not zero, and a draft pays nobody", () => {
    expect(TALENT_CLASSES.filter((talentClass) => talentClass.startsWith("class-"))).toHaveLength(5);
    const [finding, ...others] = computeFindings(talent(), [jiading], "2026-11-20");
    expect(finding).toMatchObject({ amount: { kind: "unknown" }, draft: true, conditions: [{ code: "qualifies" }] });
    expect([others, finding && isPayable(finding)]).toEqual([[], false]);
  });

  it("only newly introduced (新引进), and only of the district", () => {
    const answer = (changes: Partial<TalentFact>) => answerOf(jiading, "9-talent-subsidy", talent(changes));
    expect(answer({ introduced: false })).toBe("not-met not-introduced");
    expect(answer({ introduced: null })).toBe("needs-decision ? introduced-unknown");
    expect(answer({ member: away })).toBe("not-met region-differs");
    expect(answer({ member: member("m1") })).toBe("not-met relation-unknown");
  });

  it("opens nothing in Dalian, whose classes are others", () => {
    expect(listMet(requirePack("dalian"), talent({ member: member("m1", { residenceRegionCode: "210200" }) }))).toEqual([]);
  });
});

describe("(10): at most 10,000, and at most 100,000 for the lifetime award", () => {
  const CEILINGS: Readonly<Record<string, string>> = {
    "jiading-craftsman": "10-jiading-craftsman ≤10000",
    "jiading-skill-pacesetter": "10-jiading-skill-pacesetter ≤10000",
    "jiading-technical-expert": "10-jiading-technical-expert ≤10000",
    "jiading-craftsman-lifetime": "10-jiading-craftsman-lifetime ≤100000",
  };

  it.each(HONOURS)("%s", (name) => {
    const expected = CEILINGS[name];
    expect(listMet(jiading, honour(name))).toEqual(expected ? [expected] : []);
    expect(listMet(jiading, honour(name, [away]))).toEqual([]);
    expect(computeFindings(honour(name), [jiading], "2026-11-20").some(isPayable)).toBe(false);
  });

  it("a team has one; partly of the district, to be decided; an unknown person none", () => {
    const answer = (...members: HonourFact["members"]) =>
      answerOf(jiading, "10-jiading-craftsman", honour("jiading-craftsman", members));
    expect(answer(local, { ...local, memberId: "m2" })).toBe("owed ≤10000");
    expect(answer(local, { ...away, memberId: "m2" })).toBe("needs-decision ≤10000 team-partly-of-region");
    expect(answer(member("m1"))).toBe("not-met relation-unknown");
  });
});

describe("(15): the three departments may (可) subsidise competitions", () => {
  it("held in the district, alone or with others; with an unknown amount", () => {
    const answer = (changes: Partial<CompetitionFact>) => answerOf(jiading, "15-competition-support", competition(changes));
    expect(answer({})).toBe("owed ?");
    expect(answer({ hostRegionCodes: ["320583", "310114"] })).toBe("owed ?");
    expect(answer({ hostRegionCodes: ["310115"] })).toBe("not-met region-differs");
    expect(answer({ hostRegionCodes: ["310000"], tier: "city" })).toBe("not-met region-differs");
    const [finding] = computeFindings(competition(), [jiading], "2026-11-20");
    expect(finding?.conditions).toEqual([{ code: "may" }]);
  });
});

it("(10): two honours of one person are two ceilings and no sum, and no result earns money, two golds neither", () => {
  const both = [honour("jiading-craftsman"), honour("jiading-craftsman-lifetime")];
  expect(sumMet(jiading, both)).toEqual({ "(10) m1": "≤10000 + ≤100000" });
  const golds = [beijingWinner({ tier: "nation", members: [local] }), beijingWinner({ tier: "world", members: [local] })];
  expect(sumMet(jiading, golds)).toEqual({});
});
