/** The tests of a row that do not depend on who is paid: dates, tier, host, round, grade, honour, class, level. */

import type { HonourFact, LevelFact, PolicyFact, ResultFact, TalentFact } from "#app/domain/policy/facts.ts";
import type { AskedPrize, CompetitionTests, HeadCountSubsidyRow, PolicyDocument, PolicyRow } from "#app/domain/policy/pack.ts";
import { listOnce, noReasons, type Reasons } from "#app/domain/policy/reasons.ts";
import type { CompetitionClass, Sphere, Tier } from "#app/domain/shared/vocabulary.ts";

/** Whether a row has anything to say to a fact of this kind. */
export function answersTo(row: PolicyRow, fact: PolicyFact): boolean {
  switch (row.kind) {
    case "winner-reward":
    case "training-organisation-reward":
    case "head-count-subsidy":
    case "level-promotion":
      return fact.kind === "result";
    case "title-eligibility":
    case "recommendation":
      return (fact.kind === "result" && row.tests.result !== null) || (fact.kind === "honour" && row.tests.honours.length > 0);
    case "honour-reward":
      return fact.kind === "honour";
    case "talent-allowance":
      return fact.kind === "talent";
    case "level-reward":
      return fact.kind === "level";
    case "mentor-subsidy":
      return fact.kind === "mentoring";
    case "carrier-grant":
      return fact.kind === "carrier";
    case "competition-support":
      return fact.kind === "competition";
  }
}

/** The reasons that lie in the fact and the document. @param onDate YYYY-MM-DD */
export function testFact(row: PolicyRow, fact: PolicyFact, document: PolicyDocument, onDate: string): Reasons {
  const reasons = noReasons();
  testDocument(document, onDate, reasons);
  switch (fact.kind) {
    case "result":
      testResult(row, fact, reasons);
      break;
    case "honour":
      testHonour(row, fact, document, reasons);
      break;
    case "talent":
      testTalent(row, fact, reasons);
      break;
    case "level":
      testLevel(row, fact, reasons);
      break;
    case "mentoring":
      if (row.kind === "mentor-subsidy" && !row.tests.levels.includes(fact.level)) {
        reasons.notMet.push({ code: "level-differs", params: { needed: row.tests.levels.join(","), actual: fact.level } });
      }
      break;
    case "carrier":
      if (row.kind !== "carrier-grant") break;
      if (!row.tests.carriers.includes(fact.carrier)) {
        reasons.notMet.push({ code: "carrier-differs", params: { needed: row.tests.carriers.join(","), actual: fact.carrier } });
      }
      testTier(row.tests.tiers, fact.tier, reasons);
      break;
    case "competition":
      if (row.kind !== "competition-support") break;
      testTier(row.tests.tiers, fact.tier, reasons);
      testSphere(row.tests.spheres, fact.sphere, reasons);
      break;
  }
  return reasons;
}

function testDocument(document: PolicyDocument, onDate: string, { notMet }: Reasons): void {
  const { status, effectiveFrom, effectiveTo } = document;
  if (status === "expired") notMet.push({ code: "document-expired" });
  if (effectiveFrom !== null && onDate < effectiveFrom) {
    notMet.push({ code: "document-not-yet-in-force", params: { effectiveFrom, onDate } });
  }
  if (effectiveTo !== null && onDate > effectiveTo) {
    notMet.push({ code: "document-no-longer-in-force", params: { effectiveTo, onDate } });
  }
}

function testResult(row: PolicyRow, fact: ResultFact, reasons: Reasons): void {
  const asked = listAskedOfResult(row);
  if (asked === null) return;
  const isTier = testTier(asked.tiers, fact.tier, reasons);
  // At the wrong tier it says nothing more to ask whose competition it is, so the host is tested at the right one only.
  if (isTier) testHost(asked, fact.hostRegionCodes, reasons);
  if (isTier && asked.classes !== null && !asked.classes.includes(fact.class)) {
    reasons.notMet.push({ code: "class-differs", params: { needed: asked.classes.join(","), actual: fact.class } });
  }
  if (row.kind === "head-count-subsidy") testRound(row, fact, reasons);
  else testPrize(asked, fact, reasons);
}

type AskedOfResult = CompetitionTests & { readonly classes: readonly CompetitionClass[] | null } & AskedPrize;

function listAskedOfResult(row: PolicyRow): AskedOfResult | null {
  switch (row.kind) {
    case "winner-reward":
    case "training-organisation-reward":
    case "level-promotion":
      return { ...row.tests, classes: null };
    case "head-count-subsidy":
      return { ...row.tests, classes: null, awardGrades: [] };
    case "title-eligibility":
      return row.tests.result;
    case "recommendation":
      return row.tests.result && { ...row.tests.result, classes: null };
    default:
      return null;
  }
}

function testTier(tiers: readonly Tier[], actual: Tier, { notMet }: Reasons): boolean {
  if (tiers.includes(actual)) return true;
  notMet.push({ code: "tier-differs", params: { needed: tiers.join(","), actual } });
  return false;
}

/** A competition that is not registered as one of a trade, an enterprise or a college may be a special one (专项) all the same. */
function testSphere(spheres: readonly Sphere[] | undefined, actual: Sphere | undefined, { toDecide }: Reasons): void {
  if (spheres === undefined || actual === undefined || spheres.includes(actual)) return;
  toDecide.push({ code: "sphere-not-named", params: { named: spheres.join(","), actual } });
}

function testHost(asked: CompetitionTests, hosts: readonly string[], { notMet, toDecide }: Reasons): void {
  const { hostRegionCode: needed, jointHostRegionCodes: joint = [] } = asked;
  const held = new Set(hosts);
  const isNamedJoint = joint.length > 0 && held.size === joint.length && joint.every((code) => held.has(code));
  if (needed === null || isNamedJoint) return;
  const params = { needed, actual: listOnce(hosts) };
  // The host itself, not a region within it: a district's competition is not the city's.
  if (!hosts.includes(needed)) notMet.push({ code: "host-region-differs", params });
  else if (hosts.some((code) => code !== needed)) toDecide.push({ code: "joint-host", params });
}

function testRound({ tests }: HeadCountSubsidyRow, fact: ResultFact, { notMet, toDecide }: Reasons): void {
  if (fact.roundReached !== tests.roundReached) {
    notMet.push({ code: "round-not-reached", params: { needed: tests.roundReached, actual: fact.roundReached ?? "none" } });
  } else if (fact.participation !== "checked-in") {
    // Dalian (14) counts those who "enter" the final; whether that covers one who qualified and did not compete is not said.
    toDecide.push({ code: "did-not-start", params: { participation: fact.participation } });
  }
}

function testPrize(asked: AskedPrize, { award, awardGrade }: ResultFact, { notMet }: Reasons): void {
  if ("awards" in asked) {
    const needed = asked.awards.join(",");
    if (award === null) notMet.push({ code: "award-none", params: { needed } });
    else if (!asked.awards.includes(award)) notMet.push({ code: "award-differs", params: { needed, actual: award } });
    return;
  }
  const needed = asked.awardGrades.join(",");
  if (awardGrade === null) notMet.push({ code: "award-grade-none", params: { needed } });
  else if (!asked.awardGrades.includes(awardGrade)) {
    notMet.push({ code: "award-grade-differs", params: { needed, actual: awardGrade } });
  }
}

function testHonour(row: PolicyRow, fact: HonourFact, document: PolicyDocument, { notMet, toDecide }: Reasons): void {
  if (row.kind !== "honour-reward" && row.kind !== "title-eligibility" && row.kind !== "recommendation") return;
  const { honours } = row.tests;
  if (!honours.includes(fact.honour)) {
    notMet.push({ code: "honour-differs", params: { needed: honours.join(","), actual: fact.honour } });
    return;
  }
  if (row.kind !== "honour-reward") return;
  const since = document.effectiveFrom;
  if (row.tests.newlyObtained && since !== null && fact.obtainedOn < since) {
    notMet.push({ code: "honour-before-document", params: { since, obtainedOn: fact.obtainedOn } });
  }
  if (row.tests.relation !== "employer") return;
  if (fact.inPost === false) notMet.push({ code: "not-in-post" });
  if (fact.inPost === null) toDecide.push({ code: "in-post-unknown" });
}

function testTalent(row: PolicyRow, fact: TalentFact, { notMet, toDecide }: Reasons): void {
  if (row.kind !== "talent-allowance") return;
  const { talentClasses, honours, introduced } = row.tests;
  if (!talentClasses.includes(fact.talentClass)) {
    notMet.push({ code: "talent-class-differs", params: { needed: talentClasses.join(","), actual: fact.talentClass } });
  }
  if (honours.length > 0 && !fact.honours.some((honour) => honours.includes(honour))) {
    notMet.push({ code: "honour-differs", params: { needed: honours.join(","), actual: fact.honours.join(",") || "none" } });
  }
  if (!introduced) return;
  if (fact.introduced === false) notMet.push({ code: "not-introduced" });
  if (fact.introduced === null) toDecide.push({ code: "introduced-unknown" });
}

function testLevel(row: PolicyRow, fact: LevelFact, { notMet, toDecide }: Reasons): void {
  if (row.kind !== "level-reward") return;
  const { levels } = row.tests;
  if (levels !== null && !levels.includes(fact.level)) {
    notMet.push({ code: "level-differs", params: { needed: levels.join(","), actual: fact.level } });
    return;
  }
  // Written for those who pass an examination; whether a promotion won in a competition counts is not said.
  if (fact.byCompetition) toDecide.push({ code: "by-competition" });
}
