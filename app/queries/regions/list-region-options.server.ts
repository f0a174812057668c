/** The regions that a form shows chosen, with what they lie in: those alone, never the nation's three thousand. */
import { type RegionOption, toRegionOption } from "#app/domain/policy/region-option.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** @param codes some may be missing or twice; a code that no region has is left out */
export async function listRegionOptions(runtime: Runtime, codes: readonly (string | null)[]): Promise<readonly RegionOption[]> {
  const wanted = [...new Set(codes.filter((code) => code !== null))];
  if (wanted.length === 0) return [];
  const above = wanted.flatMap((code) => [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]);
  const regions = await runtime.database.read.region.findMany({
    where: { code: { in: [...wanted, ...above] } },
    select: { code: true, name: true, nameEn: true, parentCode: true },
  });
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return wanted.flatMap((code) => {
    const region = byCode.get(code);
    return region ? [toRegionOption(region, byCode)] : [];
  });
}
