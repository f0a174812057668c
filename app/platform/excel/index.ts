/** Workbooks in and out: rosters, marking schemes and lists. Nothing outside this folder knows the spreadsheet library. */
export type { FileDecision, FileRefusal } from "#app/platform/excel/file-refusal.ts";
export type { FileMark, MarkedFile, MarkWords } from "#app/platform/excel/mark-roster.ts";
export {
  type ComponentFileReadCode,
  readComponentMarks,
  writeComponentTemplate,
} from "#app/platform/excel/read-component-marks.ts";
export { readMarkingScheme, type SchemeFileCode } from "#app/platform/excel/read-marking-scheme.ts";
export {
  type OrganisationFileReadCode,
  readOrganisations,
  writeOrganisationTemplate,
} from "#app/platform/excel/read-organisations.ts";
export { checkRosterFile, ROSTER_LIMITS, type RosterFileCode, readRoster } from "#app/platform/excel/read-roster.ts";
export {
  type Cell,
  DEFAULT_LIMITS,
  readWorkbook,
  type Sheet,
  type Workbook,
  type WorkbookCode,
  type WorkbookLimits,
} from "#app/platform/excel/workbook.ts";
export { writeMarkingScheme } from "#app/platform/excel/write-marking-scheme.ts";
export { type TemplateChoices, writeRosterTemplate } from "#app/platform/excel/write-roster-template.ts";
export { type ListColumn, type ListSheet, type ListValue, writeWorkbook } from "#app/platform/excel/write-workbook.ts";
