/** The regions that a picker offers for what was typed: a few of the nation's three thousand. */
import { findRegionOptions, type RegionOption } from "#app/domain/policy/region-option.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function searchRegions(runtime: Runtime, text: string): Promise<readonly RegionOption[]> {
  if (text.trim() === "") return [];
  const regions = await runtime.database.read.region.findMany({
    orderBy: { code: "asc" },
    select: { code: true, name: true, nameEn: true, parentCode: true },
  });
  return findRegionOptions(regions, text.slice(0, 60));
}
