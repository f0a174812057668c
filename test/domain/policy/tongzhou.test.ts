/** Tongzhou (8), (10), (12), (14) and (15), from the document: who is owed what, and why every other row pays nothing. */
import { describe, expect, it } from "vitest";
import type { CarrierFact, HonourFact, ResultFact } from "#app/domain/policy/facts.ts";
import { computeFindings, type Finding, hasNoPayingClause, isPayable } from "#app/domain/policy/findings.ts";
import { CARRIERS } from "#app/domain/policy/pack.ts";
import { TIERS } from "#app/domain/shared/vocabulary.ts";
import { answerOf, beijingWinner, inShort, member, onlyKinds, organisation, requirePack, sumMet } from "./cases.ts";

/** （十四） as printed in the draft. */
const CLAUSE =
  "（十四）强化技能贡献激励。对通州区范围内参加国际级、国家级、市级职业技能竞赛获奖的技能人才及培养单位，按竞赛结果等第给予一次性竞赛奖励，标准为世界技能大赛按等第分别奖励个人或团体30万元、18万元、12万元，给予培养单位10万元；国家级技能大赛按等第分别奖励个人或团体20万元、15万元、10万元，给予培养单位8万元；北京市技能大赛按等第分别奖励个人或团体10万元、5万元、3万元，给予培养单位5万元。";
const ROWS = [
  "14-world-winner-grade-1",
  "14-world-winner-grade-2",
  "14-world-winner-grade-3",
  "14-world-training-organisation",
  "14-nation-winner-grade-1",
  "14-nation-winner-grade-2",
  "14-nation-winner-grade-3",
  "14-nation-training-organisation",
  "14-city-winner-grade-1",
  "14-city-winner-grade-2",
  "14-city-winner-grade-3",
  "14-city-training-organisation",
];
const tongzhou = onlyKinds(requirePack("tongzhou"), "winner-reward", "training-organisation-reward");
const ask = (fact: ResultFact): Finding[] => computeFindings(fact, [tongzhou], "2025-11-21");
const findRow = (findings: Finding[], rowId: string): Finding => {
  const [finding, ...others] = findings.filter((candidate) => candidate.rowId === rowId);
  if (!finding || others.length > 0) throw new Error(`${rowId} answered ${others.length + (finding ? 1 : 0)} times`);
  return finding;
};

describe("the pack", () => {
  it("is a draft without dates, and holds the rows of (14)", () => {
    expect(tongzhou.document).toMatchObject({ status: "draft", effectiveFrom: null, effectiveTo: null, regionCode: "110112" });
    expect(tongzhou.rows.map((row) => row.id)).toEqual(ROWS);
  });

  it("quotes the clause word for word", () => {
    for (const row of tongzhou.rows) {
      expect(row.clause).toBe("(14)");
      expect(CLAUSE.startsWith(`${row.heading}。`)).toBe(true);
      expect(CLAUSE).toContain(row.text);
    }
  });

  it("names no payer and no tax basis, because the document names none", () => {
    for (const row of tongzhou.rows) expect(row).toMatchObject({ payer: null, taxBasis: "unknown", recurrence: "one-off" });
  });
});

describe("amounts by tier and grade", () => {
  it.each([
    ["world", 1, 30_000_000, 10_000_000],
    ["world", 2, 18_000_000, 10_000_000],
    ["world", 3, 12_000_000, 10_000_000],
    ["nation", 1, 20_000_000, 8_000_000],
    ["nation", 2, 15_000_000, 8_000_000],
    ["nation", 3, 10_000_000, 8_000_000],
    ["city", 1, 10_000_000, 5_000_000],
    ["city", 2, 5_000_000, 5_000_000],
    ["city", 3, 3_000_000, 5_000_000],
  ] as const)(
    "%s, grade %i: %i fen to the winner, %i to the training organisation, and nothing else",
    (tier, grade, winner, training) => {
      const findings = ask(beijingWinner({ tier, awardGrade: grade }));
      expect(findings.map((finding) => finding.rowId)).toEqual(ROWS);
      expect(findings.filter((finding) => finding.outcome !== "not-met")).toMatchObject([
        {
          pack: "tongzhou",
          version: tongzhou.version,
          rowId: `14-${tier}-winner-grade-${grade}`,
          clause: "(14)",
          kind: "winner-reward",
          outcome: "owed",
          reasons: [],
          draft: true,
          amount: { kind: "exact", fen: winner },
          beneficiary: { kind: "person", memberId: "m1" },
        },
        {
          rowId: `14-${tier}-training-organisation`,
          kind: "training-organisation-reward",
          outcome: "owed",
          reasons: [],
          draft: true,
          amount: { kind: "exact", fen: training },
          beneficiary: { kind: "organisation", organisationId: "institute", memberIds: ["m1"] },
        },
      ]);
    },
  );

  it("pays a national or a world result whoever was host", () => {
    for (const tier of ["nation", "world"] as const) {
      const findings = ask(beijingWinner({ tier, hostRegionCodes: ["310000", "320000"] }));
      expect(findRow(findings, `14-${tier}-winner-grade-1`).outcome).toBe("owed");
    }
  });

  it("owes no row that is not met an amount", () => {
    for (const finding of ask(beijingWinner())) expect(finding.amount === null).toBe(finding.outcome === "not-met");
  });
});

describe("a consultation draft", () => {
  it("is never payable, whatever it owes", () => {
    const findings = ask(beijingWinner());
    expect(findings.every((finding) => finding.draft)).toBe(true);
    expect(findings.some(isPayable)).toBe(false);
    expect(findings.map((finding) => isPayable({ ...finding, conditions: [] }))).toEqual(findings.map(() => false));
    expect(hasNoPayingClause(findings)).toBe(false);
  });

  it("carries what it leaves open as conditions", () => {
    const world = ask(beijingWinner({ tier: "world", awardGrade: 2 }));
    expect(findRow(world, "14-world-winner-grade-2").conditions).toEqual([
      { code: "person-of-district", params: { region: "110112", by: "employer" } },
      { code: "award-grade-mapping", params: { grade: 2 } },
      { code: "world-skills-competition" },
    ]);
    expect(findRow(world, "14-world-training-organisation").conditions).toEqual([
      { code: "award-grade-mapping", params: { grade: 2 } },
      { code: "training-organisation-count" },
      { code: "world-skills-competition" },
    ]);
    expect(findRow(world, "14-nation-winner-grade-2").conditions).toEqual([]);
    const city = ask(beijingWinner());
    expect(findRow(city, "14-city-winner-grade-1").conditions.map(({ code }) => code)).toEqual([
      "person-of-district",
      "award-grade-mapping",
    ]);
  });

  it("in force, would pay only once its conditions are settled", () => {
    const inForce = { ...tongzhou, document: { ...tongzhou.document, status: "in-force", effectiveFrom: "2025-01-01" } as const };
    const owed = computeFindings(beijingWinner(), [inForce], "2025-11-21").filter(({ outcome }) => outcome === "owed");
    expect(owed.map(({ draft }) => draft)).toEqual([false, false]);
    expect(owed.some(isPayable)).toBe(false);
    expect(owed.map((finding) => isPayable({ ...finding, conditions: [] }))).toEqual([true, true]);
  });
});

describe("no clause pays", () => {
  it("a district winner: every row names both tiers, and nothing about hosts", () => {
    const findings = ask(beijingWinner({ tier: "district", hostRegionCodes: ["110112"] }));
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(inShort(findings)).toEqual([
      "14-world-winner-grade-1 not-met tier-differs",
      "14-world-winner-grade-2 not-met tier-differs award-grade-differs",
      "14-world-winner-grade-3 not-met tier-differs award-grade-differs",
      "14-world-training-organisation not-met tier-differs",
      "14-nation-winner-grade-1 not-met tier-differs",
      "14-nation-winner-grade-2 not-met tier-differs award-grade-differs",
      "14-nation-winner-grade-3 not-met tier-differs award-grade-differs",
      "14-nation-training-organisation not-met tier-differs",
      "14-city-winner-grade-1 not-met tier-differs",
      "14-city-winner-grade-2 not-met tier-differs award-grade-differs",
      "14-city-winner-grade-3 not-met tier-differs award-grade-differs",
      "14-city-training-organisation not-met tier-differs",
    ]);
    expect(findRow(findings, "14-city-winner-grade-1").reasons).toEqual([
      { code: "tier-differs", params: { needed: "city", actual: "district" } },
    ]);
    expect(findRow(findings, "14-city-winner-grade-2").reasons[1]).toEqual({
      code: "award-grade-differs",
      params: { needed: "2", actual: 1 },
    });
  });

  it("a joint 通武廊 winner: by tier as a district competition, by host where it is stated as a city one", () => {
    const hostRegionCodes = ["110112", "120114", "131000"];
    const asDistrict = ask(beijingWinner({ tier: "district", hostRegionCodes }));
    expect(asDistrict.every(({ outcome, reasons }) => outcome === "not-met" && reasons[0]?.code === "tier-differs")).toBe(true);
    const asCity = ask(beijingWinner({ hostRegionCodes }));
    expect(hasNoPayingClause(asCity)).toBe(true);
    expect(findRow(asCity, "14-city-winner-grade-1").reasons).toEqual([
      { code: "host-region-differs", params: { needed: "110000", actual: "110112,120114,131000" } },
    ]);
  });

  it("a provincial competition: no row of this document knows that tier", () => {
    const findings = ask(beijingWinner({ tier: "province", hostRegionCodes: ["130000"] }));
    expect(findings.every(({ reasons }) => reasons[0]?.code === "tier-differs")).toBe(true);
  });

  it.each([[["210200"]], [["110112"]], [[]]])("a city competition held by %j is not the Beijing one", (hostRegionCodes) => {
    const findings = ask(beijingWinner({ hostRegionCodes }));
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(findRow(findings, "14-city-training-organisation").reasons).toEqual([
      { code: "host-region-differs", params: { needed: "110000", actual: hostRegionCodes.join(",") } },
    ]);
  });

  it("a result below the three grades, in every row", () => {
    const findings = ask(beijingWinner({ awardGrade: null }));
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(inShort(findings).slice(8)).toEqual([
      "14-city-winner-grade-1 not-met award-grade-none",
      "14-city-winner-grade-2 not-met award-grade-none",
      "14-city-winner-grade-3 not-met award-grade-none",
      "14-city-training-organisation not-met award-grade-none",
    ]);
    expect(findRow(findings, "14-city-training-organisation").reasons[0]?.params).toEqual({ needed: "1,2,3" });
  });
});

describe("a person of the district", () => {
  const elsewhere = organisation("plant", "enterprise", "120114");

  it.each([
    ["employer", { employer: organisation("works", "enterprise", "110112") }],
    ["employer", { employer: organisation("clinic", "hospital", "110112") }],
    ["school", { school: organisation("college", "school", "110112"), employer: elsewhere }],
    ["residence", { residenceRegionCode: "110112", employer: elsewhere }],
    ["delegation", { delegationRegionCode: "110112" }],
    ["employer,delegation", { employer: organisation("works", "enterprise", "110112"), delegationRegionCode: "110112" }],
  ])("by %s: owed, and the condition says by what", (by, known) => {
    const finding = findRow(ask(beijingWinner({ members: [member("m1", known)] })), "14-city-winner-grade-1");
    expect(finding.outcome).toBe("owed");
    expect(finding.conditions[0]).toEqual({ code: "person-of-district", params: { region: "110112", by } });
  });

  it.each([
    [{ employer: elsewhere, delegationRegionCode: "110000" }, "120114,110000"],
    [{ employer: organisation("neighbour", "enterprise", "110113"), delegationRegionCode: "110113" }, "110113"],
  ])("not with %j", (known, actual) => {
    const finding = findRow(ask(beijingWinner({ members: [member("m1", known)] })), "14-city-winner-grade-1");
    expect(finding.reasons).toEqual([{ code: "region-differs", params: { relation: "person", needed: "110112", actual } }]);
    expect(finding.conditions).toEqual([]);
  });

  it("not while nothing is known of him", () => {
    const finding = findRow(ask(beijingWinner({ members: [member("m1")] })), "14-city-winner-grade-1");
    expect(finding).toMatchObject({
      outcome: "not-met",
      reasons: [{ code: "relation-unknown", params: { relation: "person" } }],
      amount: null,
    });
  });

  it("not an entry without people", () => {
    const finding = findRow(ask(beijingWinner({ members: [] })), "14-city-winner-grade-1");
    expect(finding.reasons).toEqual([{ code: "relation-unknown", params: { relation: "person" } }]);
  });
});

describe("a team", () => {
  const local = { employer: organisation("works", "enterprise", "110112") };
  const foreign = { employer: organisation("plant", "enterprise", "120114") };
  const askWinner = (...members: ReturnType<typeof member>[]) =>
    findRow(ask(beijingWinner({ entryKind: "team", members })), "14-city-winner-grade-1");

  it("earns one amount, not one for each of its people", () => {
    const finding = askWinner(member("a", local), member("b", local), member("c", local));
    expect(finding).toMatchObject({
      outcome: "owed",
      amount: { kind: "exact", fen: 10_000_000 },
      beneficiary: { kind: "team", memberIds: ["a", "b", "c"] },
    });
  });

  it("partly of the district is for a person to decide; its conditions stay", () => {
    const finding = askWinner(member("a", local), member("b", foreign), member("c"));
    expect(finding).toMatchObject({ outcome: "needs-decision", amount: { kind: "exact", fen: 10_000_000 } });
    expect(finding.reasons).toEqual([{ code: "team-partly-of-region", params: { needed: "110112", within: 1, members: 3 } }]);
    expect(finding.conditions.map(({ code }) => code)).toEqual(["person-of-district", "award-grade-mapping"]);
  });

  it("wholly from elsewhere is not met, and what is unknown is said as well", () => {
    expect(askWinner(member("a", foreign), member("b", foreign)).reasons.map(({ code }) => code)).toEqual(["region-differs"]);
    expect(askWinner(member("a", foreign), member("b")).reasons.map(({ code }) => code)).toEqual([
      "relation-unknown",
      "region-differs",
    ]);
  });

  it("with a wrong tier as well lists both reasons, and nothing to decide", () => {
    const fact = beijingWinner({ entryKind: "pair", tier: "district", members: [member("a", local), member("b", foreign)] });
    expect(findRow(ask(fact), "14-city-winner-grade-1").reasons.map(({ code }) => code)).toEqual(["tier-differs"]);
    const outside = beijingWinner({ entryKind: "pair", tier: "district", members: [member("a", foreign), member("b", foreign)] });
    expect(findRow(ask(outside), "14-city-winner-grade-1").reasons.map(({ code }) => code)).toEqual([
      "tier-differs",
      "region-differs",
    ]);
  });
});

describe("the training organisation", () => {
  const institute = organisation("institute", "training", "110112");
  const college = organisation("college", "school", "110112");
  const away = organisation("away", "training", "110105");
  const askTraining = (...members: ReturnType<typeof member>[]) =>
    ask(beijingWinner({ entryKind: "pair", members })).filter(({ rowId }) => rowId === "14-city-training-organisation");

  it("is paid once for an entry, and by its own region, not the winner's", () => {
    const findings = askTraining(
      member("a", { trainingOrganisation: institute, employer: organisation("plant", "enterprise", "120114") }),
      member("b", { trainingOrganisation: institute }),
    );
    expect(findings).toMatchObject([
      { outcome: "owed", beneficiary: { kind: "organisation", organisationId: "institute", memberIds: ["a", "b"] } },
    ]);
  });

  it("outside the district is not met", () => {
    expect(askTraining(member("a", { trainingOrganisation: away }))).toMatchObject([
      {
        outcome: "not-met",
        reasons: [{ code: "region-differs", params: { relation: "training-organisation", needed: "110112", actual: "110105" } }],
        beneficiary: { organisationId: "away" },
      },
    ]);
  });

  it("unknown is not met", () => {
    expect(askTraining(member("a"), member("b"))).toMatchObject([
      {
        outcome: "not-met",
        reasons: [{ code: "relation-unknown", params: { relation: "training-organisation" } }],
        beneficiary: { kind: "organisation", organisationId: null, memberIds: ["a", "b"] },
      },
    ]);
  });

  it("when there are two, each is for a person to decide; one from elsewhere is still not met", () => {
    const both = askTraining(member("a", { trainingOrganisation: institute }), member("b", { trainingOrganisation: college }));
    expect(both).toMatchObject([
      { outcome: "needs-decision", beneficiary: { organisationId: "institute", memberIds: ["a"] } },
      { outcome: "needs-decision", beneficiary: { organisationId: "college", memberIds: ["b"] } },
    ]);
    expect(both[0]?.reasons).toEqual([{ code: "several-training-organisations", params: { count: 2 } }]);
    const mixed = askTraining(member("a", { trainingOrganisation: away }), member("b", { trainingOrganisation: institute }));
    expect(mixed.map(({ outcome }) => outcome)).toEqual(["not-met", "needs-decision"]);
  });
});

it("a competition that Beijing holds jointly with another region is for a person to decide", () => {
  const finding = findRow(ask(beijingWinner({ hostRegionCodes: ["110000", "120000"] })), "14-city-winner-grade-1");
  expect(finding.outcome).toBe("needs-decision");
  expect(finding.reasons).toEqual([{ code: "joint-host", params: { needed: "110000", actual: "110000,120000" } }]);
  expect(finding.draft).toBe(true);
});

const whole = requirePack("tongzhou");

it("has a case in these files for every row", () => {
  expect(whole.rows.map(({ id }) => id)).toEqual([
    ...ROWS,
    "12-winner-level",
    "10-assessment-by-competition",
    "8-master-studio-match",
    "8-direct-recognition",
    "15-china-skills-award",
    "15-national-technical-expert",
    "15-state-council-allowance",
    "15-expert-bank",
  ]);
});

describe("(14) of several results: each has its amount (个人或团体), and whether a training organisation is paid per medal is open", () => {
  const gold = (changes: Partial<ResultFact> = {}) => beijingWinner({ tier: "nation", hostRegionCodes: ["310000"], ...changes });
  const [one] = beijingWinner().members;
  const two = { ...one, memberId: "m2" } as ResultFact["members"][number];

  it("one person with two golds of the nation: 200,000 + 200,000; his trainer 80,000 + 80,000, to be decided", () => {
    const facts = [gold(), gold()];
    expect(sumMet(whole, facts)).toEqual({ "(14) m1": "400000", "(14) institute": "160000" });
    const ofTrainer = facts.flatMap(ask).filter(({ rowId, outcome }) => rowId.includes("training") && outcome === "owed");
    expect(ofTrainer.map(({ conditions }) => conditions.map(({ code }) => code))).toEqual([
      ["award-grade-mapping", "training-organisation-count"],
      ["award-grade-mapping", "training-organisation-count"],
    ]);
  });

  it("gold of the city, the nation and the world: 100,000 + 200,000 + 300,000; the trainer 50,000 + 80,000 + 100,000", () => {
    expect(sumMet(whole, [beijingWinner(), gold(), gold({ tier: "world" })])).toEqual({
      "(14) m1": "600000",
      "(14) institute": "230000",
    });
  });

  it("two people of one training organisation, gold and silver of the city: 100,000 and 50,000; the trainer 50,000 + 50,000", () => {
    expect(sumMet(whole, [beijingWinner(), beijingWinner({ awardGrade: 2, members: [two] })])).toEqual({
      "(14) m1": "100000",
      "(14) m2": "50000",
      "(14) institute": "100000",
    });
  });

  it("gold alone and gold in a team of two: 200,000 to him, 200,000 to the team as one; the trainer 80,000 + 80,000", () => {
    const team = gold({ entryKind: "pair", members: [...beijingWinner().members, two] });
    expect(sumMet(whole, [gold(), team])).toEqual({
      "(14) m1": "200000",
      "(14) m1+m2": "200000",
      "(14) institute": "160000",
    });
  });
});

describe("(12) a skill level certificate to winners of the district's, the 通武廊 and the workers' competition", () => {
  const JOINT = ["110112", "120114", "131000"];
  const answer = (changes: Partial<ResultFact> = {}) =>
    answerOf(whole, "12-winner-level", beijingWinner({ tier: "district", hostRegionCodes: ["110112"], ...changes }));

  it.each([
    ["the district's own", {}, "owed -"],
    ["second grade", { awardGrade: 2 }, "owed -"],
    ["third grade", { awardGrade: 3 }, "owed -"],
    ["no prize", { awardGrade: null }, "not-met award-grade-none"],
    ["whatever the class: the clause names none", { class: "class-2" }, "owed -"],
    ["通武廊, which the clause names", { hostRegionCodes: JOINT }, "owed -"],
    ["通武廊 with its hosts in another order", { hostRegionCodes: [...JOINT].reverse() }, "owed -"],
    ["with Wuqing alone, which is another competition", { hostRegionCodes: ["110112", "120114"] }, "needs-decision - joint-host"],
    ["with a fourth host", { hostRegionCodes: [...JOINT, "110105"] }, "needs-decision - joint-host"],
    ["without Tongzhou", { hostRegionCodes: ["120114", "131000"] }, "not-met host-region-differs"],
    ["another district's", { hostRegionCodes: ["110105"] }, "not-met host-region-differs"],
    ["Beijing's", { tier: "city", hostRegionCodes: ["110000"] }, "not-met tier-differs"],
    ["a national one", { tier: "nation" }, "not-met tier-differs"],
    [
      "a person of Wuqing at 通武廊",
      { hostRegionCodes: JOINT, members: [member("m1", { residenceRegionCode: "120114" })] },
      "not-met region-differs",
    ],
    ["a person of whom nothing is known", { members: [member("m1")] }, "not-met relation-unknown"],
    [
      "each of a team",
      {
        entryKind: "pair",
        members: [member("a", { residenceRegionCode: "110112" }), member("b", { residenceRegionCode: "120114" })],
      },
      "owed -; not-met region-differs",
    ],
  ] as const)("%s: %j", (_case, changes, expected) => {
    expect(answer(changes as Partial<ResultFact>)).toBe(expected);
  });

  it("leaves open who qualifies (符合条件), and names no highest level", () => {
    const row = whole.rows.find(({ id }) => id === "12-winner-level");
    expect(row?.conditions).toEqual(["qualifies", "award-grade-mapping"]);
    expect(row?.kind === "level-promotion" && row.tests.ceiling).toBeNull();
  });
});

describe("(10) a competition may stand in for an assessment (以赛代评), up to 高级技师", () => {
  const answer = (changes: Partial<ResultFact> = {}) => answerOf(whole, "10-assessment-by-competition", beijingWinner(changes));

  it.each(TIERS)("%s: any prize, class and host", (tier) => {
    for (const awardGrade of [1, 2, 3] as const) {
      expect(answer({ tier, awardGrade, class: "class-2", hostRegionCodes: ["310000", "320000"] })).toBe("owed -");
    }
    expect(answer({ tier, awardGrade: null })).toBe("not-met award-grade-none");
  });

  it("of the district's people only, each of a team", () => {
    expect(answer({ members: [member("m1", { residenceRegionCode: "110105" })] })).toBe("not-met region-differs");
    expect(answer({ members: [member("m1")] })).toBe("not-met relation-unknown");
    const members = [member("a", { residenceRegionCode: "110112" }), member("b", { residenceRegionCode: "110105" })];
    expect(answer({ entryKind: "pair", members })).toBe("owed -; not-met region-differs");
  });

  it("ends at 高级技师", () => {
    const row = whole.rows.find(({ id }) => id === "10-assessment-by-competition");
    expect(row?.kind === "level-promotion" && row.tests.ceiling).toBe("senior-technician");
  });
});

describe("(8) a matching reward, without an amount, to studios recognised at national or city tier", () => {
  const carrier = (changes: Partial<CarrierFact> = {}): CarrierFact => ({
    kind: "carrier",
    carrier: "master-studio",
    tier: "city",
    organisation: organisation("works", "enterprise", "110112"),
    ...changes,
  });
  const answer = (changes: Partial<CarrierFact> = {}) => answerOf(whole, "8-master-studio-match", carrier(changes));

  it.each(CARRIERS)("%s", (name) => {
    const isStudio = name === "master-studio" || name === "innovation-studio";
    expect(answer({ carrier: name })).toBe(isStudio ? "owed ?" : "not-met carrier-differs");
  });

  it.each([
    ["district", "not-met tier-differs"],
    ["city", "owed ?"],
    ["province", "not-met tier-differs"],
    ["nation", "owed ?"],
    ["world", "not-met tier-differs"],
  ] as const)("%s: %s", (tier, expected) => {
    expect(answer({ tier })).toBe(expected);
  });

  it("at an organisation of the district, of whatever kind; as ruled (按规定); and to no result", () => {
    expect(answer({ organisation: organisation("college", "school", "110112") })).toBe("owed ?");
    expect(answer({ organisation: organisation("works", "enterprise", "110105") })).toBe("not-met region-differs");
    expect(whole.rows.find(({ id }) => id === "8-master-studio-match")?.conditions).toEqual(["qualifies"]);
    expect(answerOf(whole, "8-master-studio-match", beijingWinner())).toBe("silent");
  });

  it("two studios of one works: two unknown amounts, no sum", () => {
    expect(sumMet(whole, [carrier(), carrier({ tier: "nation" })])).toEqual({ "(8) works": "? + ?" });
  });
});

describe("(8) outstanding people may be recognised directly or promoted out of turn (优秀技能人才), by the city's rules", () => {
  const answer = (changes: Partial<ResultFact>) => answerOf(whole, "8-direct-recognition", beijingWinner(changes));

  it("a winner at whatever tier and a holder of an honour may be such a one: a person, no money, and who is outstanding is decided", () => {
    for (const tier of TIERS) {
      for (const awardGrade of [1, 2, 3] as const) expect(answer({ tier, awardGrade })).toBe("owed -");
      expect(answer({ tier, awardGrade: null })).toBe("not-met award-grade-none");
    }
    const finding = findRow(computeFindings(beijingWinner(), [whole], "2026-11-20"), "8-direct-recognition");
    expect([finding.clause, finding.draft, finding.conditions.map(({ code }) => code)]).toEqual([
      "(8)",
      true,
      ["qualifies", "threshold-unknown", "award-grade-mapping"],
    ]);
    const works = organisation("works", "enterprise", "110112");
    for (const honour of ["china-skills-award", "national-technical-expert", "state-council-allowance"] as const) {
      const members = [member("m1", { employer: works })];
      const fact = { kind: "honour", honour, obtainedOn: "2026-06-01", inPost: true, members } as const;
      expect(answerOf(whole, "8-direct-recognition", fact)).toBe("owed -");
    }
  });

  it("each of a team, and nobody from elsewhere", () => {
    const here = { employer: organisation("works", "enterprise", "110112") };
    const away = { employer: organisation("plant", "enterprise", "120114") };
    expect(answer({ entryKind: "pair", members: [member("m1", here), member("m2", away)] })).toBe(
      "owed -; not-met region-differs",
    );
    expect(answer({ tier: "world", members: [member("m1", away)] })).toBe("not-met region-differs");
  });
});

describe("(15) of an honour for two: the two awards to a person or a team as one (个人或团体), the allowance to each (人员)", () => {
  const members = ["m1", "m2"].map((id) => member(id, { employer: organisation("works", "enterprise", "110112") }));
  const honour = (name: HonourFact["honour"], of = members): HonourFact => ({
    kind: "honour",
    honour: name,
    obtainedOn: "2026-06-01",
    inPost: true,
    members: of,
  });

  it("100,000 and 50,000 once; 10,000 + 10,000", () => {
    expect(sumMet(whole, [honour("china-skills-award")])).toEqual({ "(15) m1+m2": "100000" });
    expect(sumMet(whole, [honour("national-technical-expert")])).toEqual({ "(15) m1+m2": "50000" });
    expect(sumMet(whole, [honour("state-council-allowance")])).toEqual({ "(15) m1": "10000", "(15) m2": "10000" });
  });

  it("of the allowance only who works in the district", () => {
    const mixed = [...members.slice(0, 1), member("m2", { employer: organisation("plant", "enterprise", "120114") })];
    expect(answerOf(whole, "15-state-council-allowance", honour("state-council-allowance", mixed))).toBe(
      "owed 10000; not-met region-differs",
    );
    expect(answerOf(whole, "15-china-skills-award", honour("china-skills-award", mixed))).toBe(
      "needs-decision 100000 team-partly-of-region",
    );
  });
});

describe("(15) recommends 竞赛获奖者 for the bank of experts: winners, at whatever tier", () => {
  const answer = (changes: Partial<ResultFact>) => answerOf(whole, "15-expert-bank", beijingWinner(changes));

  it.each(TIERS.flatMap((tier) => ([1, 2, 3] as const).map((grade) => [tier, grade] as const)))(
    "%s, grade %i",
    (tier, awardGrade) => {
      expect(answer({ tier, awardGrade, hostRegionCodes: ["310000"] })).toBe("owed -");
    },
  );

  it("and nobody without a prize, nobody from elsewhere", () => {
    for (const tier of TIERS) expect(answer({ tier, awardGrade: null })).toBe("not-met award-grade-none");
    const away = member("m1", { employer: organisation("plant", "enterprise", "120114") });
    expect(answer({ tier: "world", members: [away] })).toBe("not-met region-differs");
  });
});
