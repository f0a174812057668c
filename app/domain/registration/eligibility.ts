/** Who may enter an event, as data: each clause of the technical document with what it asks of a person (DOMAIN 3). */

import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import { computeAge } from "#app/domain/registration/resident-id.ts";
import { HIGHEST_YEARS_OF_SERVICE, WORKING_AGE } from "#app/domain/registration/years-of-service.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type OrganisationKind, SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

export const ELIGIBILITY_RELATIONS = ["employer", "school", "employer-or-school", "delegation"] as const;
/** Whose region a clause tests. */
export type EligibilityRelation = (typeof ELIGIBILITY_RELATIONS)[number];

/** The words of the clause, as the technical document has them: what a refusal cites. */
type Cited = { readonly clause: string };

/** Null: the event does not ask for it. */
export type Eligibility = {
  /** Completed years on the first day of the competition, both ends included. */
  readonly age: (Cited & { readonly from: number | null; readonly to: number | null }) | null;
  readonly level: (Cited & { readonly lowest: SkillLevel }) | null;
  /** Completed years of service (从业年限) as stated: whole, from 1 on. */
  readonly years: (Cited & { readonly lowest: number }) | null;
  /** A unit, or the delegation, within a region; regionCode null: within a region of the host authorities. */
  readonly region: (Cited & { readonly relation: EligibilityRelation; readonly regionCode: string | null }) | null;
  /** Employers of these kinds send nobody (lianyungang_4_2020: staff of authorities and public institutions). */
  readonly employerKinds: (Cited & { readonly excluded: readonly OrganisationKind[] }) | null;
  /** Who won a first prize or gold in an earlier competition is left out. */
  readonly formerWinners: Cited | null;
  /** One event per person; a blank clause is the rule of DOMAIN 3 that needs no document. */
  readonly oneEvent: Cited | null;
  /** Clauses that no data decide: whoever reviews is reminded of them. */
  readonly byHand: readonly string[];
};

export const OPEN_TO_ALL: Eligibility = {
  age: null,
  level: null,
  years: null,
  region: null,
  employerKinds: null,
  formerWinners: null,
  oneEvent: { clause: "" },
  byHand: [],
};

/** Completed years on the first day, with the words that ask for them; blank: the law. */
export type MinimumAge = { readonly years: number; readonly clause: string };

/** Who is younger is not registered at all: than the event's clause says, or else than the law lets anyone be employed. */
export function findMinimumAge({ age }: Pick<Eligibility, "age">): MinimumAge {
  return age === null || age.from === null ? LEGAL_MINIMUM_AGE : { years: age.from, clause: age.clause };
}

export const LEGAL_MINIMUM_AGE: MinimumAge = { years: WORKING_AGE, clause: "" };

export const ELIGIBILITY_RULE_REFUSALS = [
  "eligibility-age-empty",
  "eligibility-age-out-of-range",
  "eligibility-age-reversed",
  "eligibility-years-out-of-range",
  "eligibility-region-malformed",
  "eligibility-employer-kinds-empty",
  "eligibility-clause-missing",
] as const;
export type EligibilityRuleRefusal = (typeof ELIGIBILITY_RULE_REFUSALS)[number];

const HIGHEST_AGE = 150;

/** Every reason why these clauses cannot be applied; empty when they can. */
export function checkEligibilityRules(eligibility: Eligibility): readonly Refusal<EligibilityRuleRefusal>[] {
  const { age, level, years, region, employerKinds, formerWinners } = eligibility;
  const refusals: Refusal<EligibilityRuleRefusal>[] = [];
  if (age) {
    const ends = [age.from, age.to].filter((end) => end !== null);
    if (ends.length === 0) refusals.push({ code: "eligibility-age-empty" });
    for (const end of ends) {
      const isAge = Number.isSafeInteger(end) && end >= 0 && end <= HIGHEST_AGE;
      if (!isAge) refusals.push({ code: "eligibility-age-out-of-range", params: { age: end } });
    }
    if (age.from !== null && age.to !== null && age.from > age.to) {
      refusals.push({ code: "eligibility-age-reversed", params: { from: age.from, to: age.to } });
    }
  }
  if (years && !(Number.isSafeInteger(years.lowest) && years.lowest >= 1 && years.lowest <= HIGHEST_YEARS_OF_SERVICE)) {
    refusals.push({ code: "eligibility-years-out-of-range", params: { years: years.lowest, highest: HIGHEST_YEARS_OF_SERVICE } });
  }
  if (region?.regionCode && !/^\d{6}$/.test(region.regionCode)) {
    refusals.push({ code: "eligibility-region-malformed", params: { region: region.regionCode } });
  }
  if (employerKinds && employerKinds.excluded.length === 0) refusals.push({ code: "eligibility-employer-kinds-empty" });
  for (const [kind, rule] of Object.entries({ age, level, years, region, employerKinds, formerWinners })) {
    if (rule && rule.clause.trim() === "") refusals.push({ code: "eligibility-clause-missing", params: { kind } });
  }
  return refusals;
}

type Unit = { readonly kind: OrganisationKind; readonly regionCode: string };

/** What the clauses look at: one person as registered. */
export type EligibilityFacts = {
  /** YYYY-MM-DD; null where the document does not tell it. */
  readonly birthDate: string | null;
  readonly levelHeld: SkillLevel | null;
  readonly yearsOfService: number | null;
  readonly employer: Unit | null;
  readonly school: Unit | null;
  readonly delegationRegion: string;
  /** Of the host authorities. */
  readonly hostRegions: readonly string[];
  /** First prizes and golds that the person won here before, in other competitions; what others recorded is not known. */
  readonly formerFirsts: number;
};

export const ELIGIBILITY_REFUSALS = [
  "eligibility-too-young",
  "eligibility-too-old",
  "eligibility-level-too-low",
  "eligibility-level-not-stated",
  "eligibility-years-too-few",
  "eligibility-years-not-stated",
  "eligibility-region-outside",
  "eligibility-employer-excluded",
  "eligibility-former-winner",
] as const;
export type EligibilityRefusal = (typeof ELIGIBILITY_REFUSALS)[number];

/** What the data cannot decide and a person has to look at. */
export const ELIGIBILITY_NOTES = ["eligibility-age-unknown", "eligibility-former-winner-unknown", "eligibility-by-hand"] as const;
export type EligibilityNote = (typeof ELIGIBILITY_NOTES)[number];

export type EligibilityFinding = {
  readonly refusals: readonly Refusal<EligibilityRefusal>[];
  readonly notes: readonly Refusal<EligibilityNote>[];
};

/**
 * Every clause that the person does not meet, and every one that only a person can decide; each cites its words as `clause`.
 * @param onDate YYYY-MM-DD, the first day of the competition
 */
export function computeEligibility(eligibility: Eligibility, facts: EligibilityFacts, onDate: string): EligibilityFinding {
  const { age, level, years, region, employerKinds, formerWinners, byHand } = eligibility;
  const refusals: Refusal<EligibilityRefusal>[] = [];
  const notes: Refusal<EligibilityNote>[] = [];
  if (age && facts.birthDate === null) notes.push({ code: "eligibility-age-unknown", params: { clause: age.clause } });
  if (age && facts.birthDate !== null) {
    const old = computeAge(facts.birthDate, onDate);
    const params = { years: old, clause: age.clause };
    if (age.from !== null && old < age.from)
      refusals.push({ code: "eligibility-too-young", params: { ...params, from: age.from } });
    if (age.to !== null && old > age.to) refusals.push({ code: "eligibility-too-old", params: { ...params, to: age.to } });
  }
  if (level) {
    const { lowest, clause } = level;
    const held = facts.levelHeld;
    if (held === null) refusals.push({ code: "eligibility-level-not-stated", params: { lowest, clause } });
    else if (SKILL_LEVELS.indexOf(held) < SKILL_LEVELS.indexOf(lowest)) {
      refusals.push({ code: "eligibility-level-too-low", params: { held, lowest, clause } });
    }
  }
  if (years) {
    const { lowest, clause } = years;
    const stated = facts.yearsOfService;
    if (stated === null) refusals.push({ code: "eligibility-years-not-stated", params: { lowest, clause } });
    else if (stated < lowest) refusals.push({ code: "eligibility-years-too-few", params: { stated, lowest, clause } });
  }
  if (region && !isInRegion(region, facts)) {
    refusals.push({ code: "eligibility-region-outside", params: { relation: region.relation, clause: region.clause } });
  }
  if (employerKinds && facts.employer && employerKinds.excluded.includes(facts.employer.kind)) {
    refusals.push({
      code: "eligibility-employer-excluded",
      params: { kind: facts.employer.kind, clause: employerKinds.clause },
    });
  }
  if (formerWinners) {
    const { clause } = formerWinners;
    if (facts.formerFirsts > 0) {
      refusals.push({ code: "eligibility-former-winner", params: { count: facts.formerFirsts, clause } });
    } else notes.push({ code: "eligibility-former-winner-unknown", params: { clause } });
  }
  notes.push(...byHand.map((clause) => ({ code: "eligibility-by-hand" as const, params: { clause } })));
  return { refusals, notes };
}

function isInRegion({ relation, regionCode }: NonNullable<Eligibility["region"]>, facts: EligibilityFacts): boolean {
  const within = regionCode === null ? facts.hostRegions : [regionCode];
  const { employer, school, delegationRegion } = facts;
  const tested = {
    employer: [employer?.regionCode],
    school: [school?.regionCode],
    "employer-or-school": [employer?.regionCode, school?.regionCode],
    delegation: [delegationRegion],
  }[relation];
  return tested.some((code) => code !== undefined && within.some((ancestor) => isRegionWithin(code, ancestor)));
}
