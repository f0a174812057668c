/** Dalian (14), from the document: a subsidy to enterprise or school for each head in the final. */
import { describe, expect, it } from "vitest";
import type { CompetitionFact, HonourFact, LevelFact, PolicyFact, ResultFact, TalentFact } from "#app/domain/policy/facts.ts";
import { computeFindings, type Finding, hasNoPayingClause, isPayable } from "#app/domain/policy/findings.ts";
import { CARRIERS, HONOURS, TALENT_CLASSES } from "#app/domain/policy/pack.ts";
import { fen } from "#app/domain/shared/units.ts";
import { ORGANISATION_KINDS, PARTICIPATIONS, SKILL_LEVELS, TIERS } from "#app/domain/shared/vocabulary.ts";
import {
  answerOf,
  beijingWinner,
  dalianFinalist,
  inShort,
  listMet,
  member,
  onlyKinds,
  organisation,
  requirePack,
  sumMet,
} from "./cases.ts";

/** The sentence of (十四) as printed, and the heading before it. */
const HEADING = "(十四)构建新型职业技能竞赛格局";
const CLAUSE =
  "按照进入决赛人数给予选手所在企业、院校竞赛补贴,补贴标准为市级竞赛每人1500元、省级竞赛每人2000元、国家级竞赛每人5000元、世界级竞赛每人10000元。";
const dalian = onlyKinds(requirePack("dalian"), "head-count-subsidy");
const ask = (fact: ResultFact, onDate = "2025-11-21"): Finding[] => computeFindings(fact, [dalian], onDate);
const askCity = (fact: ResultFact): Finding[] => ask(fact).filter(({ rowId }) => rowId === "14-city-finalist");
const works = organisation("shipyard", "enterprise", "210211");

describe("the pack", () => {
  it("is in force since 2023-10-30 under its number", () => {
    expect(dalian.document).toMatchObject({
      status: "in-force",
      number: "大政办发〔2023〕34号",
      effectiveFrom: "2023-10-30",
      effectiveTo: null,
      regionCode: "210200",
    });
  });

  it("quotes the clause word for word, with …… where words are left out", () => {
    for (const row of dalian.rows) {
      expect(row).toMatchObject({ clause: "(14)", heading: HEADING, payer: null, taxBasis: "unknown", recurrence: "unknown" });
      for (const part of row.text.split("……")) expect(CLAUSE).toContain(part);
    }
  });
});

describe("each head in the final", () => {
  it.each([
    ["city", ["210200"], 150_000],
    ["province", ["210000"], 200_000],
    ["nation", ["310000"], 500_000],
    ["world", [], 1_000_000],
  ] as const)("%s, held by %j: %i fen to the enterprise, payable, prize or not", (tier, hostRegionCodes, amount) => {
    for (const awardGrade of [1, 2, 3, null] as const) {
      const findings = ask(dalianFinalist({ tier, hostRegionCodes, awardGrade }));
      expect(findings.map(({ rowId }) => rowId)).toEqual([
        "14-city-finalist",
        "14-province-finalist",
        "14-nation-finalist",
        "14-world-finalist",
      ]);
      const met = findings.filter(({ outcome }) => outcome !== "not-met");
      expect(met).toEqual([
        {
          pack: "dalian",
          version: dalian.version,
          rowId: `14-${tier}-finalist`,
          clause: "(14)",
          kind: "head-count-subsidy",
          beneficiary: { kind: "organisation", organisationId: "shipyard", memberIds: ["m1"] },
          outcome: "owed",
          reasons: [],
          conditions: [],
          draft: false,
          amount: { kind: "exact", fen: amount },
          payment: { every: "once" },
        },
      ]);
      expect(met.every(isPayable)).toBe(true);
    }
  });

  it("pays an exact amount only: a ceiling or an unknown one is no sum of money", () => {
    const [finding] = ask(dalianFinalist());
    if (!finding) throw new Error("no finding");
    expect(isPayable(finding)).toBe(true);
    expect(isPayable({ ...finding, amount: { kind: "ceiling", fen: fen(150_000) } })).toBe(false);
    expect(isPayable({ ...finding, amount: { kind: "unknown" } })).toBe(false);
  });

  it("counts the heads of a team one by one, each to his own unit", () => {
    const members = [
      member("a", { employer: works }),
      member("b", { school: organisation("college", "school", "210283") }),
      member("c", { employer: works }),
    ];
    expect(askCity(dalianFinalist({ entryKind: "trio", members }))).toMatchObject([
      { outcome: "owed", beneficiary: { organisationId: "shipyard", memberIds: ["a"] }, amount: { fen: 150_000 } },
      { outcome: "owed", beneficiary: { organisationId: "college", memberIds: ["b"] }, amount: { fen: 150_000 } },
      { outcome: "owed", beneficiary: { organisationId: "shipyard", memberIds: ["c"] }, amount: { fen: 150_000 } },
    ]);
  });

  it("answers for each head apart when their units differ", () => {
    const members = [
      member("a", { employer: works }),
      member("b", { employer: organisation("away", "enterprise", "210100") }),
      member("c", { employer: organisation("clinic", "hospital", "210202") }),
      member("d"),
    ];
    expect(inShort(askCity(dalianFinalist({ entryKind: "team", members })))).toEqual([
      "14-city-finalist owed",
      "14-city-finalist not-met region-differs",
      "14-city-finalist needs-decision organisation-kind-not-named",
      "14-city-finalist not-met relation-unknown",
    ]);
  });
});

describe("dates of effect", () => {
  it.each([
    ["2023-10-29", "not-met"],
    ["2023-10-30", "owed"],
    ["2023-10-31", "owed"],
    ["2035-12-31", "owed"],
  ])("on %s: %s", (onDate, outcome) => {
    const [finding] = ask(dalianFinalist(), onDate);
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.reasons).toEqual(
      outcome === "owed" ? [] : [{ code: "document-not-yet-in-force", params: { effectiveFrom: "2023-10-30", onDate } }],
    );
  });

  it("ends after its last day", () => {
    const ending = { ...dalian, document: { ...dalian.document, effectiveTo: "2025-12-31" } };
    const outcomes = ["2025-12-31", "2026-01-01"].map((day) => computeFindings(dalianFinalist(), [ending], day)[0]);
    expect(outcomes.map((finding) => finding?.outcome)).toEqual(["owed", "not-met"]);
    expect(outcomes[1]?.reasons).toEqual([
      { code: "document-no-longer-in-force", params: { effectiveTo: "2025-12-31", onDate: "2026-01-01" } },
    ]);
  });

  it("an expired document pays nothing", () => {
    const expired = { ...dalian, document: { ...dalian.document, status: "expired" as const } };
    const findings = computeFindings(dalianFinalist(), [expired], "2025-11-21");
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(findings[0]?.reasons).toEqual([{ code: "document-expired" }]);
  });
});

describe("whose competition", () => {
  it.each([
    ["city", ["210100"], "210200"],
    ["city", ["210000"], "210200"],
    ["city", ["210211"], "210200"],
    ["city", ["110000"], "210200"],
    ["province", ["220000"], "210000"],
    ["province", ["210200"], "210000"],
  ] as const)("%s held by %j is not the one of %s", (tier, hostRegionCodes, needed) => {
    const findings = ask(dalianFinalist({ tier, hostRegionCodes }));
    expect(hasNoPayingClause(findings)).toBe(true);
    expect(findings.find(({ rowId }) => rowId === `14-${tier}-finalist`)?.reasons).toEqual([
      { code: "host-region-differs", params: { needed, actual: hostRegionCodes[0] } },
    ]);
  });

  it("a joint one is for a person to decide", () => {
    expect(inShort(askCity(dalianFinalist({ hostRegionCodes: ["210200", "210600"] })))).toEqual([
      "14-city-finalist needs-decision joint-host",
    ]);
  });

  it("a district competition is paid by no row", () => {
    const findings = ask(dalianFinalist({ tier: "district", hostRegionCodes: ["210211"] }));
    expect(findings.map(({ reasons }) => reasons)).toEqual([
      [{ code: "tier-differs", params: { needed: "city", actual: "district" } }],
      [{ code: "tier-differs", params: { needed: "province", actual: "district" } }],
      [{ code: "tier-differs", params: { needed: "nation", actual: "district" } }],
      [{ code: "tier-differs", params: { needed: "world", actual: "district" } }],
    ]);
  });
});

describe("the final", () => {
  it.each([
    ["preliminary", "preliminary"],
    ["semi-final", "semi-final"],
    [null, "none"],
  ] as const)("is not reached with %s", (roundReached, actual) => {
    expect(askCity(dalianFinalist({ roundReached }))[0]?.reasons).toEqual([
      { code: "round-not-reached", params: { needed: "final", actual } },
    ]);
  });

  it.each(PARTICIPATIONS.filter((participation) => participation !== "checked-in"))(
    "entered but %s is for a person to decide",
    (participation) => {
      const [finding] = askCity(dalianFinalist({ participation }));
      expect(finding?.outcome).toBe("needs-decision");
      expect(finding?.reasons).toEqual([{ code: "did-not-start", params: { participation } }]);
    },
  );

  it("not reached says nothing about how the entry took part", () => {
    expect(inShort(askCity(dalianFinalist({ roundReached: "preliminary", participation: "absent" })))).toEqual([
      "14-city-finalist not-met round-not-reached",
    ]);
  });
});

describe("enterprise or school", () => {
  it.each(ORGANISATION_KINDS)("an employer of kind %s", (kind) => {
    const [finding] = askCity(dalianFinalist({ members: [member("m1", { employer: organisation("unit", kind, "210202") })] }));
    const named = kind === "enterprise" || kind === "school";
    expect(finding).toMatchObject({
      outcome: named ? "owed" : "needs-decision",
      reasons: named ? [] : [{ code: "organisation-kind-not-named", params: { kind, named: "enterprise,school" } }],
      beneficiary: { kind: "organisation", organisationId: "unit", memberIds: ["m1"] },
      amount: { kind: "exact", fen: 150_000 },
    });
    if (finding) expect(isPayable(finding)).toBe(named);
  });

  it("a hospital in a preliminary is not met: nothing is left to decide", () => {
    const members = [member("m1", { employer: organisation("clinic", "hospital", "210202") })];
    expect(inShort(askCity(dalianFinalist({ members, roundReached: "preliminary" })))).toEqual([
      "14-city-finalist not-met round-not-reached",
    ]);
  });

  it("both within the city: one head, and a person decides whose", () => {
    const members = [member("m1", { employer: works, school: organisation("college", "school", "210283") })];
    expect(askCity(dalianFinalist({ members }))).toMatchObject([
      {
        outcome: "needs-decision",
        reasons: [{ code: "employer-and-school" }],
        beneficiary: { organisationId: null, memberIds: ["m1"] },
        amount: { fen: 150_000 },
      },
    ]);
  });

  it("the same unit as employer and school is one unit", () => {
    const college = organisation("college", "school", "210283");
    expect(askCity(dalianFinalist({ members: [member("m1", { employer: college, school: college })] }))).toMatchObject([
      { outcome: "owed", beneficiary: { organisationId: "college" } },
    ]);
  });

  it("one of the two within the city is the one", () => {
    const members = [
      member("m1", {
        employer: organisation("away", "enterprise", "210100"),
        school: organisation("college", "school", "210283"),
      }),
    ];
    expect(askCity(dalianFinalist({ members }))).toMatchObject([{ outcome: "owed", beneficiary: { organisationId: "college" } }]);
  });

  it("outside the city is not met, whatever the delegation", () => {
    const members = [
      member("m1", {
        employer: organisation("away", "enterprise", "210100"),
        delegationRegionCode: "210200",
        residenceRegionCode: "210202",
      }),
    ];
    expect(askCity(dalianFinalist({ members }))[0]).toMatchObject({
      outcome: "not-met",
      reasons: [{ code: "region-differs", params: { relation: "employer-or-school", needed: "210200", actual: "210100" } }],
    });
  });

  it("unknown is not met, and a training organisation does not stand in", () => {
    const members = [member("m1", { trainingOrganisation: organisation("institute", "training", "210202") })];
    expect(askCity(dalianFinalist({ members }))[0]).toMatchObject({
      outcome: "not-met",
      reasons: [{ code: "relation-unknown", params: { relation: "employer-or-school" } }],
      beneficiary: { kind: "organisation", organisationId: null, memberIds: ["m1"] },
    });
  });
});

describe("both packs at once", () => {
  const tongzhou = onlyKinds(requirePack("tongzhou"), "winner-reward", "training-organisation-reward");

  it("each applies to its own people: a Tongzhou winner of a national competition", () => {
    const findings = computeFindings(beijingWinner({ tier: "nation" }), [tongzhou, dalian], "2025-11-21");
    expect(findings).toHaveLength(16);
    expect(findings.filter(({ outcome }) => outcome === "owed").map(({ pack, rowId }) => `${pack} ${rowId}`)).toEqual([
      "tongzhou 14-nation-winner-grade-1",
      "tongzhou 14-nation-training-organisation",
    ]);
    expect(findings.at(-2)).toMatchObject({
      pack: "dalian",
      rowId: "14-nation-finalist",
      reasons: [{ code: "region-differs", params: { relation: "employer-or-school", needed: "210200", actual: "110112" } }],
    });
  });

  it("every row answers, even for an entry without people", () => {
    const findings = computeFindings(beijingWinner({ members: [] }), [tongzhou, dalian], "2025-11-21");
    expect(findings.map(({ rowId }) => rowId)).toEqual([...tongzhou.rows, ...dalian.rows].map(({ id }) => id));
    expect(findings.every(({ reasons }) => reasons.some(({ code }) => code === "relation-unknown"))).toBe(true);
  });

  it("no packs, no findings", () => {
    expect(computeFindings(beijingWinner(), [], "2025-11-21")).toEqual([]);
  });

  it("findings survive JSON, as they are stored", () => {
    const findings = computeFindings(beijingWinner(), [tongzhou, dalian], "2025-11-21");
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  });
});

describe("every other row, from (3), (4), (7), (9), (10), (11), (14) and (15)", () => {
  const whole = requirePack("dalian");
  const local = member("m1", { employer: works });
  const away = member("m1", { employer: organisation("away", "enterprise", "210100") });
  const met = (fact: PolicyFact, onDate?: string) => listMet(whole, fact, onDate);

  describe("(3), (14): bases and studios, by what they are and who recognised them", () => {
    const GRANTS: Readonly<Record<string, string>> = {
      "training-base nation": "3-national-base ≤7000000",
      "training-base province": "3-provincial-base ≤3000000",
      "master-studio nation": "3-national-studio ≤300000",
      "master-studio province": "3-provincial-studio ≤100000",
      "master-studio city": "3-city-studio ≤100000",
      "innovation-studio city": "3-innovation-studio 30000",
      "world-competition-base nation": "14-world-base ≤5000000",
    };
    const grant = (carrier: (typeof CARRIERS)[number], tier: (typeof TIERS)[number], regionCode = "210200") =>
      ({ kind: "carrier", carrier, tier, organisation: organisation("base", "school", regionCode) }) as const;

    it.each(CARRIERS.flatMap((carrier) => TIERS.map((tier) => [carrier, tier] as const)))("%s of the %s", (carrier, tier) => {
      const expected = GRANTS[`${carrier} ${tier}`];
      expect(met(grant(carrier, tier))).toEqual(expected ? [expected] : []);
      expect(met(grant(carrier, tier, "210100"))).toEqual([]);
      expect(met(grant(carrier, tier), "2023-10-29")).toEqual([]);
    });
  });

  describe("(4), (10): a level newly obtained", () => {
    const LEVELS: Readonly<Record<string, string>> = {
      technician: "4-technician 3500",
      "senior-technician": "4-senior-technician 5000",
      "special-technician": "10-special-technician 50000",
      "chief-technician": "10-chief-technician 80000",
    };
    const level = (obtained: LevelFact["level"], changes: Partial<LevelFact> = {}): LevelFact => ({
      ...{ kind: "level", level: obtained, obtainedOn: "2026-05-01", byCompetition: false, member: local },
      ...changes,
    });

    it.each(SKILL_LEVELS)("%s", (obtained) => {
      const expected = LEVELS[obtained];
      expect(met(level(obtained))).toEqual(expected ? [expected] : []);
      expect(met(level(obtained, { member: away }))).toEqual([]);
      expect(met(level(obtained), "2023-10-29")).toEqual([]);
      if (expected) {
        const [row = ""] = expected.split(" ");
        const amount = expected.slice(row.length + 1);
        expect(answerOf(whole, row, level(obtained, { byCompetition: true }))).toBe(`needs-decision ${amount} by-competition`);
      }
    });

    it("(4) asks for an employee of an enterprise (企业职工); (10) for a person of the city", () => {
      const student = member("m1", { school: organisation("college", "school", "210202") });
      const nurse = member("m1", { employer: organisation("clinic", "hospital", "210202") });
      for (const [obtained, amount] of [
        ["technician", 3500],
        ["senior-technician", 5000],
      ] as const) {
        expect(answerOf(whole, `4-${obtained}`, level(obtained, { member: student }))).toBe("not-met relation-unknown");
        expect(answerOf(whole, `4-${obtained}`, level(obtained, { member: nurse }))).toBe(
          `needs-decision ${amount} organisation-kind-not-named`,
        );
      }
      expect(answerOf(whole, "10-special-technician", level("special-technician", { member: student }))).toBe("owed 50000");
    });
  });

  describe("(7), (9): talent by recognised class; only the settling-in money asks who is newly introduced", () => {
    const TALENT: Readonly<Record<string, readonly [string | null, string]>> = {
      leading: ["9-settling-leading 2600000", "7-allowance-leading 3000"],
      "high-end": ["9-settling-high-end 1200000", "7-allowance-high-end 2000"],
      young: ["9-settling-young 300000", "7-allowance-young 1000"],
      scarce: [null, "9-scarce-talent 4000"],
    };

    it.each(TALENT_CLASSES)("%s", (talentClass) => {
      const [settling = null, monthly = null] = TALENT[talentClass] ?? [];
      const fact = (changes: Partial<TalentFact> = {}): TalentFact => ({
        ...{ kind: "talent", talentClass, honours: [], introduced: true, member: local },
        ...changes,
      });
      expect(met(fact()).sort()).toEqual([settling, monthly].filter((row) => row !== null).sort());
      expect(met(fact({ introduced: false }))).toEqual(monthly ? [monthly] : []);
      expect(met(fact({ member: away }))).toEqual([]);
      if (settling) {
        const [row = "", amount] = settling.split(" ");
        expect(answerOf(whole, row, fact({ introduced: null }))).toBe(`needs-decision ${amount} introduced-unknown`);
      }
    });

    it("(7) pays a leader for each one coached, of three levels only", () => {
      const paid = SKILL_LEVELS.map((level) => met({ kind: "mentoring", level, leader: local }));
      expect(paid.flat()).toEqual(["7-mentor-senior 500", "7-mentor-technician 1000", "7-mentor-senior-technician 2000"]);
      expect(SKILL_LEVELS.flatMap((level) => met({ kind: "mentoring", level, leader: away }))).toEqual([]);
    });
  });

  describe("(11): whoever wins in a competition (获奖选手) may be promoted as ruled, at whatever tier", () => {
    const winner = (changes: Partial<ResultFact> = {}) => dalianFinalist({ awardGrade: 1, members: [local], ...changes });

    it.each(TIERS)("%s", (tier) => {
      for (const awardGrade of [1, 2, 3] as const) {
        expect(answerOf(whole, "11-winner-level", winner({ tier, awardGrade, hostRegionCodes: ["310000"] }))).toBe("owed -");
      }
      expect(answerOf(whole, "11-winner-level", winner({ tier, awardGrade: null }))).toBe("not-met award-grade-none");
      expect(answerOf(whole, "11-winner-level", winner({ tier, members: [away] }))).toBe("not-met region-differs");
    });

    it("each of a team, those of the city; not before the document", () => {
      const pair = winner({ entryKind: "pair", members: [local, { ...away, memberId: "m2" }] });
      expect(answerOf(whole, "11-winner-level", pair)).toBe("owed -; not-met region-differs");
      expect(answerOf(whole, "11-winner-level", winner(), "2023-10-29")).toBe("not-met document-not-yet-in-force");
    });
  });

  describe("(15): honours", () => {
    const honour = (name: HonourFact["honour"], changes: Partial<HonourFact> = {}): HonourFact => ({
      ...{ kind: "honour", honour: name, obtainedOn: "2023-10-30", inPost: null, members: [local] },
      ...changes,
    });

    it.each(HONOURS)("%s", (name) => {
      const expected =
        name === "dalian-craftsman"
          ? ["15-dalian-craftsman 120000"]
          : name === "china-skills-award" || name === "national-technical-expert"
            ? ["15-award-holders ?"]
            : [];
      expect(met(honour(name))).toEqual(expected);
      expect(met(honour(name, { members: [away] }))).toEqual([]);
    });

    it("(15) pays each (每人) of two craftsmen recorded together 120,000: 240,000, and those of the city only", () => {
      const second = { ...local, memberId: "m2" };
      const two = honour("dalian-craftsman", { members: [local, second] });
      expect(answerOf(whole, "15-dalian-craftsman", two)).toBe("owed 120000; owed 120000");
      expect(sumMet(whole, [two])).toEqual({ "(15) m1": "120000", "(15) m2": "120000" });
      const mixed = honour("dalian-craftsman", { members: [local, { ...away, memberId: "m2" }] });
      expect(answerOf(whole, "15-dalian-craftsman", mixed)).toBe("owed 120000; not-met region-differs");
    });

    it("(15) does not ask when the two national awards were obtained, leaves the amount to other rules, and is never a sum", () => {
      const early = honour("china-skills-award", { obtainedOn: "2020-01-01" });
      expect(answerOf(whole, "15-award-holders", early)).toBe("owed ?");
      const [finding] = computeFindings(early, [whole], "2026-11-20").filter(({ rowId }) => rowId === "15-award-holders");
      expect(finding?.conditions.map(({ code }) => code)).toEqual(["qualifies", "local-holder"]);
      expect(finding && isPayable(finding)).toBe(false);
      expect(answerOf(whole, "15-award-holders", early, "2023-10-29")).toBe("not-met document-not-yet-in-force");
    });
  });

  describe("(14) of several results: each head in each final, gold or not, to the unit; no money to the winner", () => {
    const two = member("m2", { employer: works });
    const gold = (changes: Partial<ResultFact> = {}) => dalianFinalist({ awardGrade: 1, ...changes });

    it("one person with two golds, of the city and the nation: 1,500 + 5,000", () => {
      expect(sumMet(whole, [gold(), gold({ tier: "nation" })])).toEqual({ "(14) shipyard": "6500" });
    });

    it("two golds of one enterprise's people in the city: 1,500 + 1,500", () => {
      expect(sumMet(whole, [gold(), gold({ members: [two] })])).toEqual({ "(14) shipyard": "3000" });
    });

    it("gold alone and gold in a team of three of the province: 2,000 + 3 x 2,000", () => {
      const members = [...dalianFinalist().members, two, { ...two, memberId: "m3" }];
      const held = { tier: "province", hostRegionCodes: ["210000"] } as const;
      const facts = [gold(held), gold({ ...held, entryKind: "trio", members })];
      expect(sumMet(whole, facts)).toEqual({ "(14) shipyard": "8000" });
    });
  });

  it("(14): 30 trade or special competition events a year in the city, chosen, without an amount", () => {
    const held = (
      hostRegionCodes: readonly string[],
      tier: "district" | "city" | "nation" = "city",
      sphere: CompetitionFact["sphere"] = "trade",
    ) => answerOf(whole, "14-thirty-events", { kind: "competition", competitionId: "c", tier, sphere, hostRegionCodes });
    expect(held(["210200"], "city", "enterprise")).toBe("owed ?");
    expect(held(["210200"], "city", "college")).toBe("owed ?");
    // 职工技能竞赛 is a special competition (专项), and may be registered as comprehensive: a person decides.
    expect(held(["210200"], "city", "comprehensive")).toBe("needs-decision ? sphere-not-named");
    expect(held(["210200"])).toBe("owed ?");
    expect(held(["210211"], "district")).toBe("owed ?");
    expect(held(["210100"])).toBe("not-met region-differs");
    expect(held(["210200"], "nation")).toBe("not-met tier-differs");
    const row = whole.rows.find(({ id }) => id === "14-thirty-events");
    expect(row?.kind === "competition-support" && [row.tests.yearly, row.conditions]).toEqual([30, ["selection"]]);
  });
});
