/** The members of entries with the relations and regions that were frozen on acceptance: what clauses test. */
import type { ResultMember } from "#app/domain/policy/facts.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** By entry id, in the order of positions. An organisation's kind is today's; its region is the frozen one. */
export async function listFrozenMembers(
  tables: Tables,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, ResultMember[]>> {
  const members = await tables.entryMember.findMany({
    where: { entryId: { in: [...entryIds] } },
    orderBy: [{ entryId: "asc" }, { position: "asc" }],
  });
  const organisations = await tables.organisation.findMany({ select: { id: true, kind: true } });
  const kinds = new Map(organisations.map((organisation) => [organisation.id, organisation.kind as OrganisationKind]));
  const frozen = (organisationId: string | null, regionCode: string | null) => {
    const kind = organisationId === null ? undefined : kinds.get(organisationId);
    return organisationId !== null && regionCode !== null && kind ? { organisationId, kind, regionCode } : null;
  };
  const byEntry = new Map<string, ResultMember[]>();
  for (const member of members) {
    const list = byEntry.get(member.entryId) ?? [];
    list.push({
      memberId: member.id,
      residenceRegionCode: member.residenceRegion,
      delegationRegionCode: member.delegationRegion,
      employer: frozen(member.employerId, member.employerRegion),
      school: frozen(member.schoolId, member.schoolRegion),
      trainingOrganisation: frozen(member.trainingOrganisationId, member.trainingRegion),
    });
    byEntry.set(member.entryId, list);
  }
  return byEntry;
}
