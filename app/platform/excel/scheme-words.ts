/** The words of a marking scheme workbook: the name of its sheet, its headers, its days. */

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
} as const;
export const TABLE_HEADER = /^(section|id|criteria|criterion)$/;

/** "2", "Day 2", "C2" (a competition day before or after those of familiarisation) and the Chinese forms. */
export const DAYS = [/^(?:day|c)?\s*(\d{1,2})$/i, /^第?\s*(\d{1,2})\s*[天日]$/];
