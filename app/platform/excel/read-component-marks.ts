/** Reads the rows of a file of component marks: which column is which, and every row with its place. */
import type { ComponentCell, ComponentColumn, ComponentRow } from "#app/domain/results/component-file.ts";
import { COMPONENT_WORDS, findComponentColumn, translateMark } from "#app/platform/excel/component-words.ts";
import { type FileDecision, type FileRefusal, refuseFile } from "#app/platform/excel/file-refusal.ts";
import { readTable } from "#app/platform/excel/read-text-table.ts";
import {
  getAddress,
  getCell,
  getCellText,
  getColumnLetters,
  type Sheet,
  type WorkbookCode,
} from "#app/platform/excel/workbook.ts";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";

export type ComponentFileReadCode =
  | WorkbookCode
  | "component-header-missing"
  | "component-column-twice"
  | "component-without-rows";

/** Titles may stand above the headers. */
const HEADER_ROWS = 20;
const LONGEST_TEXT = 100;
/** Without a number and a mark there is nothing to import. */
const REQUIRED: readonly ComponentColumn[] = ["entrantNumber", "mark"];

/** Every visible sheet that has the headers is read; a line without a number and without a mark is passed over. */
export async function readComponentMarks(
  bytes: Uint8Array,
): Promise<FileDecision<readonly ComponentRow[], ComponentFileReadCode>> {
  const workbook = await readTable(bytes);
  if (!workbook.ok) return { ok: false, refusals: workbook.refusals.map((refusal) => refuseFile(refusal)) };
  const refusals: FileRefusal<ComponentFileReadCode>[] = [];
  const rows: ComponentRow[] = [];
  let headers = 0;
  for (const sheet of workbook.value.sheets.filter(({ isHidden }) => !isHidden)) {
    const header = findHeader(sheet, refusals);
    if (header === null) continue;
    headers += 1;
    rows.push(...readRows(sheet, header));
  }
  if (headers === 0) refusals.push(refuseFile({ code: "component-header-missing" }));
  else if (rows.length === 0 && refusals.length === 0) refusals.push(refuseFile({ code: "component-without-rows" }));
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: rows };
}

type Header = { readonly row: number; readonly columns: ReadonlyMap<ComponentColumn, number> };

function findHeader(sheet: Sheet, refusals: FileRefusal<ComponentFileReadCode>[]): Header | null {
  for (let row = 0; row < Math.min(HEADER_ROWS, sheet.rows.length); row += 1) {
    const columns = new Map<ComponentColumn, number>();
    const twice: FileRefusal<ComponentFileReadCode>[] = [];
    (sheet.rows[row] ?? []).forEach((cell, position) => {
      const column = cell.type === "text" ? findComponentColumn(getCellText(cell)) : null;
      if (column === null) return;
      if (!columns.has(column)) columns.set(column, position);
      else {
        twice.push({
          code: "component-column-twice",
          params: { word: getCellText(cell) },
          sheet: sheet.name,
          row: row + 1,
          column: getColumnLetters(position),
          address: getAddress(row, position),
        });
      }
    });
    if (!REQUIRED.every((column) => columns.has(column))) continue;
    refusals.push(...twice);
    return { row, columns };
  }
  return null;
}

function readRows(sheet: Sheet, header: Header): readonly ComponentRow[] {
  const rows: ComponentRow[] = [];
  for (let row = header.row + 1; row < sheet.rows.length; row += 1) {
    const cells: Partial<Record<ComponentColumn, ComponentCell>> = {};
    for (const [column, position] of header.columns) {
      const cell = getCell(sheet, row, position);
      if (cell.type === "blank") continue;
      const own = getCellText(cell).slice(0, LONGEST_TEXT);
      const text = column === "mark" && cell.type === "text" ? translateMark(own) : own;
      cells[column] = { text, type: cell.type, address: getAddress(row, position) };
    }
    if (cells.entrantNumber || cells.mark) rows.push({ sheet: sheet.name, row: row + 1, cells });
  }
  return rows;
}

/** An .xlsx with the entrant numbers, ready for the marks; readComponentMarks reads it back. */
export function writeComponentTemplate(name: string, entrantNumbers: readonly string[]): Promise<Uint8Array> {
  const columns = [
    { header: COMPONENT_WORDS.entrantNumber[0], width: 18 },
    { header: COMPONENT_WORDS.name[0], width: 18 },
    { header: COMPONENT_WORDS.mark[0], width: 12 },
  ];
  return writeWorkbook([{ name, columns, rows: entrantNumbers.map((number) => [number, null, null]) }]);
}
