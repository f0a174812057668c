/** The region of a code at each level: codes of GB/T 2260 by hand. */
import { expect, it } from "vitest";
import { findRegionAt, type RegionLevel } from "#app/domain/boards/region-cut.ts";

it.each<[string, Record<Exclude<RegionLevel, "own">, string | null>]>([
  ["210211", { district: "210211", city: "210200", province: "210000" }],
  ["210200", { district: null, city: "210200", province: "210000" }],
  ["210000", { district: null, city: null, province: "210000" }],
  ["110112", { district: "110112", city: "110000", province: "110000" }],
  ["310114", { district: "310114", city: "310000", province: "310000" }],
  ["110000", { district: null, city: "110000", province: "110000" }],
  // Xiantao is administered by its province.
  ["429004", { district: "429004", city: "429004", province: "420000" }],
  ["320700", { district: null, city: "320700", province: "320000" }],
])("%s", (code, expected) => {
  for (const [level, region] of Object.entries(expected)) expect(findRegionAt(code, level as RegionLevel)).toBe(region);
  expect(findRegionAt(code, "own")).toBe(code);
});
