/** The words of the column "Marking Way" and of the sheet that explains it: Chinese and English, read alike. */
import type { Aggregation } from "#app/domain/marking/scheme.ts";

/** Of the measurements: read without regard to width, case and blanks. */
export const STATED_WORDS: readonly string[] = ["", "得分", "分数", "mark", "stated"];
export const YES_NO_WORDS: readonly string[] = ["是否", "是/否", "y/n", "yes/no"];
export const DEDUCTION_PATTERNS = [/^(?:每处扣|每个扣|每次扣)(\d+(?:\.\d+)?)分?$/, /^-(\d+(?:\.\d+)?)each$/];
export const STEP_PATTERN = /^(?:≤|<=|不大于|不超过)(-?\d+(?:\.\d+)?):(\d+(?:\.\d+)?)分?$/;
export const ELSE_PATTERN = /^(?:其余|其他|else|otherwise):?(\d+(?:\.\d+)?)分?$/;
export const EACH_JUDGE_PATTERN = /^(?:独立评分|各自评分|eachjudge)[,:]?(.*)$/;
/** The first of each is how it is written. */
export const AGGREGATION_WORDS: Readonly<Record<Aggregation, readonly [string, ...string[]]>> = {
  "trimmed-mean": ["去最高最低", "trimmedmean"],
  mean: ["平均", "平均分", "mean", "average"],
  median: ["中位数", "median"],
};

/** How each is written. */
export const WRITTEN = {
  "yes-no": "是否",
  deduction: (mark: string) => `每处扣 ${mark}`,
  step: (upTo: string, mark: string) => `≤${upTo}: ${mark}`,
  else: (mark: string) => `其余 ${mark}`,
  each: (aggregation: Aggregation) => `独立评分，${AGGREGATION_WORDS[aggregation][0]}`,
};

export const NOTES_SHEET = "填写说明 Notes";
/** What stands on the sheet of notes: a topic, how it is written in Chinese and in English, what it means. */
export const NOTES: readonly (readonly [string, string, string, string])[] = [
  ["内容 Topic", "中文写法", "English", "含义 Meaning"],
  [
    "评分方式 Marking Way",
    "（空白）或 得分",
    "(blank) or Mark",
    "测量分：全组商定一个分数，直接录入。The team agrees on one mark and enters it.",
  ],
  ["", "是否", "Y/N", "是得满分，否得零分。Yes earns the maximum, no earns nothing."],
  [
    "",
    "每处扣 0.50",
    "-0.50 each",
    "录入错误处数；满分减去处数乘以扣分，扣完为止。Count of faults; full mark less so much for each.",
  ],
  [
    "",
    "≤0.05: 2.00; ≤0.10: 1.00; 其余 0 (mm)",
    "≤0.05: 2.00; ≤0.10: 1.00; else 0 (mm)",
    "录入读数；第一个不小于读数的档次给分。档次由小到大，“其余”只能在最后，括号内写单位，最多三位小数。The first step that the reading does not exceed gives the mark; steps ascend, else stands last, the unit in brackets.",
  ],
  [
    "",
    "独立评分，去最高最低",
    "each judge, trimmed mean",
    "每名裁判各自录入，去掉一个最高和一个最低后平均（每张评分表至少 3 名裁判）；也可写 平均、中位数。Each judge enters his own; also mean, median.",
  ],
  ["", "每处扣 0.50 | 独立评分，中位数", "-0.50 each | each judge, median", "两者用 | 连写。Both, joined by |."],
  [
    "模块 Module",
    "Module ID / Module Name",
    "Module ID / Module Name",
    "模块表可以不写；写了，评分项表的 Module 一列就要逐项填写模块编号。The table of modules is optional; with it every criterion names its module.",
  ],
  [
    "配分 Max Mark",
    "2.50",
    "2.50",
    "每个评分点的配分，最多两位小数；评价分（J）写 0 至 3 分的四条描述，不写评分方式。At most two decimals; a judgement has four descriptors and no way.",
  ],
];
