/** Who may enter, clause by clause; each refusal has the words that it rests on (DOMAIN 3; lianyungang_4_2020 in published rules). */

import { describe, expect, it } from "vitest";
import {
  checkEligibilityRules,
  computeEligibility,
  type Eligibility,
  type EligibilityFacts,
  OPEN_TO_ALL,
} from "#app/domain/registration/eligibility.ts";

const FIRST_DAY = "2026-12-05";
const PERSON: EligibilityFacts = {
  birthDate: "1990-12-05",
  levelHeld: "senior",
  yearsOfService: 6,
  employer: { kind: "enterprise", regionCode: "110112" },
  school: null,
  delegationRegion: "110112",
  hostRegions: ["110112"],
  formerFirsts: 0,
};

function findings(rules: Partial<Eligibility>, person: Partial<EligibilityFacts> = {}) {
  const { refusals, notes } = computeEligibility({ ...OPEN_TO_ALL, ...rules }, { ...PERSON, ...person }, FIRST_DAY);
  return { refusals: refusals.map(({ code }) => code), notes: notes.map(({ code }) => code) };
}

describe("eligibility", () => {
  it("is everyone's where nothing is asked", () => {
    expect(findings({})).toEqual({ refusals: [], notes: [] });
  });

  it("counts completed years on the first day, both ends included (连云港: at most 60)", () => {
    const age = { from: 16, to: 60, clause: "年龄不超过 60 周岁" };
    const born = (birthDate: string | null) => findings({ age }, { birthDate });
    expect(born("2010-12-05").refusals).toEqual([]);
    expect(born("2010-12-06").refusals).toEqual(["eligibility-too-young"]);
    // 60 until the day before the sixty-first birthday.
    expect(born("1965-12-06").refusals).toEqual([]);
    expect(born("1965-12-05").refusals).toEqual(["eligibility-too-old"]);
    expect(born(null)).toEqual({ refusals: [], notes: ["eligibility-age-unknown"] });
  });

  it("cites the words of the clause", () => {
    const age = { from: 40, to: null, clause: "技术文件 3.1" };
    expect(computeEligibility({ ...OPEN_TO_ALL, age }, PERSON, FIRST_DAY).refusals).toEqual([
      { code: "eligibility-too-young", params: { years: 36, from: 40, clause: "技术文件 3.1" } },
    ]);
  });

  it("asks for the lowest level held, and for one at all", () => {
    const level = { lowest: "senior", clause: "高级工及以上" } as const;
    expect(findings({ level }).refusals).toEqual([]);
    expect(findings({ level }, { levelHeld: "technician" }).refusals).toEqual([]);
    expect(findings({ level }, { levelHeld: "intermediate" }).refusals).toEqual(["eligibility-level-too-low"]);
    expect(findings({ level }, { levelHeld: null }).refusals).toEqual(["eligibility-level-not-stated"]);
  });

  it("asks for years of service, and that they are stated", () => {
    const years = { lowest: 5, clause: "从业满五年" };
    const worked = (yearsOfService: number | null) => findings({ years }, { yearsOfService }).refusals;
    expect(worked(6)).toEqual([]);
    expect(worked(5)).toEqual([]);
    expect(worked(4)).toEqual(["eligibility-years-too-few"]);
    expect(worked(0)).toEqual(["eligibility-years-too-few"]);
    expect(worked(null)).toEqual(["eligibility-years-not-stated"]);
    expect(findings({}, { yearsOfService: null }).refusals).toEqual([]);
  });

  it("tests the region of the relation that the clause names, the host's where it names none", () => {
    const region = (relation: NonNullable<Eligibility["region"]>["relation"], regionCode: string | null = null) => ({
      region: { relation, regionCode, clause: "在本市工作" },
    });
    const elsewhere = { kind: "school", regionCode: "320700" } as const;
    expect(findings(region("employer")).refusals).toEqual([]);
    expect(findings(region("employer"), { employer: null }).refusals).toEqual(["eligibility-region-outside"]);
    expect(findings(region("employer"), { employer: elsewhere }).refusals).toEqual(["eligibility-region-outside"]);
    expect(findings(region("school")).refusals).toEqual(["eligibility-region-outside"]);
    expect(findings(region("employer-or-school"), { school: elsewhere }).refusals).toEqual([]);
    expect(findings(region("delegation"), { delegationRegion: "110105" }).refusals).toEqual(["eligibility-region-outside"]);
    // Within Beijing lies Tongzhou; within Tongzhou does not lie Beijing.
    expect(findings(region("employer", "110000")).refusals).toEqual([]);
    expect(findings(region("delegation", "110112"), { delegationRegion: "110000" }).refusals).toEqual([
      "eligibility-region-outside",
    ]);
  });

  it("leaves out the staff of kinds of employers, and former winners", () => {
    const employerKinds = { excluded: ["authority", "public-institution"], clause: "机关事业单位在编和非在编人员" } as const;
    expect(findings({ employerKinds }).refusals).toEqual([]);
    const official = { employer: { kind: "authority", regionCode: "110112" } } as const;
    expect(findings({ employerKinds }, official).refusals).toEqual(["eligibility-employer-excluded"]);
    const formerWinners = { clause: "往届技能状元" };
    expect(findings({ formerWinners }, { formerFirsts: 1 }).refusals).toEqual(["eligibility-former-winner"]);
    // What other competitions recorded is not known here.
    expect(findings({ formerWinners })).toEqual({ refusals: [], notes: ["eligibility-former-winner-unknown"] });
  });

  it("reminds of what no data decide, and gives every reason at once", () => {
    const all: Partial<Eligibility> = {
      age: { from: 40, to: null, clause: "一" },
      level: { lowest: "technician", clause: "二" },
      region: { relation: "school", regionCode: null, clause: "三" },
      byHand: ["外地户籍的在本市工作满一年"],
    };
    expect(findings(all)).toEqual({
      refusals: ["eligibility-too-young", "eligibility-level-too-low", "eligibility-region-outside"],
      notes: ["eligibility-by-hand"],
    });
  });
});

describe("the clauses themselves", () => {
  const codes = (rules: Partial<Eligibility>) => checkEligibilityRules({ ...OPEN_TO_ALL, ...rules }).map(({ code }) => code);

  it("hold when each has its words", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ age: { from: 16, to: 60, clause: "3.1" }, oneEvent: null })).toEqual([]);
  });

  it("are refused with every reason at once", () => {
    expect(
      codes({
        age: { from: null, to: null, clause: "" },
        region: { relation: "employer", regionCode: "1101", clause: "3.2" },
        employerKinds: { excluded: [], clause: "" },
      }),
    ).toEqual([
      "eligibility-age-empty",
      "eligibility-region-malformed",
      "eligibility-employer-kinds-empty",
      "eligibility-clause-missing",
      "eligibility-clause-missing",
    ]);
    expect(codes({ age: { from: 200, to: 16, clause: "3.1" } })).toEqual([
      "eligibility-age-out-of-range",
      "eligibility-age-reversed",
    ]);
  });
});
