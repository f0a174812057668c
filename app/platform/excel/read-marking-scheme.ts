/** Reads a marking scheme from the usual import workbook: modules, criteria table, a block per criterion, aspects, descriptors. */
import type { Aspect, Criterion, Descriptors, MarkingScheme, Module, SubCriterion } from "#app/domain/marking/scheme.ts";
import { addHundredths, formatHundredths, type Hundredths, hundredths, parseHundredths } from "#app/domain/shared/units.ts";
import { type FileDecision, type FileRefusal, refuseFile } from "#app/platform/excel/file-refusal.ts";
import {
  BLOCK_HEADERS,
  DAYS,
  MODULE_HEADERS,
  normaliseSection,
  SHEET_NAME,
  TABLE_HEADER,
} from "#app/platform/excel/scheme-words.ts";
import { type NotedWay, parseWay } from "#app/platform/excel/way-notation.ts";
import {
  type Cell,
  getAddress,
  getCell,
  getCellText,
  getColumnLetters,
  readWorkbook,
  type Sheet,
  type Workbook,
  type WorkbookCode,
} from "#app/platform/excel/workbook.ts";

export type SchemeFileCode =
  | WorkbookCode
  | "scheme-sheet-missing"
  | "scheme-column-missing"
  | "scheme-criteria-missing"
  | "scheme-criterion-unlisted"
  | "scheme-criterion-without-block"
  | "scheme-criterion-twice"
  | "scheme-module-missing"
  | "scheme-module-unknown"
  | "scheme-module-twice"
  | "scheme-sub-criterion-id"
  | "scheme-day"
  | "scheme-aspect-kind"
  | "scheme-aspect-text-missing"
  | "scheme-aspect-unplaced"
  | "scheme-aspect-section-missing"
  | "scheme-section-unknown"
  | "scheme-section-marks"
  | "scheme-mark-missing"
  | "scheme-mark-unreadable"
  | "scheme-mark-too-fine"
  | "scheme-mark-not-positive"
  | "scheme-way-unreadable"
  | "scheme-way-on-judgement"
  | "scheme-descriptor-unplaced"
  | "scheme-descriptor-twice"
  | "scheme-descriptors-missing"
  | "scheme-cell-error";

type BlockColumn = keyof typeof BLOCK_HEADERS;
const OPTIONAL_COLUMNS: readonly BlockColumn[] = ["day", "requirement", "section", "way"];
type BlockColumns = ReadonlyMap<BlockColumn, number>;

type Against = (row: number, column: number, code: SchemeFileCode, params?: Record<string, string | number>) => void;

/** Reads a scheme from the bytes of a workbook; see parseMarkingScheme. */
export async function readMarkingScheme(bytes: Uint8Array): Promise<FileDecision<MarkingScheme, SchemeFileCode>> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok) return { ok: false, refusals: workbook.refusals.map((refusal) => refuseFile(refusal)) };
  return parseMarkingScheme(workbook.value);
}

/**
 * Reads the sheet "CIS Marking Scheme Import" (or the only sheet that has its headers) into a scheme. Everything is found by its
 * header, nothing by a fixed row; aspect ids are positional. Refusals name the cell. Whether the maxima add up to the total of
 * an event is not asked here: that rule holds for every scheme and stands with the scheme.
 */
export function parseMarkingScheme(workbook: Workbook): FileDecision<MarkingScheme, SchemeFileCode> {
  const sheet = findSchemeSheet(workbook.sheets);
  if (sheet === null)
    return { ok: false, refusals: [refuseFile({ code: "scheme-sheet-missing", params: { sheet: SHEET_NAME } })] };

  const refusals: FileRefusal<SchemeFileCode>[] = [];
  const against: Against = (row, column, code, params) => {
    const place = { sheet: sheet.name, row: row + 1, column: getColumnLetters(column), address: getAddress(row, column) };
    refusals.push(params === undefined ? { code, ...place } : { code, params, ...place });
  };
  const modules = readModuleTable(sheet, against);
  const listed = readCriteriaTable(sheet, modules, against);
  if (listed === null) refusals.push(refuseFile({ code: "scheme-criteria-missing" }, sheet.name));
  const blocks = readBlocks(sheet, against);
  const criteria = combine(listed ?? [], blocks, against);
  checkSections(sheet, blocks, against);
  if (refusals.length > 0) return { ok: false, refusals };
  return { ok: true, value: modules === null ? { criteria } : { modules, criteria } };
}

function findSchemeSheet(sheets: readonly Sheet[]): Sheet | null {
  const named = sheets.find((sheet) => normaliseHeader(sheet.name) === normaliseHeader(SHEET_NAME));
  if (named !== undefined) return named;
  const alike = sheets.filter((sheet) => sheet.rows.some((_, row) => isBlockHeader(sheet, row)));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function normaliseHeader(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function readHeader(sheet: Sheet, row: number, column: number): string {
  return normaliseHeader(getCellText(getCell(sheet, row, column)));
}

function isBlockHeader(sheet: Sheet, row: number): boolean {
  return BLOCK_HEADERS.id.test(readHeader(sheet, row, 0));
}

type ListedCriterion = {
  readonly id: string;
  readonly name: string;
  readonly module: string | null;
  readonly row: number;
  readonly column: number;
  /** Null where a formula was saved without its value: the table repeats the total of the block. */
  readonly maximum: Hundredths | null;
};

/** The table of modules: a row of headers with Module ID and Module Name, and rows under it up to a blank one. Null without it. */
function readModuleTable(sheet: Sheet, against: Against): readonly Module[] | null {
  const header = sheet.rows.findIndex(
    (_, row) => MODULE_HEADERS.id.test(readHeader(sheet, row, 0)) && MODULE_HEADERS.name.test(readHeader(sheet, row, 1)),
  );
  if (header === -1) return null;
  const modules: Module[] = [];
  for (let row = header + 1; row < sheet.rows.length; row += 1) {
    const id = getCellText(getCell(sheet, row, 0)).toUpperCase();
    if (id === "") break;
    if (modules.some((other) => other.id === id)) against(row, 0, "scheme-module-twice", { module: id });
    modules.push({ id, name: getCellText(getCell(sheet, row, 1)) });
  }
  return modules;
}

/** The table of criteria: a row of headers with ID, Name and Mark (and Module), and a row for each letter under it. */
function readCriteriaTable(sheet: Sheet, modules: readonly Module[] | null, against: Against): readonly ListedCriterion[] | null {
  const header = sheet.rows.findIndex(
    (_, row) =>
      /^(id|criterion|criteria)$/.test(readHeader(sheet, row, 0)) && /^(name|description)/.test(readHeader(sheet, row, 1)),
  );
  if (header === -1) return null;
  const width = sheet.rows[header]?.length ?? 0;
  let markColumn = -1;
  let moduleColumn = -1;
  for (let column = 2; column < width; column += 1) {
    if (/^(mark|marks|total|totalmark)$/.test(readHeader(sheet, header, column))) markColumn = column;
    if (readHeader(sheet, header, column) === "module") moduleColumn = column;
  }
  if (markColumn === -1) return null;
  const listed: ListedCriterion[] = [];
  for (let row = header + 1; row < sheet.rows.length && !isBlockHeader(sheet, row); row += 1) {
    const id = getCellText(getCell(sheet, row, 0)).toUpperCase();
    if (!/^[A-Z]{1,2}$/.test(id)) break;
    if (listed.some((other) => other.id === id)) against(row, 0, "scheme-criterion-twice", { criterion: id });
    const cell = getCell(sheet, row, markColumn);
    const maximum = cell.type === "uncalculated" ? null : readMark(cell, row, markColumn, against);
    const module = readModuleOf(sheet, row, moduleColumn, modules, against);
    listed.push({ id, name: getCellText(getCell(sheet, row, 1)), module, row, column: markColumn, maximum });
  }
  return listed.length > 0 ? listed : null;
}

/** Of a criterion; where no table of modules stands in the sheet, a column of that name says something else. */
function readModuleOf(
  sheet: Sheet,
  row: number,
  column: number,
  modules: readonly Module[] | null,
  against: Against,
): string | null {
  if (modules === null) return null;
  const id = column === -1 ? "" : getCellText(getCell(sheet, row, column)).toUpperCase();
  if (id === "") against(row, Math.max(column, 0), "scheme-module-missing");
  else if (!modules.some((module) => module.id === id)) against(row, column, "scheme-module-unknown", { module: id });
  return id;
}

type Block = {
  readonly criterionId: string;
  readonly row: number;
  readonly subCriteria: readonly SubCriterion[];
  /** Each aspect's section and the place where it is named. */
  readonly sections: readonly {
    readonly section: string;
    readonly maximum: Hundredths;
    readonly aspect: string;
    readonly row: number;
    readonly column: number;
  }[];
};

function readBlocks(sheet: Sheet, against: Against): readonly Block[] {
  const starts = sheet.rows.flatMap((_, row) => (isBlockHeader(sheet, row) ? [row] : []));
  return starts.flatMap((start, index) => {
    const columns = readBlockColumns(sheet, start, against);
    return columns === null ? [] : [readBlock(sheet, start, starts[index + 1] ?? sheet.rows.length, columns, against)];
  });
}

function readBlockColumns(sheet: Sheet, row: number, against: Against): BlockColumns | null {
  const columns = new Map<BlockColumn, number>();
  for (let column = 0; column < (sheet.rows[row]?.length ?? 0); column += 1) {
    const header = readHeader(sheet, row, column);
    const known = (Object.keys(BLOCK_HEADERS) as BlockColumn[]).find((key) => BLOCK_HEADERS[key].test(header));
    if (known !== undefined && !columns.has(known)) columns.set(known, column);
  }
  const missing = (Object.keys(BLOCK_HEADERS) as BlockColumn[]).filter(
    (column) => !columns.has(column) && !OPTIONAL_COLUMNS.includes(column),
  );
  for (const column of missing) against(row, 0, "scheme-column-missing", { column });
  return missing.length > 0 ? null : columns;
}

/** An aspect while its block is read. */
type OpenAspect = {
  readonly row: number;
  readonly id: string;
  readonly kind: Aspect["kind"] | null;
  readonly text: string;
  readonly detail: string;
  readonly requirement: string;
  readonly section: string;
  readonly noted: NotedWay;
  readonly maximum: Hundredths | null;
  readonly descriptors: [string, string, string, string];
};
type OpenSubCriterion = { readonly id: string; readonly name: string; readonly day: number; readonly aspects: OpenAspect[] };

/**
 * One block. A row with an id opens a sub-criterion, a row with a kind is an aspect of it, a row with a score under a judgement
 * describes that score. A text without a kind is refused, because passing it over would lose its mark.
 */
function readBlock(sheet: Sheet, start: number, end: number, columns: BlockColumns, against: Against): Block {
  const at = (column: BlockColumn): number => columns.get(column) ?? -1;
  const cellAt = (row: number, column: BlockColumn): Cell => getCell(sheet, row, at(column));
  const textAt = (row: number, column: BlockColumn): string => {
    const cell = cellAt(row, column);
    if (cell.type === "error" || cell.type === "uncalculated") {
      against(row, at(column), "scheme-cell-error", { value: getCellText(cell) });
      return "";
    }
    return getCellText(cell);
  };
  const criterionId = readCriterionId(sheet, start, end, columns);
  const subCriteria: OpenSubCriterion[] = [];
  for (let row = start + 1; row < end; row += 1) {
    const id = textAt(row, "id").toUpperCase();
    const kind = textAt(row, "kind").toUpperCase();
    const score = textAt(row, "score");
    // Tables may follow the last block; their rows are no sub-criteria.
    if (TABLE_HEADER.test(normaliseHeader(id))) break;
    const isHeading = id !== "" && kind === "" && (id === criterionId || (!/\d/.test(id) && textAt(row, "name") === ""));
    if (isHeading) continue;
    if (id !== "") {
      if (!/^[A-Z]{1,2}[1-9]\d?$/.test(id) || !id.startsWith(criterionId)) {
        against(row, at("id"), "scheme-sub-criterion-id", { id, criterion: criterionId });
      }
      const day = readDay(columns.has("day") ? textAt(row, "day") : "", row, at("day"), against);
      subCriteria.push({ id, name: textAt(row, "name"), day, aspects: [] });
    }
    const current = subCriteria.at(-1);
    const aspect = current?.aspects.at(-1);
    if (kind !== "" && current === undefined) against(row, at("kind"), "scheme-aspect-unplaced");
    else if (kind !== "" && current !== undefined) {
      const position = `${current.id}.${current.aspects.length + 1}`;
      current.aspects.push(readAspect(row, position, kind, { textAt, cellAt, at, columns, against }));
    } else if (score !== "" && aspect !== undefined && aspect.kind !== "measurement") {
      readDescriptor(aspect, score, textAt(row, "detail"), row, at, against);
    } else if (score !== "") against(row, at("score"), "scheme-descriptor-unplaced", { score });
    else if (textAt(row, "text") !== "") against(row, at("kind"), "scheme-aspect-kind", { value: "" });
  }
  for (const aspect of subCriteria.flatMap((subCriterion) => subCriterion.aspects)) {
    const missing = [0, 1, 2, 3].filter((score) => aspect.descriptors[score] === "");
    if (aspect.kind !== "judgement" || missing.length === 0) continue;
    against(aspect.row, at("detail"), "scheme-descriptors-missing", { aspect: aspect.id, scores: missing.join(", ") });
  }
  return {
    criterionId,
    row: start,
    subCriteria: subCriteria.map(({ aspects, ...subCriterion }) => ({ ...subCriterion, aspects: aspects.map(closeAspect) })),
    sections: subCriteria.flatMap(({ aspects }) =>
      aspects.map(({ section, maximum, id, row }) => {
        return { section, maximum: maximum ?? hundredths(0), aspect: id, row, column: at("section") };
      }),
    ),
  };
}

/** The letter beside the headers ("Criterion A"), else the letter of the first sub-criterion. */
function readCriterionId(sheet: Sheet, start: number, end: number, columns: BlockColumns): string {
  for (const cell of sheet.rows[start] ?? []) {
    const match = /^criterion\s+([A-Z]{1,2})$/i.exec(getCellText(cell));
    if (match?.[1] !== undefined) return match[1].toUpperCase();
  }
  for (let row = start + 1; row < end; row += 1) {
    const match = /^([A-Z]{1,2})\d*$/i.exec(getCellText(getCell(sheet, row, columns.get("id") ?? -1)));
    if (match?.[1] !== undefined) return match[1].toUpperCase();
  }
  return "";
}

/** The number of the day, as in "2" and "Day 2"; nothing is the first. */
function readDay(text: string, row: number, column: number, against: Against): number {
  if (text === "") return 1;
  const day = DAYS.map((pattern) => Number(pattern.exec(text.normalize("NFKC"))?.[1] ?? 0)).find((number) => number > 0);
  if (day === undefined) against(row, column, "scheme-day", { value: text });
  return day ?? 1;
}

const KINDS: Readonly<Record<string, Aspect["kind"]>> = { M: "measurement", J: "judgement" };

function readAspect(
  row: number,
  id: string,
  kindText: string,
  sheet: {
    readonly textAt: (row: number, column: BlockColumn) => string;
    readonly cellAt: (row: number, column: BlockColumn) => Cell;
    readonly at: (column: BlockColumn) => number;
    readonly columns: BlockColumns;
    readonly against: Against;
  },
): OpenAspect {
  const { textAt, cellAt, at, columns, against } = sheet;
  const optional = (column: BlockColumn): string => (columns.has(column) ? textAt(row, column) : "");
  const kind = KINDS[kindText] ?? null;
  if (kind === null) against(row, at("kind"), "scheme-aspect-kind", { value: kindText });
  const text = textAt(row, "text");
  if (text === "") against(row, at("text"), "scheme-aspect-text-missing", { aspect: id });
  const maximum = readMark(cellAt(row, "maximum"), row, at("maximum"), against);
  if (maximum !== null && maximum <= 0) {
    against(row, at("maximum"), "scheme-mark-not-positive", { value: formatHundredths(maximum) });
  }
  return {
    row,
    id,
    kind,
    text,
    detail: textAt(row, "detail"),
    requirement: optional("requirement"),
    section: optional("section"),
    noted: columns.has("way") ? readWay(textAt(row, "way"), kind, row, at("way"), against) : {},
    maximum,
    descriptors: ["", "", "", ""],
  };
}

function readWay(text: string, kind: Aspect["kind"] | null, row: number, column: number, against: Against): NotedWay {
  if (text === "") return {};
  if (kind === "judgement") {
    against(row, column, "scheme-way-on-judgement", { value: text });
    return {};
  }
  const noted = parseWay(text);
  if (noted === null) against(row, column, "scheme-way-unreadable", { value: text });
  return noted ?? {};
}

function readDescriptor(
  aspect: OpenAspect,
  scoreText: string,
  text: string,
  row: number,
  at: (column: BlockColumn) => number,
  against: Against,
): void {
  const score = /^[0-3]$/.test(scoreText) ? Number(scoreText) : -1;
  if (score === -1) against(row, at("score"), "scheme-descriptor-unplaced", { score: scoreText });
  else if (aspect.descriptors[score] !== "") against(row, at("score"), "scheme-descriptor-twice", { aspect: aspect.id, score });
  else aspect.descriptors[score] = text;
}

function closeAspect(aspect: OpenAspect): Aspect {
  const descriptors: Descriptors = aspect.descriptors;
  return {
    id: aspect.id,
    kind: aspect.kind ?? "measurement",
    text: aspect.text,
    maximum: aspect.maximum ?? hundredths(0),
    ...(aspect.detail === "" ? {} : { detail: aspect.detail }),
    ...(aspect.requirement === "" ? {} : { requirement: aspect.requirement }),
    ...aspect.noted,
    ...(aspect.section === "" ? {} : { section: aspect.section }),
    ...(aspect.kind === "judgement" ? { descriptors } : {}),
  };
}

/** A mark by its decimal digits, never by arithmetic: "1.5", "1,5", 1.5, and 0.1 + 0.2 for 0.3. Null after a refusal. */
function readMark(cell: Cell, row: number, column: number, against: Against): Hundredths | null {
  if (cell.type === "blank") {
    against(row, column, "scheme-mark-missing");
    return null;
  }
  const text =
    cell.type === "uncalculated"
      ? ""
      : getCellText(cell)
          .normalize("NFKC")
          .replace(/,(?=\d{1,2}$)/, ".");
  if ((cell.type !== "number" && cell.type !== "text") || !/^-?\d{1,6}(?:\.\d{1,20})?$/.test(text)) {
    against(row, column, "scheme-mark-unreadable", { value: text });
    return null;
  }
  const mark = parseHundredths(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (mark === null) against(row, column, "scheme-mark-too-fine", { value: text });
  return mark;
}

/** Criteria in the order of the table, each with its block. A maximum that the file does not state is the sum of its aspects. */
function combine(listed: readonly ListedCriterion[], blocks: readonly Block[], against: Against): readonly Criterion[] {
  for (const [index, block] of blocks.entries()) {
    if (blocks.findIndex((other) => other.criterionId === block.criterionId) !== index) {
      against(block.row, 0, "scheme-criterion-twice", { criterion: block.criterionId });
    }
    if (listed.length > 0 && !listed.some((criterion) => criterion.id === block.criterionId)) {
      against(block.row, 0, "scheme-criterion-unlisted", { criterion: block.criterionId });
    }
  }
  return listed.map(({ id, name, module, row, maximum }) => {
    const block = blocks.find((candidate) => candidate.criterionId === id);
    if (block === undefined) against(row, 0, "scheme-criterion-without-block", { criterion: id });
    const subCriteria = block?.subCriteria ?? [];
    const sum = addHundredths(subCriteria.flatMap(({ aspects }) => aspects.map((aspect) => aspect.maximum)));
    return { id, name, ...(module === null ? {} : { module }), maximum: maximum ?? sum, subCriteria };
  });
}

/** The table of sections, where there is one: every section that an aspect names, with the marks that its aspects add up to. */
function checkSections(sheet: Sheet, blocks: readonly Block[], against: Against): void {
  const header = sheet.rows.findIndex((_, row) => /^section/.test(readHeader(sheet, row, 0)));
  if (header === -1) return;
  let marksColumn = -1;
  for (let column = 1; column < (sheet.rows[header]?.length ?? 0); column += 1) {
    if (/^(wso?ss?s?)?marks?$/.test(readHeader(sheet, header, column))) marksColumn = column;
  }
  const all = blocks.flatMap((block) => block.sections).filter(({ column }) => column !== -1);
  for (const { section, aspect, row, column } of all) {
    if (section === "") against(row, column, "scheme-aspect-section-missing", { aspect });
  }
  const aspects = all.filter(({ section }) => section !== "");
  const known = new Set<string>();
  for (let row = header + 1; row < sheet.rows.length; row += 1) {
    const section = getCellText(getCell(sheet, row, 0));
    if (section === "") break;
    known.add(normaliseSection(section));
    const cell = getCell(sheet, row, marksColumn);
    if (marksColumn === -1 || cell.type === "uncalculated" || cell.type === "blank") continue;
    const declared = readMark(cell, row, marksColumn, against);
    const own = aspects.filter((aspect) => normaliseSection(aspect.section) === normaliseSection(section));
    const sum = addHundredths(own.map(({ maximum }) => maximum));
    if (declared !== null && declared !== sum) {
      const params = { section, declared: formatHundredths(declared), sum: formatHundredths(sum) };
      against(row, marksColumn, "scheme-section-marks", params);
    }
  }
  for (const { section, row, column } of aspects) {
    if (!known.has(normaliseSection(section))) against(row, column, "scheme-section-unknown", { section });
  }
}
