/** Rows out of a file by the words of its headers: which column is which, and every row with its place. */
import { type FileDecision, type FileRefusal, refuseFile } from "#app/platform/excel/file-refusal.ts";
import { readTable } from "#app/platform/excel/read-text-table.ts";
import {
  type CellType,
  getAddress,
  getCell,
  getCellText,
  getColumnLetters,
  type Sheet,
  type WorkbookCode,
} from "#app/platform/excel/workbook.ts";

/** One cell as the file had it; `address` as a spreadsheet names it: "B5". */
export type ColumnCell = {
  readonly text: string;
  readonly type: Exclude<CellType, "blank">;
  readonly address: string;
};

export type ColumnRow<Column extends string> = {
  readonly sheet: string;
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Column, ColumnCell>>>;
};

export type ColumnForm<Column extends string, Code extends string> = {
  /** Which column a header names; null for another one. */
  readonly findColumn: (header: string) => Column | null;
  /** A row of headers has them all. */
  readonly required: readonly Column[];
  /** A row that has none of them is passed over. */
  readonly wanted: readonly Column[];
  /** What the words of a text cell mean. */
  readonly translate: (column: Column, text: string) => string;
  /** Refusals of the file in the words of its subject. */
  readonly codes: { readonly headerMissing: Code; readonly columnTwice: Code; readonly withoutRows: Code };
};

/** Titles may stand above the headers. */
const HEADER_ROWS = 20;
const LONGEST_TEXT = 150;

/** Every visible sheet that has the headers is read. */
export async function readColumns<Column extends string, Code extends string>(
  bytes: Uint8Array,
  form: ColumnForm<Column, Code>,
): Promise<FileDecision<readonly ColumnRow<Column>[], WorkbookCode | Code>> {
  const workbook = await readTable(bytes);
  if (!workbook.ok) return { ok: false, refusals: workbook.refusals.map((refusal) => refuseFile(refusal)) };
  const refusals: FileRefusal<WorkbookCode | Code>[] = [];
  const rows: ColumnRow<Column>[] = [];
  let headers = 0;
  for (const sheet of workbook.value.sheets.filter(({ isHidden }) => !isHidden)) {
    const header = findHeader(sheet, form, refusals);
    if (header === null) continue;
    headers += 1;
    rows.push(...readRows(sheet, header, form));
  }
  if (headers === 0) refusals.push(refuseFile({ code: form.codes.headerMissing }));
  else if (rows.length === 0 && refusals.length === 0) refusals.push(refuseFile({ code: form.codes.withoutRows }));
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: rows };
}

/** A header as it is compared: without brackets with remarks, blanks, stars and colons. */
export function normaliseHeader(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([【].*$/u, "")
    .replace(/[\s*:：._-]+/gu, "");
}

type Header<Column> = { readonly row: number; readonly columns: ReadonlyMap<Column, number> };

function findHeader<Column extends string, Code extends string>(
  sheet: Sheet,
  form: ColumnForm<Column, Code>,
  refusals: FileRefusal<WorkbookCode | Code>[],
): Header<Column> | null {
  for (let row = 0; row < Math.min(HEADER_ROWS, sheet.rows.length); row += 1) {
    const columns = new Map<Column, number>();
    const twice: FileRefusal<Code>[] = [];
    (sheet.rows[row] ?? []).forEach((cell, position) => {
      const column = cell.type === "text" ? form.findColumn(getCellText(cell)) : null;
      if (column === null) return;
      if (!columns.has(column)) columns.set(column, position);
      else {
        twice.push({
          code: form.codes.columnTwice,
          params: { word: getCellText(cell) },
          sheet: sheet.name,
          row: row + 1,
          column: getColumnLetters(position),
          address: getAddress(row, position),
        });
      }
    });
    if (!form.required.every((column) => columns.has(column))) continue;
    refusals.push(...twice);
    return { row, columns };
  }
  return null;
}

function readRows<Column extends string, Code extends string>(
  sheet: Sheet,
  header: Header<Column>,
  { wanted, translate }: ColumnForm<Column, Code>,
): readonly ColumnRow<Column>[] {
  const rows: ColumnRow<Column>[] = [];
  for (let row = header.row + 1; row < sheet.rows.length; row += 1) {
    const cells: Partial<Record<Column, ColumnCell>> = {};
    for (const [column, position] of header.columns) {
      const cell = getCell(sheet, row, position);
      if (cell.type === "blank") continue;
      const own = getCellText(cell).slice(0, LONGEST_TEXT);
      const text = cell.type === "text" ? translate(column, own) : own;
      cells[column] = { text, type: cell.type, address: getAddress(row, position) };
    }
    if (wanted.some((column) => cells[column])) rows.push({ sheet: sheet.name, row: row + 1, cells });
  }
  return rows;
}
