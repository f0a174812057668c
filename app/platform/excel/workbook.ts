/** A workbook read from bytes: sheets of typed cells, or the reason why the file cannot be read. Bad files never throw. */
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { checkArchive } from "#app/platform/excel/check-archive.ts";
import { type Parsed, type ParsedSheet, parseInWorker } from "#app/platform/excel/parse-in-worker.ts";

export type CellType = "blank" | "text" | "number" | "boolean" | "date" | "error" | "uncalculated";

export type Cell = {
  readonly value: string | number | boolean | Date | null;
  /** `error` is #N/A and its like, or a date that never was; `uncalculated` a formula that was saved without its value. */
  readonly type: CellType;
};

/** Positions from 0, both ends included. */
export type MergedRange = {
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
};

export type Sheet = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Without the blank rows at the end. A merged range has its value in its first cell only. */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly MergedRange[];
};

export type Workbook = { readonly sheets: readonly Sheet[] };

export type WorkbookLimits = {
  readonly bytes: number;
  /** What the archive may expand to. */
  readonly unzippedBytes: number;
  /** Rows of all sheets together, blank ones at the end of a sheet not counted. */
  readonly rows: number;
  /** Columns after these are passed over: no form that is read here has so many. */
  readonly columns: number;
  readonly milliseconds: number;
};

const MEBIBYTE = 1024 * 1024;
export const DEFAULT_LIMITS: WorkbookLimits = {
  bytes: 10 * MEBIBYTE,
  unzippedBytes: 48 * MEBIBYTE,
  rows: 5000,
  columns: 100,
  milliseconds: 20_000,
};

export type WorkbookCode =
  | "workbook-too-large"
  | "workbook-not-a-spreadsheet"
  | "workbook-encrypted"
  | "workbook-damaged"
  | "workbook-too-complex"
  | "workbook-too-many-rows"
  | "workbook-blank";

/** Turns bytes into sheets, plain or made: in a thread of its own unless the caller is in one already. */
export type Parse = (
  bytes: Uint8Array,
  limits: WorkbookLimits,
) => Promise<Parsed | { readonly kind: "sheets"; readonly sheets: readonly Sheet[] }>;

/**
 * Reads .xlsx, .xls and .ods. The parsing runs in a thread of its own with a ceiling on memory and time, because a file made
 * to harm would otherwise stop the whole process.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = DEFAULT_LIMITS,
  parse: Parse = parseInWorker,
): Promise<Decision<Workbook, WorkbookCode>> {
  if (bytes.length > limits.bytes) {
    return refuse({ code: "workbook-too-large", params: { megabytes: Math.floor(limits.bytes / MEBIBYTE) } });
  }
  const archive = checkArchive(bytes, limits.unzippedBytes);
  if (archive !== "ok") return refuse({ code: archive });

  const parsed = await parse(bytes, limits);
  if (parsed.kind === "failed") return refuse({ code: parsed.code });
  if (parsed.kind === "too-many-rows") {
    return refuse({ code: "workbook-too-many-rows", params: { rows: parsed.rows, limit: limits.rows } });
  }
  const sheets = parsed.kind === "sheets" ? parsed.sheets : parsed.sheets.map(makeSheet);
  if (sheets.every((sheet) => sheet.rows.length === 0)) return refuse({ code: "workbook-blank" });
  return { ok: true, value: { sheets } };
}

function makeSheet(sheet: ParsedSheet): Sheet {
  const special = new Map(sheet.special.map(([row, column, type]) => [row * sheet.width + column, type]));
  return {
    name: sheet.name,
    isHidden: sheet.isHidden,
    rows: sheet.rows.map((row, rowIndex) =>
      row.map((value, column) => makeCell(value, special.get(rowIndex * sheet.width + column))),
    ),
    merges: sheet.merges,
  };
}

export const BLANK: Cell = { value: null, type: "blank" };

/** The cell at a position from 0; a blank one where the sheet has none. */
export function getCell(sheet: Sheet, row: number, column: number): Cell {
  return sheet.rows[row]?.[column] ?? BLANK;
}

/** How a spreadsheet names a cell: row 4, column 4 (from 0) is "E5". */
export function getAddress(row: number, column: number): string {
  return `${getColumnLetters(column)}${row + 1}`;
}

/** Column 0 is "A", 26 is "AA". */
export function getColumnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * What a cell says, as text without space around it. A number has the digits that a spreadsheet shows, at most 15 significant
 * ones, so that the noise of binary fractions never reaches a mark: 0.1 + 0.2 reads "0.3".
 */
export function getCellText(cell: Cell): string {
  const { value } = cell;
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return formatDecimal(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value.replace(/^'(?=[=+\-@])/, "").trim();
}

/** A finite number in plain decimal digits, at most 15 significant ones, without an exponent. */
export function formatDecimal(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = "0", exponentText = "0"] = value.toExponential(14).split("e");
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "").replace(/0+$/, "");
  if (digits === "") return "0";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The cell of a value; blank text is no content. */
export function makeCell(value: Cell["value"], special: "error" | "uncalculated" | undefined): Cell {
  if (special !== undefined) return { value, type: special };
  if (value === null || value === "") return BLANK;
  // A number far outside the calendar, shown as a date, is no day.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { value: null, type: "error" } : { value, type: "date" };
  if (typeof value === "number") return { value, type: "number" };
  if (typeof value === "boolean") return { value, type: "boolean" };
  return value.trim() === "" ? BLANK : { value, type: "text" };
}

function refuse(refusal: Refusal<WorkbookCode>): Decision<Workbook, WorkbookCode> {
  return { ok: false, refusals: [refusal] };
}
