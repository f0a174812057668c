/** Reads the rows of a roster workbook: which column is which, and every row of people with its place. */
import type { RosterCell, RosterColumn, RosterRow } from "#app/domain/registration/roster-facts.ts";
import { checkArchive } from "#app/platform/excel/check-archive.ts";
import { type FileDecision, type FileRefusal, refuseFile } from "#app/platform/excel/file-refusal.ts";
import { findLibrary } from "#app/platform/excel/parse-in-worker.ts";
import { parseWorkbook } from "#app/platform/excel/parse-workbook.mjs";
import { readSheets } from "#app/platform/excel/read-sheets.ts";
import { isArchive, readTable } from "#app/platform/excel/read-text-table.ts";
import {
  EXPLAINING_SHEETS,
  findColumn,
  REMARKS,
  translateDocumentKind,
  translateLevel,
} from "#app/platform/excel/roster-words.ts";
import {
  type Cell,
  getAddress,
  getCell,
  getCellText,
  getColumnLetters,
  type Parse,
  type Sheet,
  type Workbook,
  type WorkbookCode,
  type WorkbookLimits,
} from "#app/platform/excel/workbook.ts";

export type RosterFileCode =
  | WorkbookCode
  | "roster-header-missing"
  | "roster-column-missing"
  | "roster-column-twice"
  | "roster-without-rows";

/** Without these a row cannot be understood. Employer and school stand for each other. */
const REQUIRED: readonly RosterColumn[] = ["event", "name", "documentNumber"];
/** So many headers in one row make it the row of headers, if one is of these: a list of contacts has names and telephones too. */
const ENOUGH_HEADERS = 2;
const TELLING: readonly RosterColumn[] = ["event", "documentNumber"];
/** Titles and remarks may stand above the headers, but not a whole page of them. */
const HEADER_ROWS = 20;
const LONGEST_TEXT = 200;
const MOST_SHEETS = 100;

type Header = { readonly row: number; readonly columns: ReadonlyMap<RosterColumn, number> };

const MEBIBYTE = 1024 * 1024;
/** A whole competition: 50,000 people and what stands above them. */
export const ROSTER_LIMITS: WorkbookLimits = {
  bytes: 10 * MEBIBYTE,
  unzippedBytes: 128 * MEBIBYTE,
  rows: 50_100,
  columns: 100,
  milliseconds: 180_000,
};

export type RosterFileNeeds = {
  /** The file is of several delegations: a column has to name them. */
  readonly namesDelegations: boolean;
};

/** What a file shows before any of it is unpacked: a bomb never reaches the thread that reads. */
export function checkRosterFile(bytes: Uint8Array): "ok" | RosterFileCode {
  return isArchive(bytes) ? checkArchive(bytes, ROSTER_LIMITS.unzippedBytes) : "ok";
}

/** Reads the rows from the bytes of a workbook or a text table, in the thread of the caller; see parseRoster. */
export async function readRoster(
  bytes: Uint8Array,
  needs: RosterFileNeeds = { namesDelegations: false },
): Promise<FileDecision<readonly RosterRow[], RosterFileCode>> {
  const workbook = await readTable(bytes, ROSTER_LIMITS, parse);
  if (!workbook.ok) return { ok: false, refusals: workbook.refusals.map((refusal) => refuseFile(refusal)) };
  const isProse = !isArchive(bytes) && workbook.value.sheets.every(({ rows }) => rows.every((row) => row.length < 2));
  if (isProse) return { ok: false, refusals: [refuseFile({ code: "workbook-not-a-spreadsheet" })] };
  return parseRoster(workbook.value, needs);
}

/** An .xlsx piece by piece; what is of another kind goes to the library. */
const parse: Parse = async (bytes, limits) => {
  const isZip = bytes[0] === 0x50;
  const read = isZip ? await readSheets(bytes, limits).catch(() => "damaged" as const) : null;
  if (read === null) return parseWorkbook(findLibrary(), bytes, limits);
  if (read === "damaged") return { kind: "failed", code: "workbook-damaged" };
  if (read.rows > limits.rows) return { kind: "too-many-rows", rows: read.rows };
  const merges = read.sheets.reduce((sum, sheet) => sum + sheet.merges.length, 0);
  if (merges > limits.rows || read.sheets.length > MOST_SHEETS) return { kind: "failed", code: "workbook-too-complex" };
  return { kind: "sheets", sheets: read.sheets };
};

/**
 * The rows of every sheet that has the headers of a roster, in any order of columns; hidden sheets and those that explain the form
 * are passed over. A cell merged over several rows counts for each of them. Params of a refusal name columns by their code.
 */
export function parseRoster(
  workbook: Workbook,
  needs: RosterFileNeeds = { namesDelegations: false },
): FileDecision<readonly RosterRow[], RosterFileCode> {
  const refusals: FileRefusal<RosterFileCode>[] = [];
  const rows: RosterRow[] = [];
  let headers = 0;
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden || EXPLAINING_SHEETS.some((word) => sheet.name.includes(word))) continue;
    const header = findHeader(sheet, needs, refusals);
    if (header === null) continue;
    headers += 1;
    rows.push(...readRows(sheet, header));
  }
  if (headers === 0) refusals.push(refuseFile({ code: "roster-header-missing" }));
  else if (rows.length === 0 && refusals.length === 0) refusals.push(refuseFile({ code: "roster-without-rows" }));
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: rows };
}

function findHeader(sheet: Sheet, needs: RosterFileNeeds, refusals: FileRefusal<RosterFileCode>[]): Header | null {
  const last = Math.min(HEADER_ROWS, sheet.rows.length);
  for (let row = 0; row < last; row += 1) {
    const found = (sheet.rows[row] ?? []).map((cell) => (cell.type === "text" ? findColumn(getCellText(cell)) : null));
    const known = new Set(found.filter((column) => column !== null));
    if (known.size < ENOUGH_HEADERS || !TELLING.some((column) => known.has(column))) continue;
    const columns = new Map<RosterColumn, number>();
    found.forEach((column, position) => {
      if (column === null) return;
      if (!columns.has(column)) columns.set(column, position);
      else refusals.push(refuseHeader(sheet, row, position, { code: "roster-column-twice", params: { column } }));
    });
    const missing = REQUIRED.filter((column) => !columns.has(column));
    if (!columns.has("employer") && !columns.has("school")) missing.push("employer");
    if (needs.namesDelegations && !columns.has("delegation")) missing.push("delegation");
    for (const column of missing) {
      refusals.push({ ...refuseFile({ code: "roster-column-missing", params: { column } }, sheet.name), row: row + 1 });
    }
    return { row, columns };
  }
  return null;
}

function refuseHeader(
  sheet: Sheet,
  row: number,
  column: number,
  refusal: { code: RosterFileCode; params: Record<string, string> },
): FileRefusal<RosterFileCode> {
  return { ...refusal, sheet: sheet.name, row: row + 1, column: getColumnLetters(column), address: getAddress(row, column) };
}

function readRows(sheet: Sheet, header: Header): readonly RosterRow[] {
  const rows: RosterRow[] = [];
  const letters: Partial<Record<RosterColumn, string>> = {};
  const tall = sheet.merges.filter(({ startRow, endRow }) => endRow > startRow);
  const read = startReading();
  for (const [column, position] of header.columns) letters[column] = getColumnLetters(position);
  for (let row = header.row + 1; row < sheet.rows.length; row += 1) {
    const own = [...header.columns.values()].map((column) => getCell(sheet, row, column)).filter((cell) => cell.type !== "blank");
    if (own.length === 0 || isRemark(sheet, row, header)) continue;
    const cells: Partial<Record<RosterColumn, RosterCell>> = {};
    const merges = tall.filter((merge) => row > merge.startRow && row <= merge.endRow);
    for (const [column, position] of header.columns) {
      const merge = merges.find(({ startColumn, endColumn }) => position >= startColumn && position <= endColumn);
      const cell = merge === undefined ? getCell(sheet, row, position) : getCell(sheet, merge.startRow, merge.startColumn);
      if (cell.type !== "blank") cells[column] = read(column, cell);
    }
    rows.push({ sheet: sheet.name, row: row + 1, cells, letters });
  }
  return rows;
}

/** A line under the table that says something about it: no document, and a word of remarks at its beginning. */
function isRemark(sheet: Sheet, row: number, header: Header): boolean {
  const first = (sheet.rows[row] ?? []).find((cell) => cell.type !== "blank");
  const document = getCell(sheet, row, header.columns.get("documentNumber") ?? -1);
  const text = first === undefined ? "" : getCellText(first);
  return document.type === "blank" && REMARKS.some((word) => text.startsWith(word));
}

/** Nothing in a roster is longer; a page of text in a cell would only come back in every refusal. */
function cutText(text: string): string {
  return text.length > LONGEST_TEXT ? [...text.slice(0, LONGEST_TEXT * 2)].slice(0, LONGEST_TEXT).join("") : text;
}

/** What stands in many rows becomes one cell for all of them. */
function startReading(): (column: RosterColumn, cell: Cell) => RosterCell {
  const known = new Map<RosterColumn | null, Map<Cell, RosterCell>>();
  return (column, cell) => {
    const kind = column === "documentKind" || column === "level" ? column : null;
    const cells = known.get(kind) ?? new Map<Cell, RosterCell>();
    known.set(kind, cells);
    const read = cells.get(cell) ?? readCell(column, cell);
    cells.set(cell, read);
    return read;
  };
}

function readCell(column: RosterColumn, cell: Cell): RosterCell {
  const type = cell.type === "blank" ? "text" : cell.type;
  const text = cutText(getCellText(cell));
  if (type === "text" && column === "documentKind") return { text: translateDocumentKind(text), type };
  if (type === "text" && column === "level") return { text: translateLevel(text), type };
  return { text, type };
}
