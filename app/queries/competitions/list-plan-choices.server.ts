/** What the plan of a competition, a delegation or an account can name: regions, organisations, policy packs. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";

export type OrganisationChoice = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
  readonly region: { readonly name: string; readonly nameEn: string };
};

export type PackChoice = {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly titleEn: string;
  readonly status: PolicyPack["document"]["status"];
  readonly regionCode: string;
};

export type PlanChoices = {
  /** Those that stand in the plan already. */
  readonly regions: readonly RegionOption[];
  readonly organisations: readonly OrganisationChoice[];
  /** The current version of each. */
  readonly packs: readonly PackChoice[];
};

/** @param regionCodes those that stand in the plan already */
export async function listPlanChoices(runtime: Runtime, regionCodes: readonly string[]): Promise<PlanChoices> {
  const [regions, organisations, packs] = await Promise.all([
    listRegionOptions(runtime, regionCodes),
    listOrganisations(runtime),
    listPacks(runtime),
  ]);
  return { regions, organisations, packs };
}

/** By region and kind, then by name. */
export async function listOrganisations(runtime: Runtime): Promise<readonly OrganisationChoice[]> {
  const organisations = await runtime.database.read.organisation.findMany({
    orderBy: [{ regionCode: "asc" }, { kind: "asc" }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      nameEn: true,
      kind: true,
      regionCode: true,
      region: { select: { name: true, nameEn: true } },
    },
  });
  return organisations.map((organisation) => ({ ...organisation, kind: organisation.kind as OrganisationKind }));
}

async function listPacks(runtime: Runtime): Promise<readonly PackChoice[]> {
  return (await listCurrentPacks(runtime.database.read)).map(({ content: { name, version, document } }) => {
    const { title, titleEn, status, regionCode } = document;
    return { name, version, title, titleEn, status, regionCode };
  });
}
