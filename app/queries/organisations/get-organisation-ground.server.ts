/** What the facts of one organisation are checked against, before it is added or changed. */
import type { OrganisationFacts, OrganisationGround } from "#app/domain/organisations/organisation.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { countFrozen } from "#app/queries/organisations/count-organisation-uses.server.ts";

export const ORGANISATION_FACTS = { name: true, nameEn: true, kind: true, regionCode: true, creditCode: true } as const;

/** @param organisationId of the one that is changed; null: one is added */
export async function getOrganisationGround(
  tables: Tables,
  organisationId: string | null,
  { name, regionCode, creditCode }: OrganisationFacts,
): Promise<OrganisationGround> {
  const others = organisationId === null ? {} : { id: { not: organisationId } };
  const ofCode =
    creditCode === null
      ? null
      : await tables.organisation.findFirst({ where: { ...others, creditCode }, select: { name: true } });
  return {
    isNameTaken: (await tables.organisation.count({ where: { ...others, name } })) > 0,
    codeTakenBy: ofCode?.name ?? null,
    isRegionKnown: (await tables.region.count({ where: { code: regionCode } })) > 0,
    before: organisationId === null ? null : await findOrganisationFacts(tables, organisationId),
    frozen: organisationId === null ? 0 : await countFrozen(tables, organisationId),
  };
}

export async function findOrganisationFacts(tables: Tables, id: string): Promise<OrganisationFacts | null> {
  const found = await tables.organisation.findUnique({ where: { id }, select: ORGANISATION_FACTS });
  return found && { ...found, kind: found.kind as OrganisationKind };
}
