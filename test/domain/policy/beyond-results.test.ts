/** What the documents say to honours, levels, talent, studios and competitions; each row at its boundaries, from the documents. */
import { describe, expect, it } from "vitest";
import type { HonourFact, LevelFact, PolicyFact, TalentFact } from "#app/domain/policy/facts.ts";
import { computeFindings, type Finding, hasNoPayingClause, isPayable } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { beijingWinner, dalianFinalist, inShort, member, organisation, requirePack } from "./cases.ts";

const tongzhou = requirePack("tongzhou");
const xinjiang = requirePack("xinjiang");
const dalian = requirePack("dalian");
const jiading = requirePack("jiading");
const lianyungang = requirePack("lianyungang");

const ask = (fact: PolicyFact, pack: PolicyPack, onDate = "2026-11-20") => computeFindings(fact, [pack], onDate);
const met = (findings: readonly Finding[]) => findings.filter(({ outcome }) => outcome !== "not-met");
const find = (findings: readonly Finding[], rowId: string) => {
  const finding = findings.find((candidate) => candidate.rowId === rowId);
  if (!finding) throw new Error(`no finding of ${rowId}: ${inShort(findings).join("; ")}`);
  return finding;
};

const worker = (regionCode: string, kind: "enterprise" | "hospital" = "enterprise") =>
  member("m1", { employer: organisation("works", kind, regionCode) });

function honour(changes: Partial<HonourFact> = {}): HonourFact {
  return {
    kind: "honour",
    honour: "china-skills-award",
    obtainedOn: "2026-06-01",
    inPost: true,
    members: [worker("110112")],
    ...changes,
  };
}

describe("Tongzhou (15): honours newly obtained by people in post at enterprises of the district", () => {
  it.each([
    ["china-skills-award", 10_000_000],
    ["national-technical-expert", 5_000_000],
    ["state-council-allowance", 1_000_000],
  ] as const)("%s: %i fen, under a draft and so never payable", (name, amount) => {
    const rewards = met(ask(honour({ honour: name }), tongzhou)).filter(({ kind }) => kind === "honour-reward");
    expect(rewards.map(({ clause, amount, draft }) => [clause, amount, draft])).toEqual([
      ["(15)", { kind: "exact", fen: amount }, true],
    ]);
    expect(rewards.some(isPayable)).toBe(false);
  });

  it("pays a team once, and not an honour of another document", () => {
    const team = honour({ members: [worker("110112"), { ...worker("110112"), memberId: "m2" }] });
    expect(find(ask(team, tongzhou), "15-china-skills-award").beneficiary).toEqual({ kind: "team", memberIds: ["m1", "m2"] });
    expect(met(ask(honour({ honour: "dalian-craftsman" }), tongzhou))).toEqual([]);
  });

  it.each([
    ["works outside the district", { members: [worker("110105")] }, "not-met region-differs"],
    ["has no employer on record", { members: [member("m1")] }, "not-met relation-unknown"],
    ["was not in post", { inPost: false }, "not-met not-in-post"],
    ["may have been in post", { inPost: null }, "needs-decision in-post-unknown"],
    ["works at a hospital", { members: [worker("110112", "hospital")] }, "needs-decision organisation-kind-not-named"],
  ] as const)("who %s", (_case, changes, expected) => {
    const finding = find(ask(honour(changes as Partial<HonourFact>), tongzhou), "15-china-skills-award");
    expect([finding.outcome, ...finding.reasons.map(({ code }) => code)].join(" ")).toBe(expected);
  });

  it("recommends winners and holders for the bank of experts, without money", () => {
    const finding = find(ask(beijingWinner(), tongzhou), "15-expert-bank");
    expect([finding.outcome, finding.amount]).toEqual(["owed", { kind: "none" }]);
    expect(find(ask(honour(), tongzhou), "15-expert-bank").outcome).toBe("owed");
  });
});

describe("Tongzhou (10) and (12): a district result earns no money, and may earn a level", () => {
  it("pays nothing, and names the promotion with its ceiling", () => {
    const findings = ask(beijingWinner({ tier: "district", class: "class-2", hostRegionCodes: ["110112"] }), tongzhou);
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(met(findings).map(({ rowId }) => rowId)).toEqual([
      "12-winner-level",
      "10-assessment-by-competition",
      "8-direct-recognition",
      "15-expert-bank",
    ]);
    const row = tongzhou.rows.find(({ id }) => id === "10-assessment-by-competition");
    expect(row?.kind === "level-promotion" && row.tests.ceiling).toBe("senior-technician");
  });

  it("promises no promotion without a prize", () => {
    const findings = ask(beijingWinner({ tier: "district", hostRegionCodes: ["110112"], awardGrade: null }), tongzhou);
    expect(met(findings)).toEqual([]);
  });
});

describe("Xinjiang 15: titles", () => {
  const local = [worker("650100")];
  const ofNation = (changes: object) =>
    beijingWinner({ tier: "nation", hostRegionCodes: ["310000"], members: local, ...changes });

  it.each([1, 2, 3] as const)("a medal of grade %i at the national or world competition opens the senior title", (awardGrade) => {
    for (const [tier, row] of [
      ["nation", "15-senior-title"],
      ["world", "15-senior-title-world"],
    ] as const) {
      const findings = ask(ofNation({ tier, awardGrade }), xinjiang);
      expect(find(findings, row).outcome).toBe("owed");
      expect(find(findings, "15-associate-senior-title").outcome).toBe("not-met");
    }
  });

  it("only gold at a class 1 competition of the region opens the associate title", () => {
    const regional = (changes: object) =>
      find(
        ask(
          beijingWinner({ tier: "province", class: "class-1", hostRegionCodes: ["650000"], members: local, ...changes }),
          xinjiang,
        ),
        "15-associate-senior-title",
      );
    expect(regional({}).outcome).toBe("owed");
    expect(regional({ awardGrade: 2 }).reasons.map(({ code }) => code)).toEqual(["award-differs"]);
    expect(regional({ class: "class-2" }).reasons.map(({ code }) => code)).toEqual(["class-differs"]);
    expect(regional({ hostRegionCodes: ["210000"] }).reasons.map(({ code }) => code)).toEqual(["host-region-differs"]);
    expect(regional({ members: [worker("110112")] }).reasons.map(({ code }) => code)).toEqual(["region-differs"]);
    expect(regional({ awardGrade: null }).reasons.map(({ code }) => code)).toEqual(["award-none"]);
  });

  it("honours open them too: national studio leaders the senior, regional ones the associate title", () => {
    const of = (name: HonourFact["honour"]) =>
      met(ask(honour({ honour: name, members: local }), xinjiang)).map(({ rowId }) => rowId);
    expect(of("national-master-studio-leader")).toContain("15-senior-title");
    expect(of("regional-master-studio-leader")).toEqual(["15-associate-senior-title", "18-high-level-talent"]);
    expect(of("dalian-craftsman")).toEqual([]);
  });

  it("14: a reward as ruled, whose amount is unknown and so never a sum", () => {
    const reward = find(ask(ofNation({}), xinjiang), "14-winner-reward");
    expect([reward.outcome, reward.amount, isPayable(reward)]).toEqual(["owed", { kind: "unknown" }, false]);
  });
});

describe("Dalian: rows that a result does not trigger by itself", () => {
  const local = worker("210211");

  it("(15) pays a Dalian Craftsman 120,000 after tax once selected", () => {
    const reward = find(ask(honour({ honour: "dalian-craftsman", members: [local] }), dalian), "15-dalian-craftsman");
    expect([reward.outcome, reward.amount, reward.conditions.map(({ code }) => code)]).toEqual([
      "owed",
      { kind: "exact", fen: 12_000_000 },
      ["selection"],
    ]);
    expect(dalian.rows.find(({ id }) => id === "15-dalian-craftsman")?.taxBasis).toBe("after-tax");
  });

  it("counts an honour only from the day of the document on", () => {
    const early = honour({ honour: "dalian-craftsman", members: [local], obtainedOn: "2023-10-29" });
    expect(find(ask(early, dalian), "15-dalian-craftsman").reasons.map(({ code }) => code)).toEqual(["honour-before-document"]);
    const first = honour({ honour: "dalian-craftsman", members: [local], obtainedOn: "2023-10-30" });
    expect(find(ask(first, dalian), "15-dalian-craftsman").outcome).toBe("owed");
  });

  it.each([
    ["leading", 260_000_000, 300_000],
    ["high-end", 120_000_000, 200_000],
    ["young", 30_000_000, 100_000],
  ] as const)("(9), (7): %s talent newly introduced: %i fen to settle in and %i a month", (talentClass, settling, monthly) => {
    const fact: TalentFact = { kind: "talent", talentClass, honours: ["china-skills-award"], introduced: true, member: local };
    const amounts = met(ask(fact, dalian)).map(({ clause, amount, payment }) => [clause, amount, payment.every]);
    expect(amounts).toEqual([
      ["(9)", { kind: "exact", fen: settling }, "once"],
      ["(7)", { kind: "exact", fen: monthly }, "month"],
    ]);
    expect(met(ask({ ...fact, introduced: false }, dalian)).map(({ clause }) => clause)).toEqual(["(7)"]);
    expect(find(ask({ ...fact, introduced: null }, dalian), `9-settling-${talentClass}`).outcome).toBe("needs-decision");
  });

  it("(9) pays scarce talent 4,000 a month for 36 months", () => {
    const fact: TalentFact = { kind: "talent", talentClass: "scarce", honours: [], introduced: null, member: local };
    const [only, ...others] = met(ask(fact, dalian));
    expect([only?.amount, only?.payment, others]).toEqual([{ kind: "exact", fen: 400_000 }, { every: "month", months: 36 }, []]);
  });

  it("(4) pays a level newly obtained by an enterprise's worker; one won in a competition is to be decided", () => {
    const level = (changes: Partial<LevelFact>): LevelFact => ({
      kind: "level",
      level: "technician",
      obtainedOn: "2026-05-01",
      byCompetition: false,
      member: local,
      ...changes,
    });
    expect(met(ask(level({}), dalian)).map(({ rowId, amount }) => [rowId, amount])).toEqual([
      ["4-technician", { kind: "exact", fen: 350_000 }],
    ]);
    expect(find(ask(level({ byCompetition: true }), dalian), "4-technician").reasons.map(({ code }) => code)).toEqual([
      "by-competition",
    ]);
    expect(met(ask(level({ level: "senior" }), dalian))).toEqual([]);
    expect(met(ask(level({ level: "chief-technician" }), dalian)).map(({ rowId }) => rowId)).toEqual(["10-chief-technician"]);
    expect(find(ask(level({ member: worker("110112") }), dalian), "4-technician").reasons.map(({ code }) => code)).toEqual([
      "region-differs",
    ]);
  });

  it("(7) pays a studio's leader for each one coached", () => {
    const coached = (level: "senior-technician" | "technician" | "senior" | "junior") =>
      met(ask({ kind: "mentoring", level, leader: local }, dalian)).map(({ amount }) => amount?.kind === "exact" && amount.fen);
    expect([coached("senior-technician"), coached("technician"), coached("senior"), coached("junior")]).toEqual([
      [200_000],
      [100_000],
      [50_000],
      [],
    ]);
  });

  it("(3), (14) grant bases and studios up to a ceiling, those of (3) with the period in question", () => {
    const grant = (
      carrier: "training-base" | "master-studio" | "world-competition-base",
      tier: "nation" | "province" | "city",
      regionCode = "210200",
    ) =>
      met(ask({ kind: "carrier", carrier, tier, organisation: organisation("base", "school", regionCode) }, dalian)).map(
        ({ rowId, amount, conditions }) => [rowId, amount, conditions.map(({ code }) => code)],
      );
    expect(grant("training-base", "nation")).toEqual([
      ["3-national-base", { kind: "ceiling", fen: 700_000_000 }, ["period-stated"]],
    ]);
    expect(grant("master-studio", "city")).toEqual([["3-city-studio", { kind: "ceiling", fen: 10_000_000 }, ["period-stated"]]]);
    expect(grant("world-competition-base", "nation")).toEqual([["14-world-base", { kind: "ceiling", fen: 500_000_000 }, []]]);
    expect(grant("training-base", "nation", "310114")).toEqual([]);
    expect(grant("training-base", "city")).toEqual([]);
  });

  it("a finalist's enterprise still gets its subsidy beside a promotion that only a prize promises", () => {
    expect(met(ask(dalianFinalist(), dalian)).map(({ rowId }) => rowId)).toEqual(["14-city-finalist"]);
    expect(met(ask(dalianFinalist({ awardGrade: 1 }), dalian)).map(({ rowId }) => rowId)).toEqual([
      "14-city-finalist",
      "11-winner-level",
    ]);
  });
});

describe("Jiading (10): at most, and only for its own", () => {
  it.each([
    ["jiading-craftsman", 1_000_000],
    ["jiading-skill-pacesetter", 1_000_000],
    ["jiading-technical-expert", 1_000_000],
    ["jiading-craftsman-lifetime", 10_000_000],
  ] as const)("%s: a ceiling of %i fen, not an amount", (name, ceiling) => {
    const [only, ...others] = met(ask(honour({ honour: name, members: [worker("310114")] }), jiading));
    expect([only?.amount, others, only && isPayable(only)]).toEqual([{ kind: "ceiling", fen: ceiling }, [], false]);
    expect(met(ask(honour({ honour: name, members: [worker("310115")] }), jiading))).toEqual([]);
  });

  it("says nothing to a result", () => {
    expect(ask(beijingWinner(), jiading)).toEqual([]);
  });

  it("(15) may support a competition of the district", () => {
    const fact = { kind: "competition", competitionId: "c", tier: "district", hostRegionCodes: ["310114"] } as const;
    expect(met(ask(fact, jiading)).map(({ rowId, conditions }) => [rowId, conditions.map(({ code }) => code)])).toEqual([
      ["15-competition-support", ["may"]],
    ]);
  });
});

describe("Lianyungang 6", () => {
  it("leaves amount and threshold of a reward open, and confers honours for excellent city results only", () => {
    const city = beijingWinner({ hostRegionCodes: ["320700"], members: [worker("320700")] });
    const findings = met(ask(city, lianyungang));
    expect(findings.map(({ rowId, amount }) => [rowId, amount?.kind])).toEqual([
      ["6-winner-reward", "unknown"],
      ["6-city-honours", "none"],
      ["9-talent-bank", "none"],
    ]);
    expect(find(findings, "6-city-honours").conditions.map(({ code }) => code)).toContain("threshold-unknown");
    const nation = ask({ ...city, tier: "nation", hostRegionCodes: ["310000"] }, lianyungang);
    expect(find(nation, "6-city-honours").reasons.map(({ code }) => code)).toEqual(["tier-differs"]);
  });
});

it("one person who wins in the district, the city and the nation is told everything, clause by clause", () => {
  const packs = [tongzhou, dalian, xinjiang, jiading, lianyungang];
  const journey = (["district", "city", "nation"] as const).map((tier) =>
    computeFindings(
      beijingWinner({ tier, hostRegionCodes: [{ district: "110112", city: "110000", nation: "310000" }[tier]] }),
      packs,
      "2026-11-20",
    ),
  );
  const paid = journey.map((findings) =>
    met(findings).flatMap(({ clause, pack, amount }) => (amount?.kind === "exact" ? [`${pack} ${clause} ${amount.fen}`] : [])),
  );
  expect(paid).toEqual([
    [],
    ["tongzhou (14) 10000000", "tongzhou (14) 5000000"],
    ["tongzhou (14) 20000000", "tongzhou (14) 8000000"],
  ]);
  expect(hasNoPayingClause(journey[0] ?? [])).toBe(true);
  // Every document that speaks of results was looked at; Jiading's does not.
  expect([...new Set(journey[0]?.map(({ pack }) => pack))]).toEqual(["tongzhou", "dalian", "xinjiang", "lianyungang"]);
});
