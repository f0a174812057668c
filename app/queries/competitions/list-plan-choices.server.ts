/** What the plan of a competition, a delegation or an account can name: regions, organisations, policy packs. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type RegionChoice = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** The region that it lies in; null for the highest. */
  readonly parentCode: string | null;
};

export type OrganisationChoice = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
};

export type PackChoice = {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly titleEn: string;
  readonly status: PolicyPack["document"]["status"];
};

export type PlanChoices = {
  readonly regions: readonly RegionChoice[];
  readonly organisations: readonly OrganisationChoice[];
  /** The current version of each. */
  readonly packs: readonly PackChoice[];
};

export async function listPlanChoices(runtime: Runtime): Promise<PlanChoices> {
  const [regions, organisations, packs] = await Promise.all([
    listRegions(runtime),
    listOrganisations(runtime),
    listPacks(runtime),
  ]);
  return { regions, organisations, packs };
}

/** In the order of their codes. */
export function listRegions(runtime: Runtime): Promise<readonly RegionChoice[]> {
  return runtime.database.read.region.findMany({
    orderBy: { code: "asc" },
    select: { code: true, name: true, nameEn: true, parentCode: true },
  });
}

/** By region and kind, then by name. */
export async function listOrganisations(runtime: Runtime): Promise<readonly OrganisationChoice[]> {
  const organisations = await runtime.database.read.organisation.findMany({
    orderBy: [{ regionCode: "asc" }, { kind: "asc" }, { name: "asc" }],
    select: { id: true, name: true, nameEn: true, kind: true, regionCode: true },
  });
  return organisations.map((organisation) => ({ ...organisation, kind: organisation.kind as OrganisationKind }));
}

async function listPacks(runtime: Runtime): Promise<readonly PackChoice[]> {
  return (await listCurrentPacks(runtime.database.read)).map(({ content: { name, version, document } }) => {
    const { title, titleEn, status } = document;
    return { name, version, title, titleEn, status };
  });
}
