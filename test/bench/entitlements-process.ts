/**
 * The process in which the entitlements bench measures. Both works ask the five shipped packs about the same 100,000 results and
 * gather what is owed by clause: one as a hundred competitions of 1,000 results each, the other as one of 100,000.
 */
import fs from "node:fs";
import type { ResultFact, ResultMember } from "#app/domain/policy/facts.ts";
import { computeFindings, type Finding, isAboutMoney } from "#app/domain/policy/findings.ts";
import { AWARD_GRADES } from "#app/domain/policy/pack.ts";
import { type OrganisationKind, TIERS } from "#app/domain/shared/vocabulary.ts";
import { readPolicyPack } from "#app/forms/policy-pack.ts";
import { answerWishes } from "./measuring-process.ts";

const COUNT = 100_000;
const SMALL = 1_000;
const ON = "2026-11-25";
const POLICIES = new URL("../../seeds/policies/", import.meta.url);
/** Districts and cities inside and outside the five documents' regions. */
const REGIONS = ["110112", "110105", "210211", "210202", "310114", "320700", "650100", "440300"];
const HOSTS = ["110000", "210200", "310000", "320700", "650000", "100000"];
const KINDS: readonly OrganisationKind[] = ["enterprise", "hospital", "school", "enterprise"];

const packs = fs
  .readdirSync(POLICIES)
  .filter((file) => file.endsWith(".json"))
  .map((file) => {
    const pack = readPolicyPack(JSON.parse(fs.readFileSync(new URL(file, POLICIES), "utf8")));
    if (!pack.ok) throw new Error(`${file}: ${JSON.stringify(pack.refusals)}`);
    return pack.value;
  });

const pick = <Value>(values: readonly Value[], index: number): Value => values[index % values.length] as Value;

function createMember(index: number, position: number): ResultMember {
  const regionCode = pick(REGIONS, index + position);
  const employer = { organisationId: `unit-${index % 997}`, kind: pick(KINDS, index), regionCode };
  const isPupil = index % 5 === 0;
  return {
    memberId: `member-${index}-${position}`,
    residenceRegionCode: null,
    delegationRegionCode: pick(REGIONS, index),
    employer: isPupil ? null : employer,
    school: isPupil ? { ...employer, kind: "school" } : null,
    trainingOrganisation: { organisationId: `trainer-${index % 89}`, kind: "training", regionCode },
  };
}

const facts = Array.from({ length: COUNT }, (_, index): ResultFact => {
  const size = index % 7 === 0 ? 3 : 1;
  return {
    kind: "result",
    tier: pick(TIERS, index >> 2),
    class: index % 3 === 0 ? "class-1" : "class-2",
    hostRegionCodes: [pick(HOSTS, index >> 3)],
    entryKind: size === 1 ? "individual" : "trio",
    roundReached: index % 4 === 0 ? "preliminary" : "final",
    participation: "checked-in",
    awardGrade: index % 2 === 0 ? null : pick(AWARD_GRADES, index >> 1),
    members: Array.from({ length: size }, (_, position) => createMember(index, position)),
  };
});

/** Asks every clause of one competition's results, keeps what is about money, and sums it by clause. */
function assess(of: readonly ResultFact[]): number {
  const kept: Finding[] = [];
  const sums = new Map<string, number>();
  for (const fact of of) {
    for (const finding of computeFindings(fact, packs, ON)) {
      if (!isAboutMoney(finding)) continue;
      kept.push(finding);
      const key = `${finding.pack}/${finding.rowId}`;
      sums.set(key, (sums.get(key) ?? 0) + (finding.amount?.kind === "exact" ? finding.amount.fen : 0));
    }
  }
  return kept.length;
}

const expected = assess(facts);
const check = (found: number) => {
  if (found !== expected || found === 0) throw new Error(`${found} entitlements of ${expected}`);
};

answerWishes(
  {
    thousand: () => {
      let found = 0;
      for (let start = 0; start < COUNT; start += SMALL) found += assess(facts.slice(start, start + SMALL));
      check(found);
    },
    "hundred-thousand": () => check(assess(facts)),
  },
  // Each work is a hundred thousand repetitions of itself.
  { warmUps: 1 },
);
