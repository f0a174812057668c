/** The words of a roster workbook, which is a Chinese form in every language of the screen: its headers and its closed lists. */
import { DOCUMENT_KINDS, type DocumentKind } from "#app/domain/registration/document.ts";
import { normaliseLabel, type RosterColumn } from "#app/domain/registration/roster.ts";
import { SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

/** The first word is the one that the template writes; the others are read as well. */
export const COLUMN_WORDS: Readonly<Record<RosterColumn, readonly [string, ...string[]]>> = {
  event: ["赛项", "赛项名称", "参赛赛项", "参赛项目", "竞赛项目", "竞赛赛项"],
  teamNumber: ["队伍编号", "队伍序号", "队号", "组队编号", "参赛队编号"],
  name: ["姓名", "选手姓名", "参赛选手", "参赛选手姓名"],
  documentKind: ["证件类型", "证件种类", "证件类别"],
  documentNumber: ["证件号码", "证件号", "身份证号", "身份证号码", "居民身份证号码"],
  employer: ["工作单位", "所在单位", "单位", "单位名称", "工作单位全称"],
  school: ["就读院校", "就读学校", "所在院校", "院校", "学校"],
  trainingOrganisation: ["培养单位", "培训单位", "培训机构"],
  level: ["现有等级", "现有技能等级", "现有职业技能等级", "职业技能等级", "技能等级"],
  phone: ["联系电话", "手机", "手机号", "手机号码", "电话", "联系方式"],
  coach: ["指导教师", "指导老师", "教练", "教练指导教师"],
};

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, readonly [string, ...string[]]>> = {
  "resident-id": ["居民身份证", "身份证", "二代身份证", "第二代居民身份证"],
  "residence-permit": ["港澳台居民居住证", "居住证"],
  passport: ["护照", "中国护照", "外国护照"],
  "hong-kong-macao-permit": ["港澳居民来往内地通行证", "港澳居民通行证", "回乡证"],
  "taiwan-permit": ["台湾居民来往大陆通行证", "台湾居民通行证", "台胞证"],
};

/** The second words are those of the five-level series. */
export const LEVEL_WORDS: Readonly<Record<SkillLevel, readonly [string, ...string[]]>> = {
  apprentice: ["学徒工"],
  junior: ["初级工", "五级", "五级工", "初级"],
  intermediate: ["中级工", "四级", "四级工", "中级"],
  senior: ["高级工", "三级", "三级工", "高级"],
  technician: ["技师", "二级"],
  "senior-technician": ["高级技师", "一级"],
  "special-technician": ["特级技师"],
  "chief-technician": ["首席技师"],
};

const LONGEST_HEADER = 60;
const NO_LEVEL = ["无", "暂无", "-", "—", "/"];

export const ROSTER_SHEET = "报名表";
export const EXAMPLE_SHEET = "填写示例";
export const CHOICES_SHEET = "选项";
/** Nobody: the document is the example of the national standard. */
export const EXAMPLE_PEOPLE = [
  { name: "示例甲", documentNumber: "11010519491231002X", phone: "13800000000", coach: "示例教师" },
  { name: "示例乙", documentNumber: "11010519491231002X", phone: "13800000001", coach: "示例教师" },
];
/** Sheets with these words in their name explain the form and hold no people. */
export const EXPLAINING_SHEETS = ["示例", "样例", "说明", "范例", CHOICES_SHEET];
/** A line that begins so is a remark under the table and no person. */
export const REMARKS = ["注", "备注", "说明", "填表", "合计", "共计", "总计"];

/** Which column a header names; null for another one. Brackets, line breaks, stars and colons around the word do not count. */
export function findColumn(header: string): RosterColumn | null {
  if (header.length > LONGEST_HEADER) return null;
  const word = normaliseLabel(header)
    .replace(/\(.*?\)|[*:/"“”]/gu, "")
    .trim();
  for (const [column, words] of Object.entries(COLUMN_WORDS) as [RosterColumn, readonly string[]][]) {
    if (words.includes(word)) return column;
  }
  return null;
}

/** The code of a document kind's word; the text itself when it is none, for the rule to refuse. */
export function translateDocumentKind(text: string): string {
  const word = normaliseLabel(text);
  return DOCUMENT_KINDS.find((kind) => DOCUMENT_WORDS[kind].includes(word)) ?? text;
}

/** The code of a level's word, "" for none; "三级/高级工" and "高级工（三级）" are one level. The text itself when it is no level. */
export function translateLevel(text: string): string {
  const word = normaliseLabel(text);
  if (NO_LEVEL.includes(word)) return "";
  const parts = word.split(/[/()、,]/u).filter((part) => part !== "");
  const found = parts.map((part) => SKILL_LEVELS.find((level) => LEVEL_WORDS[level].includes(part)) ?? null);
  const [first = null] = found;
  return first !== null && found.every((level) => level === first) ? first : text;
}
