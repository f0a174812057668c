/** Names of the regions whose codes stand in policy packs. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { listRegionPlaces } from "#app/domain/policy/pack-regions.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** By code. */
export type PackRegions = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

export async function namePackRegions(tables: Tables, packs: readonly PolicyPack[]): Promise<PackRegions> {
  const codes = packs.flatMap(listRegionPlaces).map(({ code }) => code);
  const regions = await tables.region.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true, nameEn: true },
  });
  return Object.fromEntries(regions.map(({ code, name, nameEn }) => [code, { name, nameEn }]));
}
