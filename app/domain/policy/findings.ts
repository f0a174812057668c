/** What each clause of each policy pack says to one result: owed, to be decided by a person, or why not, row by row. */

import type {
  Amount,
  AwardGrade,
  HeadCountSubsidyRow,
  PolicyCondition,
  PolicyDocument,
  PolicyPack,
  PolicyRelation,
  PolicyRow,
  RowKind,
  TrainingOrganisationRewardRow,
  WinnerRewardRow,
} from "#app/domain/policy/pack.ts";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { EntryKind, OrganisationKind, Participation, RoundKind, Tier } from "#app/domain/shared/vocabulary.ts";

/** An organisation as frozen on the entry, with the region of that moment. */
export type FrozenOrganisation = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
};

/** One person of the entry with what was frozen on acceptance; null is unknown, and unknown meets nothing. */
export type ResultMember = {
  readonly memberId: string;
  readonly residenceRegionCode: string | null;
  readonly delegationRegionCode: string | null;
  readonly employer: FrozenOrganisation | null;
  readonly school: FrozenOrganisation | null;
  readonly trainingOrganisation: FrozenOrganisation | null;
};

/** What policy looks at of one entry's result. */
export type ResultFact = {
  /** As stated on the competition, never derived from a region code. */
  readonly tier: Tier;
  /** The regions of the host authorities (主办), one or, in a joint competition, several. */
  readonly hostRegionCodes: readonly string[];
  readonly entryKind: EntryKind;
  /** The furthest round that the entry qualified for; an event of one round has only its final. */
  readonly roundReached: RoundKind | null;
  /** How the entry took part in that round. */
  readonly participation: Participation;
  readonly awardGrade: AwardGrade | null;
  readonly members: readonly ResultMember[];
};

export const FINDING_OUTCOMES = ["owed", "needs-decision", "not-met"] as const;
/**
 * `owed` can still be a draft's, or carry conditions: only isPayable says that money may move.
 * `needs-decision`: the document does not settle this case. `not-met`: every reason why is listed.
 */
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

/** Why a row does not pay. */
export const NOT_MET_CODES = [
  "document-expired",
  "document-not-yet-in-force",
  "document-no-longer-in-force",
  "tier-differs",
  "host-region-differs",
  "round-not-reached",
  "award-grade-none",
  "award-grade-differs",
  "relation-unknown",
  "region-differs",
] as const;
export type NotMetCode = (typeof NOT_MET_CODES)[number];

/** What a person must decide about this case. */
export const DECISION_CODES = [
  "joint-host",
  "did-not-start",
  "team-partly-of-region",
  "several-training-organisations",
  "employer-and-school",
  "organisation-kind-not-named",
] as const;
export type DecisionCode = (typeof DECISION_CODES)[number];

/** Who the row would pay. `organisationId` is null while it is unknown or to be decided. */
export type Beneficiary =
  | { readonly kind: "person"; readonly memberId: string }
  | { readonly kind: "team"; readonly memberIds: readonly string[] }
  | { readonly kind: "organisation"; readonly organisationId: string | null; readonly memberIds: readonly string[] };

/** The answer of one row for one beneficiary. Plain data, fit for JSON. */
export type Finding = {
  readonly pack: string;
  readonly version: number;
  readonly rowId: string;
  readonly clause: string;
  readonly kind: RowKind;
  readonly beneficiary: Beneficiary;
  readonly outcome: FindingOutcome;
  /** Why not, or what to decide; empty when owed. */
  readonly reasons: readonly Refusal<NotMetCode | DecisionCode>[];
  /** What the document leaves open in this row; empty when not met. */
  readonly conditions: readonly Refusal<PolicyCondition>[];
  /** From a consultation draft: shown, labelled, not payable. */
  readonly draft: boolean;
  /** The row's own amount, never a product or a sum; null when not met, so that nothing can add it up. */
  readonly amount: Amount | null;
};

type Reasons = { readonly notMet: Refusal<NotMetCode>[]; readonly toDecide: Refusal<DecisionCode>[] };

/** One beneficiary of a row with what the relation test says about it. */
type Candidate = Reasons & { readonly beneficiary: Beneficiary; readonly matchedBy: string };

/**
 * Asks every row of every pack about one result. Each row answers at least once: once for a winner reward (an entry is one
 * person or one team and earns one amount), once for each training organisation, once for each head of a head-count subsidy.
 * "No clause pays this" is the answer when all are `not-met`.
 * `onDate` is the day (YYYY-MM-DD, Asia/Shanghai) that counts for dates of effect. Order: packs, rows, members as given.
 */
export function computeFindings(fact: ResultFact, packs: readonly PolicyPack[], onDate: string): Finding[] {
  return packs.flatMap((pack) =>
    pack.rows.flatMap((row) => {
      const ofResult = testResult(row, fact, pack.document, onDate);
      return listCandidates(row, fact, pack.document.regionCode).map((candidate) =>
        toFinding(pack, row, fact, {
          ...candidate,
          notMet: [...ofResult.notMet, ...candidate.notMet],
          toDecide: [...ofResult.toDecide, ...candidate.toDecide],
        }),
      );
    }),
  );
}

/** Whether money may move: owed, by a document in force, with nothing left to decide, and an exact amount. */
export function isPayable(finding: Finding): boolean {
  return finding.outcome === "owed" && !finding.draft && finding.conditions.length === 0 && finding.amount?.kind === "exact";
}

/** Whether the answer is "no clause pays this": nothing is owed and nothing is left to a person. True of no findings, too. */
export function hasNoPayingClause(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.outcome === "not-met");
}

function toFinding(pack: PolicyPack, row: PolicyRow, fact: ResultFact, candidate: Candidate): Finding {
  const { notMet, toDecide, beneficiary } = candidate;
  const outcome: FindingOutcome = notMet.length > 0 ? "not-met" : toDecide.length > 0 ? "needs-decision" : "owed";
  return {
    pack: pack.name,
    version: pack.version,
    rowId: row.id,
    clause: row.clause,
    kind: row.kind,
    beneficiary,
    outcome,
    reasons: outcome === "not-met" ? notMet : toDecide,
    conditions:
      outcome === "not-met" ? [] : row.conditions.map((code) => toCondition(code, pack.document.regionCode, fact, candidate)),
    draft: pack.document.status === "draft",
    amount: outcome === "not-met" ? null : row.amount,
  };
}

function toCondition(code: PolicyCondition, region: string, fact: ResultFact, candidate: Candidate): Refusal<PolicyCondition> {
  switch (code) {
    case "person-of-district":
      return { code, params: { region, by: candidate.matchedBy } };
    case "award-grade-mapping":
      return { code, params: { grade: fact.awardGrade ?? "none" } };
    case "world-skills-competition":
    case "training-organisation-count":
      return { code };
  }
}

/** The tests that do not depend on who is paid. */
function testResult(row: PolicyRow, fact: ResultFact, document: PolicyDocument, onDate: string): Reasons {
  const reasons: Reasons = { notMet: [], toDecide: [] };
  testDocument(document, onDate, reasons);
  testTier(row, fact, reasons);
  if (row.kind === "head-count-subsidy") testRound(row, fact, reasons);
  else testAwardGrade(row, fact, reasons);
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

/** At the wrong tier it says nothing more to ask whose competition it is, so the host is tested at the right one only. */
function testTier(row: PolicyRow, fact: ResultFact, { notMet, toDecide }: Reasons): void {
  const { tiers, hostRegionCode } = row.tests;
  if (!tiers.includes(fact.tier)) {
    notMet.push({ code: "tier-differs", params: { needed: tiers.join(","), actual: fact.tier } });
    return;
  }
  if (hostRegionCode === null) return;
  const params = { needed: hostRegionCode, actual: listOnce(fact.hostRegionCodes) };
  // The host itself, not a region within it: a district's competition is not the city's.
  if (!fact.hostRegionCodes.includes(hostRegionCode)) notMet.push({ code: "host-region-differs", params });
  else if (fact.hostRegionCodes.some((code) => code !== hostRegionCode)) toDecide.push({ code: "joint-host", params });
}

function testRound({ tests }: HeadCountSubsidyRow, fact: ResultFact, { notMet, toDecide }: Reasons): void {
  if (fact.roundReached !== tests.roundReached) {
    notMet.push({ code: "round-not-reached", params: { needed: tests.roundReached, actual: fact.roundReached ?? "none" } });
  } else if (fact.participation !== "checked-in") {
    // Dalian (14) counts those who "enter" the final; whether that covers one who qualified and did not compete is not said.
    toDecide.push({ code: "did-not-start", params: { participation: fact.participation } });
  }
}

function testAwardGrade(row: WinnerRewardRow | TrainingOrganisationRewardRow, fact: ResultFact, { notMet }: Reasons): void {
  const { awardGrades } = row.tests;
  const needed = awardGrades.join(",");
  if (fact.awardGrade === null) notMet.push({ code: "award-grade-none", params: { needed } });
  else if (!awardGrades.includes(fact.awardGrade)) {
    notMet.push({ code: "award-grade-differs", params: { needed, actual: fact.awardGrade } });
  }
}

function listCandidates(row: PolicyRow, fact: ResultFact, regionCode: string): Candidate[] {
  switch (row.kind) {
    case "winner-reward":
      return [testWinner(fact, regionCode)];
    case "training-organisation-reward":
      return testTrainingOrganisations(fact.members, regionCode);
    case "head-count-subsidy":
      return fact.members.length === 0
        ? [unknownOrganisation("employer-or-school", [])]
        : fact.members.map((member) => testHead(row, member, regionCode));
  }
}

/** "Person of the district" is not defined in Tongzhou (14), so any tie to the region counts, and is named in the condition. */
function testWinner({ entryKind, members }: ResultFact, regionCode: string): Candidate {
  const ties = members.map(listTies);
  const matching = ties.map((ofMember) => ofMember.filter((tie) => isRegionWithin(tie.regionCode, regionCode)));
  const within = matching.filter((ofMember) => ofMember.length > 0).length;
  const reasons: Reasons = { notMet: [], toDecide: [] };
  if (within === 0) {
    const codes = ties.flat().map((tie) => tie.regionCode);
    if (members.length === 0 || ties.some((ofMember) => ofMember.length === 0)) {
      reasons.notMet.push({ code: "relation-unknown", params: { relation: "person" } });
    }
    if (codes.length > 0) {
      const params = { relation: "person", needed: regionCode, actual: listOnce(codes) };
      reasons.notMet.push({ code: "region-differs", params });
    }
  } else if (within < members.length) {
    reasons.toDecide.push({ code: "team-partly-of-region", params: { needed: regionCode, within, members: members.length } });
  }
  const [first] = members;
  return {
    ...reasons,
    matchedBy: listOnce(matching.flat().map((tie) => tie.by)),
    beneficiary:
      entryKind === "individual" && first
        ? { kind: "person", memberId: first.memberId }
        : { kind: "team", memberIds: members.map((member) => member.memberId) },
  };
}

function listTies(member: ResultMember): { by: string; regionCode: string }[] {
  const ties = [
    { by: "employer", regionCode: member.employer?.regionCode },
    { by: "school", regionCode: member.school?.regionCode },
    { by: "residence", regionCode: member.residenceRegionCode },
    { by: "delegation", regionCode: member.delegationRegionCode },
  ];
  return ties.flatMap(({ by, regionCode }) => (regionCode ? [{ by, regionCode }] : []));
}

function testTrainingOrganisations(members: readonly ResultMember[], regionCode: string): Candidate[] {
  const relation = "training-organisation";
  const organisations = listOrganisations(members.map((member) => member.trainingOrganisation));
  if (organisations.length === 0) return [unknownOrganisation(relation, members)];
  return organisations.map((organisation) => {
    const trained = members.filter((member) => member.trainingOrganisation?.organisationId === organisation.organisationId);
    return {
      beneficiary: {
        kind: "organisation",
        organisationId: organisation.organisationId,
        memberIds: trained.map((member) => member.memberId),
      },
      matchedBy: relation,
      notMet: isRegionWithin(organisation.regionCode, regionCode)
        ? []
        : [{ code: "region-differs", params: { relation, needed: regionCode, actual: organisation.regionCode } }],
      // The clause gives one amount to "the training organisation"; whether two get it twice or share it is not said.
      toDecide:
        organisations.length > 1 ? [{ code: "several-training-organisations", params: { count: organisations.length } }] : [],
    };
  });
}

/** A row answers even where there is nobody whom it could pay. */
function unknownOrganisation(relation: PolicyRelation, members: readonly ResultMember[]): Candidate {
  return {
    beneficiary: { kind: "organisation", organisationId: null, memberIds: members.map((member) => member.memberId) },
    matchedBy: relation,
    notMet: [{ code: "relation-unknown", params: { relation } }],
    toDecide: [],
  };
}

/** One head counts once: where employer and school could both claim it, a person decides which. */
function testHead({ tests }: HeadCountSubsidyRow, member: ResultMember, regionCode: string): Candidate {
  const known = listOrganisations([member.employer, member.school]);
  const within = known.filter((organisation) => isRegionWithin(organisation.regionCode, regionCode));
  const [only, ...others] = within.length > 0 ? within : known;
  const reasons: Reasons = { notMet: [], toDecide: [] };
  const { relation, organisationKinds } = tests;
  if (known.length === 0) reasons.notMet.push({ code: "relation-unknown", params: { relation } });
  else if (within.length === 0) {
    const actual = listOnce(known.map((organisation) => organisation.regionCode));
    reasons.notMet.push({ code: "region-differs", params: { relation, needed: regionCode, actual } });
  } else if (others.length > 0) reasons.toDecide.push({ code: "employer-and-school" });
  else if (only && !organisationKinds.includes(only.kind)) {
    const params = { kind: only.kind, named: organisationKinds.join(",") };
    reasons.toDecide.push({ code: "organisation-kind-not-named", params });
  }
  const organisationId = only && others.length === 0 ? only.organisationId : null;
  return {
    ...reasons,
    matchedBy: relation,
    beneficiary: { kind: "organisation", organisationId, memberIds: [member.memberId] },
  };
}

/** The known organisations, each once, in the order met. */
function listOrganisations(organisations: readonly (FrozenOrganisation | null)[]): FrozenOrganisation[] {
  const known = organisations.filter((organisation) => organisation !== null);
  return [...new Map(known.map((organisation) => [organisation.organisationId, organisation])).values()];
}

/** Codes for a sentence, each once, in the order met. */
function listOnce(codes: readonly string[]): string {
  return [...new Set(codes)].join(",");
}
