/** Writes lists as .xlsx: text that could act as a formula is escaped, marks keep their digits, headers stay in view. */
import { type ColumnDef, writeXlsx, writeXlsxStream } from "hucre/xlsx";

/** A decimal is given as text ("85.25") and written as a number with two decimals. */
export type ListValue = string | number | boolean | Date | null | { readonly decimal: string };

export type ListColumn = {
  readonly header: string;
  /** In characters; Chinese ones count twice. */
  readonly width?: number;
  /** Of the numbers of a streamed sheet, which has none for its cells: "0.00". */
  readonly format?: string;
};

export type ListSheet = {
  readonly name: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly ListValue[])[];
};

const DEFAULT_WIDTH = 16;
export const HEADER_STYLE = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E8EDF5" } },
  alignment: { vertical: "center", wrapText: true },
} as const;

/** One sheet per list, with a frozen bold header row. */
export function writeWorkbook(sheets: readonly ListSheet[]): Promise<Uint8Array> {
  const names = makeSheetNames(sheets.map((sheet) => sheet.name));
  return writeXlsx({
    sheets: sheets.map((sheet, index) => {
      const cells = new Map<string, { style: { numFmt?: string } | typeof HEADER_STYLE }>();
      sheet.columns.forEach((_, column) => {
        cells.set(`0,${column}`, { style: HEADER_STYLE });
      });
      const rows = sheet.rows.map((row, rowIndex) =>
        row.map((value, column) => {
          const format = findFormat(value);
          if (format !== null) cells.set(`${rowIndex + 1},${column}`, { style: { numFmt: format } });
          return toCellValue(value);
        }),
      );
      const columns: ColumnDef[] = sheet.columns.map(({ width = DEFAULT_WIDTH }) => ({ width }));
      return {
        name: names[index] ?? "Sheet",
        columns,
        rows: [sheet.columns.map(({ header }) => escapeFormula(header)), ...rows],
        cells,
        freezePane: { rows: 1 },
      };
    }),
  });
}

/** One sheet with its header in view, written row by row as the rows come and as whoever reads it takes them. */
export function streamWorkbook(
  { name, columns }: Pick<ListSheet, "name" | "columns">,
  rows: AsyncIterable<readonly ListValue[]>,
): ReadableStream<Uint8Array> {
  async function* toCells() {
    for await (const row of rows) yield row.map(toCellValue);
  }
  return writeXlsxStream(toCells(), {
    name: makeSheetNames([name])[0] ?? "Sheet",
    columns: columns.map(({ header, width = DEFAULT_WIDTH, format }): ColumnDef => {
      return { header: escapeFormula(header), width, ...(format === undefined ? {} : { numFmt: format }) };
    }),
    freezePane: { rows: 1 },
  });
}

/** Text that starts like a formula gets an apostrophe before it, so that no program that opens the file obeys it. */
export function escapeFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A sheet name is at most 31 characters, without [ ] : * ? / \, and stands once. */
export function makeSheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base =
      name
        .replace(/[[\]:*?/\\]/g, " ")
        .replace(/^'+|'+$/g, "")
        .trim() || "Sheet";
    let candidate = cut(base, 31);
    for (let number = 2; taken.has(candidate.toLowerCase()); number += 1) {
      candidate = `${cut(base, 31 - String(number).length - 1)} ${number}`;
    }
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}

function toCellValue(value: ListValue): string | number | boolean | Date | null {
  if (typeof value === "string") return escapeFormula(value);
  if (value !== null && typeof value === "object" && "decimal" in value) return Number(value.decimal);
  return value;
}

function findFormat(value: ListValue): string | null {
  if (value instanceof Date) return "yyyy-mm-dd hh:mm";
  return value !== null && typeof value === "object" ? "0.00" : null;
}

/** Cuts after a length in code units without splitting a character. */
function cut(text: string, length: number): string {
  let result = "";
  for (const character of text) {
    if (result.length + character.length > length) break;
    result += character;
  }
  return result.trim();
}
