/** The default mapping from award to grade (FIGURES, Tongzhou (14)), and what lies within what. */
import { expect, it } from "vitest";
import { computeAwardGrade } from "#app/domain/policy/award-grade.ts";
import { isRegionWithin } from "#app/domain/policy/region-within.ts";

it.each([
  ["gold", 1],
  ["first", 1],
  ["silver", 2],
  ["second", 2],
  ["bronze", 3],
  ["third", 3],
  ["medallion", null],
  ["excellence", null],
  [null, null],
] as const)("%s is of grade %s", (award, grade) => {
  expect(computeAwardGrade(award)).toBe(grade);
});

it.each([
  ["110112", "110112", true],
  ["110112", "110000", true],
  ["110000", "110112", false],
  ["110113", "110112", false],
  ["120114", "110000", false],
  ["210211", "210200", true],
  ["210200", "210000", true],
  ["210000", "210200", false],
  ["211000", "210200", false],
  ["130110", "130100", true],
  ["120111", "120110", false],
  ["120110", "120110", true],
  ["131000", "130100", false],
  ["131000", "130000", true],
])("%s within %s: %s", (code, ancestor, within) => {
  expect(isRegionWithin(code, ancestor)).toBe(within);
});
