/** What names an organisation: how many of each kind, and where its kind was tested already. */
import type { OrganisationUses } from "#app/domain/organisations/organisation.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** The columns of a person's relations, in entries, in recorded facts and in the JSON of substitutions. */
const RELATIONS = ["employerId", "schoolId", "trainingOrganisationId"] as const;

function standsIn(organisationId: string) {
  return { OR: RELATIONS.map((column) => ({ [column]: organisationId })) };
}

export async function countOrganisationUses(tables: Tables, organisationId: string): Promise<OrganisationUses> {
  const where = { organisationId };
  const relations = standsIn(organisationId);
  const substitutions = await tables.substitution.findMany({ select: { member: true } });
  return {
    accounts: await tables.user.count({ where }),
    competitions: await tables.competitionHost.count({ where }),
    members: await tables.entryMember.count({ where: relations }),
    substitutions: substitutions.filter(({ member }) => {
      return RELATIONS.some((column) => (member as Readonly<Record<string, unknown>> | null)?.[column] === organisationId);
    }).length,
    facts: (await tables.recordedMember.count({ where: relations })) + (await tables.recordedFact.count({ where })),
    entitlements: await tables.entitlement.count({
      where: { OR: [where, { settledOrganisationId: organisationId }] },
    }),
    money:
      (await tables.rowPayer.count({ where })) +
      (await tables.budget.count({ where })) +
      (await tables.paymentList.count({ where })) +
      (await tables.payeeAccount.count({ where })) +
      (await tables.ledgerEntry.count({ where })),
    banks: await tables.bankMember.count({ where }),
    conflicts: await tables.conflict.count({ where }),
    programme: await tables.programmeItem.count({ where }),
  };
}

/** Accepted members and recorded facts that an organisation stands in. */
export async function countFrozen(tables: Tables, organisationId: string): Promise<number> {
  const relations = standsIn(organisationId);
  return (
    (await tables.entryMember.count({ where: { ...relations, frozenAt: { not: null } } })) +
    (await tables.recordedMember.count({ where: relations })) +
    (await tables.recordedFact.count({ where: { organisationId } }))
  );
}
