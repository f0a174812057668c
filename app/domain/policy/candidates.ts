/** Who a row would pay for a fact, and what his region says about it: a winner or team, each training organisation, each head. */

import type { FrozenOrganisation, PolicyFact, ResultFact, ResultMember } from "#app/domain/policy/facts.ts";
import type { Beneficiary } from "#app/domain/policy/findings.ts";
import type { HeadCountSubsidyRow, PolicyRelation, PolicyRow } from "#app/domain/policy/pack.ts";
import { type Candidate, listOnce, noReasons } from "#app/domain/policy/reasons.ts";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";

/** Rows of one document with the same key have the same candidates for a fact. */
export function candidatesKeyOf(row: PolicyRow): string {
  const kinds = row.kind === "head-count-subsidy" ? row.tests.organisationKinds.join() : employerKindsOf(row).join();
  return `${row.kind} ${row.per} ${row.tests.relation} ${kinds}`;
}

/** The kinds of employer at which people in post are meant; of a row that does not ask for one it says nothing. */
function employerKindsOf(row: PolicyRow): readonly OrganisationKind[] {
  const named = row.kind === "honour-reward" || row.kind === "level-reward" ? row.tests.employerKinds : undefined;
  return named ?? ["enterprise"];
}

/** At least one: a row answers even where there is nobody whom it could pay. @param regionCode of the row's document */
export function listCandidates(row: PolicyRow, fact: PolicyFact, regionCode: string): Candidate[] {
  switch (fact.kind) {
    case "result":
      return listForResult(row, fact, regionCode);
    case "honour": {
      const test = row.kind === "honour-reward" && row.tests.relation === "employer" ? testEmployedBy(row) : testPersonOrTeam;
      return row.per === "person-or-team" ? [test(fact.members, regionCode)] : listPersons(fact.members, regionCode, test);
    }
    case "talent":
      return listPersons([fact.member], regionCode);
    case "level":
      return [
        row.kind === "level-reward" && row.tests.relation === "employer"
          ? testEmployedBy(row)([fact.member], regionCode)
          : testPersonOrTeam([fact.member], regionCode),
      ];
    case "mentoring":
      return listPersons([fact.leader], regionCode);
    case "carrier":
      return [testOrganisation(fact.organisation, regionCode)];
    case "competition":
      return [testCompetition(fact.hostRegionCodes, regionCode)];
  }
}

function listForResult(row: PolicyRow, fact: ResultFact, regionCode: string): Candidate[] {
  const { members } = fact;
  switch (row.kind) {
    case "training-organisation-reward":
      return testTrainingOrganisations(members, regionCode);
    case "head-count-subsidy":
      return members.length === 0
        ? [unknownOrganisation("employer-or-school", [])]
        : members.map((member) => testHead(row, member, regionCode));
    case "winner-reward":
      return [testPersonOrTeam(members, regionCode, fact.entryKind !== "individual")];
    default:
      // A promotion, a title and a recommendation belong to each person, of a team too.
      return listPersons(members, regionCode);
  }
}

function listPersons(members: readonly ResultMember[], regionCode: string, test = testPersonOrTeam): Candidate[] {
  if (members.length === 0) return [test([], regionCode)];
  return members.map((member) => test([member], regionCode));
}

/** People in post at an employer of the region of a kind that the clause means; any other kind is left to a person. */
function testEmployedBy(row: PolicyRow): (members: readonly ResultMember[], regionCode: string) => Candidate {
  return (members, regionCode) => testEmployed(members, regionCode, employerKindsOf(row));
}

function testEmployed(members: readonly ResultMember[], regionCode: string, kinds: readonly OrganisationKind[]): Candidate {
  const employers = members.flatMap(({ employer }) => (employer === null ? [] : [employer]));
  const within = employers.filter((employer) => isRegionWithin(employer.regionCode, regionCode));
  const reasons = noReasons();
  const relation = "employer";
  if (employers.length < members.length || members.length === 0) {
    reasons.notMet.push({ code: "relation-unknown", params: { relation } });
  } else if (within.length === 0) {
    const actual = listOnce(employers.map((employer) => employer.regionCode));
    reasons.notMet.push({ code: "region-differs", params: { relation, needed: regionCode, actual } });
  } else if (within.length < members.length) {
    const params = { needed: regionCode, within: within.length, members: members.length };
    reasons.toDecide.push({ code: "team-partly-of-region", params });
  }
  const other = within.find(({ kind }) => !kinds.includes(kind));
  if (other) {
    reasons.toDecide.push({ code: "organisation-kind-not-named", params: { kind: other.kind, named: kinds.join(",") } });
  }
  return { ...reasons, matchedBy: relation, beneficiary: toPersonOrTeam(members) };
}

function testOrganisation(organisation: FrozenOrganisation, regionCode: string): Candidate {
  const reasons = noReasons();
  if (!isRegionWithin(organisation.regionCode, regionCode)) {
    const params = { relation: "organisation", needed: regionCode, actual: organisation.regionCode };
    reasons.notMet.push({ code: "region-differs", params });
  }
  const { organisationId } = organisation;
  return { ...reasons, matchedBy: "organisation", beneficiary: { kind: "organisation", organisationId, memberIds: [] } };
}

/** A competition is the region's when one of its hosts lies there. */
function testCompetition(hosts: readonly string[], regionCode: string): Candidate {
  const reasons = noReasons();
  if (!hosts.some((host) => isRegionWithin(host, regionCode))) {
    const params = { relation: "organisation", needed: regionCode, actual: listOnce(hosts) };
    reasons.notMet.push({ code: "region-differs", params });
  }
  return { ...reasons, matchedBy: "host", beneficiary: { kind: "organisation", organisationId: null, memberIds: [] } };
}

function toPersonOrTeam(members: readonly ResultMember[], isTeam = members.length > 1): Beneficiary {
  const [first] = members;
  return !isTeam && first
    ? { kind: "person", memberId: first.memberId }
    : { kind: "team", memberIds: members.map((member) => member.memberId) };
}

/** "Person of the district" is not defined in Tongzhou (14), so any tie to the region counts, and is named in the condition. */
function testPersonOrTeam(members: readonly ResultMember[], regionCode: string, isTeam?: boolean): Candidate {
  const ties = members.map(listTies);
  const matching = ties.map((ofMember) => ofMember.filter((tie) => isRegionWithin(tie.regionCode, regionCode)));
  const within = matching.filter((ofMember) => ofMember.length > 0).length;
  const reasons = noReasons();
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
  return {
    ...reasons,
    matchedBy: listOnce(matching.flat().map((tie) => tie.by)),
    beneficiary: toPersonOrTeam(members, isTeam),
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
  const reasons = noReasons();
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
