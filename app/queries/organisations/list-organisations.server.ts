/** The organisations that rosters, hosts and accounts choose from. */
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type OrganisationRow = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly regionName: string;
  readonly regionNameEn: string;
};

/** By region and name. */
export async function listOrganisations(runtime: Runtime): Promise<readonly OrganisationRow[]> {
  const organisations = await runtime.database.read.organisation.findMany({
    orderBy: [{ regionCode: "asc" }, { name: "asc" }],
    select: { id: true, name: true, nameEn: true, kind: true, region: { select: { name: true, nameEn: true } } },
  });
  return organisations.map(({ region, kind, ...organisation }) => ({
    ...organisation,
    kind: kind as OrganisationKind,
    regionName: region.name,
    regionNameEn: region.nameEn,
  }));
}
