/** Names of the next edition, by hand. */
import { expect, it } from "vitest";
import { advanceName, advanceNameEn, toChineseNumber, toEnglishOrdinal } from "#app/i18n/edition-names.ts";

it.each([
  ["第三届“通武廊”职业技能竞赛", 2, "第四届“通武廊”职业技能竞赛"],
  ["大连市第十四届职工技能大赛", 1, "大连市第十五届职工技能大赛"],
  ["第九届技能大赛", 1, "第十届技能大赛"],
  ["第十九届技能大赛", 1, "第二十届技能大赛"],
  ["第九十九届技能大赛", 1, "第九十九届技能大赛"],
  ["第3届技能大赛", 1, "第4届技能大赛"],
  ["2026年通州区职业技能竞赛", 2, "2028年通州区职业技能竞赛"],
  ["二〇二九年通州区职业技能竞赛", 1, "二〇三〇年通州区职业技能竞赛"],
  ["2026年第三届技能大赛", 1, "2027年第四届技能大赛"],
  ["电工技能大赛", 1, "电工技能大赛"],
  ["编号120261的大赛", 1, "编号120261的大赛"],
])("%s, %i years on: %s", (name, years, next) => {
  expect(advanceName(name, years)).toBe(next);
});

it.each([
  ["Fourth Tongzhou-Wuqing-Langfang Skills Competition", 2, "Fifth Tongzhou-Wuqing-Langfang Skills Competition"],
  ["Twentieth Skills Competition", 1, "Twenty-First Skills Competition"],
  ["Twenty-Ninth Skills Competition", 1, "Thirtieth Skills Competition"],
  ["The 12th Skills Competition", 1, "The 13th Skills Competition"],
  ["The 21st Skills Competition", 1, "The 22nd Skills Competition"],
  ["Beijing Vocational Skills Competition 2026", 1, "Beijing Vocational Skills Competition 2027"],
  ["Electrician Competition", 1, "Electrician Competition"],
])("%s, %i years on: %s", (name, years, next) => {
  expect(advanceNameEn(name, years)).toBe(next);
});

it("writes numbers as names do", () => {
  expect([1, 10, 11, 20, 35, 90].map(toChineseNumber)).toEqual(["一", "十", "十一", "二十", "三十五", "九十"]);
  expect([1, 12, 20, 21, 40, 99].map(toEnglishOrdinal)).toEqual([
    "First",
    "Twelfth",
    "Twentieth",
    "Twenty-First",
    "Fortieth",
    "Ninety-Ninth",
  ]);
});
