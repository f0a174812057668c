/** The region data: whole where it says so, consistent, and with the codes that the policy documents rest on. */
import { describe, expect, it } from "vitest";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";
import { readSeed } from "./cases.ts";

type Region = { code: string; name: string; nameEn: string; level: "province" | "city" | "district"; parent: string | null };
const regions = readSeed("regions.json") as Region[];
const byCode = new Map(regions.map((region) => [region.code, region]));
const within = (ancestor: string, level: Region["level"]) =>
  regions.filter((region) => region.level === level && isRegionWithin(region.code, ancestor)).length;

it("each code once, in order, so that a parent comes before its children", () => {
  const codes = regions.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
});

it.each(regions)("$code $name", ({ code, name, nameEn, level, parent, ...rest }) => {
  expect(rest).toEqual({});
  expect(code).toMatch({ province: /^[1-8]\d0000$/, city: /^\d{2}(?!00)\d{2}00$/, district: /^\d{4}(?!00)\d{2}$/ }[level]);
  expect(name).toMatch(/^\p{Script=Han}+$/u);
  // Several peoples share some autonomous regions: "Weining Yi, Hui and Miao Autonomous County".
  expect(nameEn).toMatch(/^[A-Z][a-zü']+(?:(?:,| and)? [A-Z][a-z]+(?:-[a-z]+)?)*$/);
  if (level === "province") expect(parent).toBeNull();
  else {
    expect(byCode.has(parent ?? "")).toBe(true);
    expect(isRegionWithin(code, parent ?? "")).toBe(true);
  }
});

it("children of one parent differ in name", () => {
  const names = regions.map(({ parent, name }) => `${parent} ${name}`);
  expect(new Set(names).size).toBe(names.length);
});

describe("is whole where it is used", () => {
  it("34 provinces, municipalities, autonomous and special regions", () => {
    expect(regions.filter(({ level }) => level === "province")).toHaveLength(34);
  });

  it.each([
    ["130000", "city", 11],
    ["210000", "city", 14],
    ["320000", "city", 13],
    ["110000", "district", 16],
    ["120000", "district", 16],
    ["310000", "district", 16],
    ["210200", "district", 10],
  ] as const)("%s has its %s regions: %i", (ancestor, level, count) => {
    expect(within(ancestor, level)).toBe(count);
  });
});

it.each([
  ["110112", "通州区", "110000"],
  ["120114", "武清区", "120000"],
  ["131000", "廊坊市", "130000"],
  ["210200", "大连市", "210000"],
  ["310114", "嘉定区", "310000"],
  ["320700", "连云港市", "320000"],
  ["650000", "新疆维吾尔自治区", null],
])("%s is %s", (code, name, parent) => {
  expect(byCode.get(code)).toMatchObject({ name, parent });
});

it("every region that a pack names is known", () => {
  for (const file of ["tongzhou", "dalian"]) {
    const text = JSON.stringify(readSeed(`policies/${file}.json`));
    for (const [, code] of text.matchAll(/"(?:regionCode|hostRegionCode)":"(\d+)"/g)) expect(byCode.has(code ?? "")).toBe(true);
  }
});
