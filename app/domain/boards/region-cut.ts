/** The region under which a board counts a national 6-digit code (GB/T 2260), at the level that its reader asks for. */

/** As it was stated, or the county, city or province that it lies in. */
export const REGION_LEVELS = ["own", "district", "city", "province"] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** Beijing, Tianjin, Shanghai, Chongqing: a province's code, and the city of their districts (DOMAIN 1). */
const MUNICIPALITIES = new Set(["11", "12", "31", "50"]);
/** Third and fourth digit of counties and cities that a province administers itself: they have no city above them. */
const ADMINISTERED_BY_PROVINCE = "90";

/**
 * The code of the region at a level that `code` lies in: 210211 at "city" is 210200, 110112 at "city" is 110000, 429004 at "city"
 * is itself. Null where `code` is stated more coarsely than the level asks: 210000 at "city".
 */
export function findRegionAt(code: string, level: RegionLevel): string | null {
  const [province, city] = [code.slice(0, 2), code.slice(2, 4)];
  if (level === "own") return code;
  if (level === "province") return `${province}0000`;
  if (level === "district") return code.endsWith("00") ? null : code;
  if (MUNICIPALITIES.has(province)) return `${province}0000`;
  if (city === "00") return null;
  return city === ADMINISTERED_BY_PROVINCE ? code : `${province}${city}00`;
}
