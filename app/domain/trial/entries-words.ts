/** The words by which columns and cells of an entries file are recognised, Chinese ones of organisers' own sheets too. */

import type { Participation } from "#app/domain/shared/vocabulary.ts";

export const COLUMN_WORDS = {
  entry: ["entry", "参赛号", "编号", "选手", "参赛选手", "公示代码"],
  total: ["total", "总分", "总成绩", "成绩"],
  eligible: ["eligible", "参评", "是否参评"],
  status: ["status", "状态", "参赛状态"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type KnownColumn = keyof typeof COLUMN_WORDS;

export const STATUS_WORDS: ReadonlyMap<string, Participation> = new Map([
  ["", "checked-in"],
  ["started", "checked-in"],
  ["已参赛", "checked-in"],
  ["参赛", "checked-in"],
  ["absent", "absent"],
  ["缺赛", "absent"],
  ["withdrawn", "withdrawn"],
  ["弃权", "withdrawn"],
  ["disqualified", "disqualified"],
  ["取消比赛资格", "disqualified"],
  ["out-of-competition", "out-of-competition"],
  ["不计名次", "out-of-competition"],
]);

export const ELIGIBLE_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["", true],
  ["yes", true],
  ["y", true],
  ["true", true],
  ["1", true],
  ["是", true],
  ["no", false],
  ["n", false],
  ["false", false],
  ["0", false],
  ["否", false],
]);

/** As they stand in a file that we write. */
export const STATUS_WRITTEN: Readonly<Record<Participation, string>> = {
  expected: "absent",
  "checked-in": "started",
  absent: "absent",
  withdrawn: "withdrawn",
  disqualified: "disqualified",
  "out-of-competition": "out-of-competition",
};
