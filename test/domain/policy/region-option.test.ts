/** What a region picker finds: by code or either name, the nearest match first, with what a region lies in. */
import { expect, it } from "vitest";
import { findRegionOptions, REGION_OPTIONS } from "#app/domain/policy/region-option.ts";
import { readSeed } from "./cases.ts";

type Seed = { code: string; name: string; nameEn: string; parent: string | null };
const regions = (readSeed("regions.json") as Seed[]).map(({ parent, ...region }) => ({ ...region, parentCode: parent }));
const codesOf = (text: string) => findRegionOptions(regions, text).map(({ code }) => code);

it("finds a district by its code, its name and its English name", () => {
  expect(codesOf("110112")).toEqual(["110112"]);
  expect(codesOf("通州区")).toContain("110112");
  expect(codesOf(" tongzhou district ")).toContain("110112");
});

it("says what a region lies in, the nearest first", () => {
  const [found] = findRegionOptions(regions, "210211");
  expect(found?.within.map(({ name }) => name)).toEqual(["大连市", "辽宁省"]);
  expect(findRegionOptions(regions, "辽宁省")[0]?.within).toEqual([]);
});

it("tells districts of one name apart", () => {
  const found = findRegionOptions(regions, "朝阳区");
  expect(found.map(({ within }) => within[0]?.name)).toEqual(["北京市", "长春市"]);
});

it("puts the whole name before its beginning, and a province before what lies in it", () => {
  expect(codesOf("大连市")[0]).toBe("210200");
  expect(codesOf("21")[0]).toBe("210000");
});

it.each(["香港", "澳门", "台湾"])("finds %s at province level", (text) => {
  expect(findRegionOptions(regions, text)[0]).toMatchObject({ within: [], code: expect.stringMatching(/0000$/) });
});

it("answers nothing for a blank or an unknown text, and never more than a few", () => {
  expect(codesOf("  ")).toEqual([]);
  expect(codesOf("没有这个地方")).toEqual([]);
  expect(codesOf("区")).toHaveLength(REGION_OPTIONS);
});
