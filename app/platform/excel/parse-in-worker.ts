/** Parses a workbook in a thread of its own: the one place where the spreadsheet library reads. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

type ParsedSheet = {
  readonly name: string;
  readonly isHidden: boolean;
  readonly width: number;
  readonly rows: readonly (readonly (string | number | boolean | Date | null)[])[];
  /** Cells whose value is not what it seems: row, column, what they are. */
  readonly special: readonly (readonly [number, number, "error" | "uncalculated"])[];
  readonly merges: readonly { startRow: number; startColumn: number; endRow: number; endColumn: number }[];
};

export type Parsed =
  | { readonly kind: "parsed"; readonly sheets: readonly ParsedSheet[] }
  | { readonly kind: "too-many-rows"; readonly rows: number }
  | {
      readonly kind: "failed";
      readonly code: "workbook-not-a-spreadsheet" | "workbook-encrypted" | "workbook-damaged" | "workbook-too-complex";
    };

const HEAP_MEGABYTES = 512;

/**
 * What the thread runs. It is text because the server is built into one file: a second file for the thread would not be found there.
 * A sheet is cut at its last filled row and column before it crosses over; styled but empty cells can reach to row 1,048,576.
 */
const SCRIPT = `
const { parentPort, workerData } = require("node:worker_threads");

const FAILURES = {
  EncryptedFileError: "workbook-encrypted",
  DecryptionError: "workbook-encrypted",
  UnsupportedFormatError: "workbook-not-a-spreadsheet",
};

function isFilled(value) {
  return value !== null && value !== undefined && !(typeof value === "string" && value.trim() === "");
}

function countRows(sheet) {
  for (let row = sheet.rows.length - 1; row >= 0; row -= 1) if (sheet.rows[row].some(isFilled)) return row + 1;
  return 0;
}

function cutSheet(sheet) {
  const special = [];
  let lastRow = -1;
  let lastColumn = -1;
  const reach = (row, column) => {
    if (row > lastRow) lastRow = row;
    if (column > lastColumn) lastColumn = column;
  };
  sheet.rows.forEach((row, rowIndex) => {
    for (let column = 0; column < row.length && column < workerData.columnLimit; column += 1) {
      if (isFilled(row[column])) reach(rowIndex, column);
    }
  });
  for (const [key, cell] of sheet.cells ?? []) {
    const type = cell.type === "error" ? "error" : cell.type === "formula" && !isFilled(cell.value) ? "uncalculated" : null;
    const [row, column] = key.split(",").map(Number);
    if (type === null || row >= workerData.rowLimit || column >= workerData.columnLimit) continue;
    special.push([row, column, type]);
    reach(row, column);
  }
  const width = lastColumn + 1;
  const rows = [];
  for (let row = 0; row <= lastRow; row += 1) {
    const values = sheet.rows[row] ?? [];
    rows.push(Array.from({ length: width }, (_, column) => values[column] ?? null));
  }
  const merges = (sheet.merges ?? []).map((merge) => ({
    startRow: merge.startRow, startColumn: merge.startCol, endRow: merge.endRow, endColumn: merge.endCol,
  }));
  return { name: sheet.name, isHidden: Boolean(sheet.hidden || sheet.veryHidden), width, rows, special, merges };
}

function parse(workbook) {
  const rows = workbook.sheets.reduce((sum, sheet) => sum + countRows(sheet), 0);
  if (rows > workerData.rowLimit) return { kind: "too-many-rows", rows };
  const merges = workbook.sheets.reduce((sum, sheet) => sum + (sheet.merges?.length ?? 0), 0);
  if (merges > workerData.rowLimit || workbook.sheets.length > 100) return { kind: "failed", code: "workbook-too-complex" };
  return { kind: "parsed", sheets: workbook.sheets.map(cutSheet) };
}

import(workerData.library)
  .then(({ read }) => read(workerData.bytes))
  .then(parse)
  .catch((error) => ({ kind: "failed", code: FAILURES[error?.name] ?? "workbook-damaged" }))
  .then((parsed) => parentPort.postMessage(parsed));
`;

/** The parse that runs now: one at a time, because each may take all the memory that its thread is allowed. */
let running: Promise<unknown> = Promise.resolve();

type ParseLimits = { readonly rows: number; readonly columns: number; readonly milliseconds: number };

/** Never throws; a file that needs too much memory or time is "workbook-too-complex". */
export function parseInWorker(bytes: Uint8Array, limits: ParseLimits): Promise<Parsed> {
  const parsed = running.then(() => runWorker(bytes, limits));
  running = parsed;
  return parsed;
}

function runWorker(bytes: Uint8Array, limits: ParseLimits): Promise<Parsed> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve("hucre")).href;
  const worker = new Worker(SCRIPT, {
    eval: true,
    workerData: { library, bytes, rowLimit: limits.rows, columnLimit: limits.columns },
    // A loader of the parent (TypeScript, tests) has no business in the thread.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  return new Promise<Parsed>((resolve) => {
    const finish = (parsed: Parsed): void => {
      clearTimeout(timer);
      resolve(parsed);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish({ kind: "failed", code: "workbook-too-complex" }), limits.milliseconds);
    worker.once("message", (parsed: Parsed) => finish(parsed));
    worker.once("error", () => finish({ kind: "failed", code: "workbook-too-complex" }));
    worker.once("exit", () => finish({ kind: "failed", code: "workbook-damaged" }));
  });
}
