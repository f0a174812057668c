/** Comma-separated text as spreadsheets write it, and as they can be trusted to read it. */

import type { TrialFault } from "#app/domain/trial/fault.ts";

/** The cells of one row; `row` from 1 as a spreadsheet counts, empty ones too. */
export type CsvRow = { readonly row: number; readonly cells: readonly string[] };

export type CsvTable = { readonly rows: readonly CsvRow[]; readonly faults: readonly TrialFault[] };

const SEPARATORS = [",", ";", "\t"] as const;

/**
 * Bytes as text: UTF-8 with or without its mark, UTF-16 with it, else gb18030, in which Chinese spreadsheets save.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Reads rows that are not empty; a cell in quotes may hold separators, breaks and doubled quotes. */
export function parseCsv(text: string): CsvTable {
  const source = text.replace(/^\uFEFF/, "");
  const separator = findSeparator(source);
  const rows: CsvRow[] = [];
  const faults: TrialFault[] = [];
  let cells: string[] = [];
  let row = 1;
  let at = 0;
  while (at < source.length) {
    const cell = readCell(source, at, separator);
    if (cell.fault) {
      faults.push({ file: "entries", row, column: cells.length + 1, refusal: { code: cell.fault } });
      if (cell.fault === "quote-not-closed") return { rows, faults };
    }
    cells.push(cell.text.trim());
    at = cell.end;
    if (source[at] === separator) {
      at += 1;
      // A separator at the very end is followed by one more empty cell.
      if (at === source.length) cells.push("");
      else continue;
    }
    if (cells.some((one) => one !== "")) rows.push({ row, cells });
    cells = [];
    row += 1;
    at += source.startsWith("\r\n", at) ? 2 : 1;
  }
  return { rows, faults };
}

type Cell = { readonly text: string; readonly end: number; readonly fault?: "quote-not-closed" | "quote-followed" };

function readCell(source: string, start: number, separator: string): Cell {
  if (source[start] !== '"') {
    const end = findEnd(source, start, separator);
    return { text: source.slice(start, end), end };
  }
  let text = "";
  for (let at = start + 1; ; ) {
    const quote = source.indexOf('"', at);
    if (quote === -1) return { text: source.slice(start), end: source.length, fault: "quote-not-closed" };
    text += source.slice(at, quote);
    if (source[quote + 1] === '"') {
      text += '"';
      at = quote + 2;
      continue;
    }
    const end = findEnd(source, quote + 1, separator);
    const rest = source.slice(quote + 1, end);
    return rest.trim() === "" ? { text, end } : { text: text + rest, end, fault: "quote-followed" };
  }
}

/** Where an unquoted piece ends: at the separator, the end of the row, or of the text. */
function findEnd(source: string, start: number, separator: string): number {
  let end = start;
  while (end < source.length && source[end] !== separator && source[end] !== "\n" && source[end] !== "\r") end += 1;
  return end;
}

/** The comma, unless the first row has none of them and one of the others: some spreadsheets write these. */
function findSeparator(source: string): string {
  const [first = ""] = source.split(/[\r\n]/, 1);
  return SEPARATORS.find((separator) => first.includes(separator)) ?? ",";
}

/** Rows as text. What a spreadsheet would take for a formula is shown as the text that it is. @param end of each row */
export function writeCsv(rows: readonly (readonly string[])[], end: "\n" | "\r\n"): string {
  return rows.map((cells) => `${cells.map(writeCell).join(",")}${end}`).join("");
}

function writeCell(cell: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
