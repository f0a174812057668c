/** A region as a picker offers it: by name and with what it lies in, because many districts share a name. */

export type RegionOption = {
  /** National six-digit code (GB/T 2260). */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** What it lies in, the nearest first; empty for a province. */
  readonly within: readonly { readonly name: string; readonly nameEn: string }[];
};

/** How many a search answers. */
export const REGION_OPTIONS = 20;

type Row = { readonly code: string; readonly name: string; readonly nameEn: string; readonly parentCode: string | null };

/** Those that a text finds: by the beginning of the code, or any part of either name; whole and shorter names first. */
export function findRegionOptions(regions: readonly Row[], text: string): readonly RegionOption[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return regions
    .filter(({ code, name, nameEn }) => code.startsWith(wanted) || name.includes(wanted) || nameEn.toLowerCase().includes(wanted))
    .map((region) => ({ region, rank: rankOf(region, wanted) }))
    .sort((left, right) => left.rank - right.rank || (left.region.code < right.region.code ? -1 : 1))
    .slice(0, REGION_OPTIONS)
    .map(({ region }) => toRegionOption(region, byCode));
}

export function toRegionOption(region: Row, byCode: ReadonlyMap<string, Row>): RegionOption {
  const within: Row[] = [];
  for (let code = region.parentCode; code !== null; ) {
    const parent = byCode.get(code);
    if (!parent) break;
    within.push(parent);
    code = parent.parentCode;
  }
  const { code, name, nameEn } = region;
  return { code, name, nameEn, within: within.map((one) => ({ name: one.name, nameEn: one.nameEn })) };
}

/** What it is: the name itself, its beginning, or a part; and within that provinces before cities before districts. */
function rankOf({ code, name, nameEn }: Row, wanted: string): number {
  const names = [name, nameEn.toLowerCase()];
  const match = names.includes(wanted) || code === wanted ? 0 : names.some((one) => one.startsWith(wanted)) ? 1 : 2;
  const level = code.endsWith("0000") ? 0 : code.endsWith("00") ? 1 : 2;
  return match * 3 + level;
}
