/** The words of a marking scheme workbook: the name of its sheet, its headers, its days, how a section is named. */

export const SHEET_NAME = "CIS Marking Scheme Import";

/** What a header must contain, in letters and digits only: line breaks and a translation beside the words do not count. */
export const BLOCK_HEADERS = {
  id: /^subcriteri(on|a)id/,
  name: /^subcriteri(on|a)name/,
  day: /^dayofmarking/,
  kind: /^aspecttype/,
  text: /^aspectdescription/,
  score: /^judgscore|^judgementscore$/,
  detail: /^extraaspectdescription/,
  requirement: /^requirement/,
  section: /^wso?ss?s?section/,
  maximum: /^maxmark/,
  way: /^markingway/,
} as const;
/** As an export writes them: columns A to K of the usual layout, then the way, which is found by its header alone. */
export const WRITTEN_HEADERS: readonly string[] = [
  "Sub\nCriterion\nID",
  "Sub Criterion\nName or Description",
  "Day of Marking",
  "Aspect\nType\nM = Meas\nJ = Judg",
  "Aspect - Description",
  "Judg Score",
  "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
  "Requirement\n(Measurement Only)",
  "WSOS Section",
  "Calculation Row\n(Export only)",
  "Max\nMark",
  "Marking Way\n评分方式",
];
/** Of the table of modules: a row of headers, and a row for each module under it. */
export const MODULE_HEADERS = { id: /^moduleid$/, name: /^modulename/ } as const;
export const TABLE_HEADER = /^(section|id|criteria|criterion)$/;

/** "2", "Day 2", "C2" (a competition day before or after those of familiarisation) and the Chinese forms. */
export const DAYS = [/^(?:day|c)?\s*(\d{1,2})$/i, /^第?\s*(\d{1,2})\s*[天日]$/];

/** "1", "WSOS 1" and "Section 1" are one section. */
export function normaliseSection(text: string): string {
  return /(\d{1,4})$/.exec(text)?.[1] ?? text;
}
