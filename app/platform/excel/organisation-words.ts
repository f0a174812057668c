/** The words of a file of organisations: its headers, and the kinds as people write them. */
import type { OrganisationColumn } from "#app/domain/organisations/organisation-file.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { normaliseHeader } from "#app/platform/excel/read-columns.ts";

/** The first word is the one that the template writes; the others are read as well. */
export const ORGANISATION_COLUMN_WORDS: Readonly<Record<OrganisationColumn, readonly [string, ...string[]]>> = {
  name: ["单位全称", "单位名称", "单位", "名称", "企业名称", "学校名称", "name", "fullname", "organisation", "organization"],
  nameEn: ["英文名称", "英文名", "单位英文名称", "nameinenglish", "englishname", "nameen"],
  kind: ["单位类型", "单位性质", "类型", "性质", "kind", "type"],
  region: ["所在地区", "地区", "所在地", "行政区划", "行政区划代码", "地区代码", "所属地区", "region", "regioncode"],
  creditCode: ["统一社会信用代码", "社会信用代码", "信用代码", "creditcode", "unifiedsocialcreditcode"],
};

const KIND_WORDS: Readonly<Record<OrganisationKind, readonly [string, ...string[]]>> = {
  authority: ["机关", "行政机关", "政府机关", "政府部门", "authority"],
  enterprise: ["企业", "公司", "enterprise", "company"],
  hospital: ["医院", "hospital"],
  "public-institution": ["事业单位", "publicinstitution"],
  school: ["院校", "学校", "技工院校", "职业院校", "school"],
  training: ["培训机构", "培训学校", "training", "trainingorganisation"],
  association: ["行业协会", "协会", "社会团体", "association"],
};

/** What the template offers. */
export const ORGANISATION_KIND_CHOICES = Object.values(KIND_WORDS).map(([word]) => word);

/** Which column a header names; null for another one. */
export function findOrganisationColumn(header: string): OrganisationColumn | null {
  const word = normaliseHeader(header);
  const found = Object.entries(ORGANISATION_COLUMN_WORDS).find(([, words]) => words.includes(word));
  return (found?.[0] ?? null) as OrganisationColumn | null;
}

/** The kind that a word means; an unknown word comes back as it is. */
export function translateKind(text: string): string {
  const word = text
    .normalize("NFKC")
    .replace(/[\s-]+/gu, "")
    .toLowerCase();
  return Object.entries(KIND_WORDS).find(([, words]) => words.includes(word))?.[0] ?? text;
}

export const ORGANISATION_SHEET = "单位";
export const ORGANISATION_EXAMPLE_SHEET = "填写说明";
/** One line for each column: a sheet of two columns would read as a table of organisations. */
export const ORGANISATION_NOTES: readonly string[] = [
  "单位全称：必填，与公章一致，2 至 60 个字；已有的单位先按信用代码、再按全称识别。",
  "英文名称：可不填。新单位的英文页面先显示中文全称，已有的英文名称不变。",
  `单位类型：新单位必填，${ORGANISATION_KIND_CHOICES.join("、")}。`,
  "所在地区：新单位必填，六位地区代码或地区名称；重名的地区连同上级一起写，如“北京市通州区”。",
  "统一社会信用代码：可不填；填写时为 18 位，末位为校验码。",
];
