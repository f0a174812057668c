/** The words of a roster workbook, which is a Chinese form in every language of the screen: its headers and its closed lists. */
import { DOCUMENT_KINDS, type DocumentKind } from "#app/domain/registration/document.ts";
import { normaliseLabel } from "#app/domain/registration/roster-cells.ts";
import type { RosterColumn } from "#app/domain/registration/roster-facts.ts";
import { SKILL_LEVELS, type SkillLevel } from "#app/domain/shared/vocabulary.ts";

/** The first word is the one that the template writes; the others are read as well. */
export const COLUMN_WORDS: Readonly<Record<RosterColumn, readonly [string, ...string[]]>> = {
  delegation: ["代表队", "代表队名称", "所属代表队", "参赛代表队", "代表团"],
  event: ["赛项", "赛项名称", "参赛赛项", "参赛项目", "竞赛项目", "竞赛赛项"],
  teamNumber: ["队伍编号", "队伍序号", "队号", "组队编号", "参赛队编号"],
  name: ["姓名", "选手姓名", "参赛选手", "参赛选手姓名"],
  documentKind: ["证件类型", "证件种类", "证件类别"],
  documentNumber: ["证件号码", "证件号", "身份证号", "身份证号码", "居民身份证号码"],
  birthDate: ["出生日期", "出生年月日", "出生年月", "生日"],
  employer: ["工作单位", "所在单位", "单位", "单位名称", "工作单位全称"],
  school: ["就读院校", "就读学校", "所在院校", "院校", "学校"],
  trainingOrganisation: ["培养单位", "培训单位", "培训机构"],
  residence: ["居住地区", "居住地", "现居住地", "常住地", "居住所在地"],
  level: ["现有等级", "现有技能等级", "现有职业技能等级", "职业技能等级", "技能等级"],
  yearsOfService: ["从业年限", "工作年限", "从业时间", "工龄"],
  phone: ["联系电话", "手机", "手机号", "手机号码", "电话", "联系方式"],
  coach: ["指导教师", "指导老师", "教练", "教练指导教师"],
  coachDocument: [
    "指导教师证件号码",
    "指导教师证件号",
    "指导教师身份证号",
    "指导教师身份证号码",
    "指导老师身份证号",
    "教练证件号码",
  ],
};

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, readonly [string, ...string[]]>> = {
  "resident-id": ["居民身份证", "身份证", "二代身份证", "第二代居民身份证"],
  "residence-permit": ["港澳台居民居住证", "居住证"],
  passport: ["护照", "中国护照", "外国护照"],
  "hong-kong-macao-permit": ["港澳居民来往内地通行证", "港澳居民通行证", "回乡证"],
  "taiwan-permit": ["台湾居民来往大陆通行证", "台湾居民通行证", "台胞证"],
  "permanent-residence-card": ["外国人永久居留身份证", "外国人永久居留证", "永久居留身份证", "永久居留证", "永居证", "五星卡"],
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

/** What the template's note says of a column. */
export const COLUMN_NOTES: Readonly<Record<RosterColumn, string>> = {
  delegation: "从下拉列表中选择代表队。",
  event: "从下拉列表中选择赛项。",
  teamNumber: "双人、团队赛项必填：同队的人填同一个编号，例如 1。个人赛项不填。",
  name: "按证件填写，2 至 20 个字；少数民族姓名用间隔号“·”。",
  documentKind: "从下拉列表中选择；不填按居民身份证。",
  documentNumber: "本列已设为文本，18 位号码不会失真；请勿改为数字。",
  birthDate: "护照、通行证和 15 位的永久居留身份证必填，例如 1990-03-07；18 位的证件号码不填。",
  employer: "职工组、教师组必填：从下拉列表中选择单位全称。",
  school: "学生组必填：从下拉列表中选择院校全称。",
  trainingOrganisation: "培养单位全称，可不填。",
  residence: "可不填；按居住地核对的奖励条款据此核对。填地区名称或六位地区代码，重名的连同上级一起写，如“北京市通州区”。",
  level: "现有职业技能等级，从下拉列表中选择；没有则不填。",
  yearsOfService: "已满的从业年数，0 至 60 的整数。",
  phone: "手机号码或带区号的电话。",
  coach: "多人用顿号“、”分开。",
  coachDocument: "可不填；填写时与指导教师一一对应，顺序相同，用顿号分开。",
};
export const NOTE_WORDS = {
  size: (size: number) => (size === 1 ? "个人赛项，每人一行。" : `每队 ${size} 人，每人一行。`),
  group: (group: string) => `组别：${group}。`,
  groups: { workers: "职工组", students: "学生组", teachers: "教师组" } as Readonly<Record<string, string>>,
  clauses: "参赛资格：",
  one: "：",
};

const LONGEST_HEADER = 60;
const NO_LEVEL = ["无", "暂无", "-", "—", "/"];

export const ROSTER_SHEET = "报名表";
export const EXAMPLE_SHEET = "填写示例";
export const CHOICES_SHEET = "选项";
/** What a marked file adds: passed over when it comes again. */
export const ERROR_SHEET = "导入错误";
export const ERROR_COLUMN = "错误";
/** Nobody: the document is the example of the national standard. */
export const EXAMPLE_PEOPLE = [
  { name: "示例甲", documentNumber: "11010519491231002X", yearsOfService: "5", phone: "13800000000", coach: "示例教师" },
  { name: "示例乙", documentNumber: "11010519491231002X", yearsOfService: "3", phone: "13800000001", coach: "示例教师" },
];
/** Sheets with these words in their name explain the form and hold no people. */
export const EXPLAINING_SHEETS = ["示例", "样例", "说明", "范例", CHOICES_SHEET, ERROR_SHEET];
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
