/** The organisations that rosters, hosts and accounts choose from, and the regions that a new one may be in. */
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

export type OrganisationList = {
  readonly organisations: readonly OrganisationRow[];
  readonly regions: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
};

/** By region and name. */
export async function listOrganisations(runtime: Runtime): Promise<OrganisationList> {
  const { read } = runtime.database;
  const [organisations, regions] = await Promise.all([
    read.organisation.findMany({
      orderBy: [{ regionCode: "asc" }, { name: "asc" }],
      select: { id: true, name: true, nameEn: true, kind: true, region: { select: { name: true, nameEn: true } } },
    }),
    read.region.findMany({ orderBy: { code: "asc" }, select: { code: true, name: true, nameEn: true } }),
  ]);
  return {
    organisations: organisations.map(({ region, kind, ...organisation }) => ({
      ...organisation,
      kind: kind as OrganisationKind,
      regionName: region.name,
      regionNameEn: region.nameEn,
    })),
    regions,
  };
}
