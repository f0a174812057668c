/** Reads a text table (.csv, .txt) as one sheet: UTF-8 first, then gb18030, as spreadsheets in Chinese offices save it. */
import type { Decision } from "#app/domain/shared/decision.ts";
import {
  DEFAULT_LIMITS,
  makeCell,
  type Parse,
  readWorkbook,
  type Workbook,
  type WorkbookCode,
  type WorkbookLimits,
} from "#app/platform/excel/workbook.ts";

const SEPARATORS = [",", "\t", ";"] as const;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** A workbook of any kind, or a text table, told apart by their first bytes: the ending of a name proves nothing. */
export async function readTable(
  bytes: Uint8Array,
  limits: WorkbookLimits = DEFAULT_LIMITS,
  parse?: Parse,
): Promise<Decision<Workbook, WorkbookCode>> {
  return isArchive(bytes) ? readWorkbook(bytes, limits, parse) : readTextTable(bytes, limits);
}

/** Whether the bytes begin as those of a workbook do, of whatever kind. */
export function isArchive(bytes: Uint8Array): boolean {
  return [ZIP, OLE].some((signature) => signature.every((byte, index) => bytes[index] === byte));
}

/** Separated by commas, tabs or semicolons, whichever its first line has most of; fields in quotes may hold any of them. */
export function readTextTable(bytes: Uint8Array, limits: WorkbookLimits = DEFAULT_LIMITS): Decision<Workbook, WorkbookCode> {
  if (bytes.length > limits.bytes) {
    return refuse("workbook-too-large", { megabytes: Math.floor(limits.bytes / (1024 * 1024)) });
  }
  const text = decode(bytes);
  if (text === null || hasControls(text)) return refuse("workbook-not-a-spreadsheet");
  const rows = splitFields(text, findSeparator(text));
  while (rows.at(-1)?.every((field) => field.trim() === "")) rows.pop();
  if (rows.length === 0) return refuse("workbook-blank");
  if (rows.length > limits.rows) return refuse("workbook-too-many-rows", { rows: rows.length, limit: limits.rows });
  const cells = rows.map((row) => row.slice(0, limits.columns).map((field) => makeCell(field, undefined)));
  return { ok: true, value: { sheets: [{ name: "CSV", isHidden: false, rows: cells, merges: [] }] } };
}

/** Null when the bytes are text in neither encoding. */
function decode(bytes: Uint8Array): string | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** Pictures and documents decode to something too: no table has control characters. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

function findSeparator(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function splitFields(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  const endField = () => {
    row.push(field);
    field = "";
  };
  const endRow = () => {
    endField();
    rows.push(row);
    row = [];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && field === "") isQuoted = true;
    else if (character === separator) endField();
    else if (character === "\n" || character === "\r") {
      endRow();
      if (character === "\r" && text[index + 1] === "\n") index += 1;
    } else field += character;
  }
  if (field !== "" || row.length > 0) endRow();
  return rows;
}

function refuse(code: WorkbookCode, params?: Readonly<Record<string, number>>): Decision<Workbook, WorkbookCode> {
  return { ok: false, refusals: [params ? { code, params } : { code }] };
}
