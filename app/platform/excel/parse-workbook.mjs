/** Reads the sheets of a workbook as plain rows, in whatever thread it is called: the one place where the spreadsheet library reads. */

/** @type {Readonly<Record<string, "workbook-encrypted" | "workbook-not-a-spreadsheet">>} */
const FAILURES = {
  EncryptedFileError: "workbook-encrypted",
  DecryptionError: "workbook-encrypted",
  UnsupportedFormatError: "workbook-not-a-spreadsheet",
};

/**
 * Never throws. A sheet is cut at its last filled row and column; styled but empty cells can reach to row 1,048,576.
 * @param {string} library the address of the spreadsheet library
 * @param {Uint8Array} bytes
 * @param {{ readonly rows: number, readonly columns: number }} limits
 * @returns {Promise<import("./parse-in-worker.ts").Parsed>}
 */
export async function parseWorkbook(library, bytes, limits) {
  try {
    const { read } = await import(/* @vite-ignore */ library);
    const workbook = await read(bytes);
    const rows = workbook.sheets.reduce((sum, sheet) => sum + countRows(sheet), 0);
    if (rows > limits.rows) return { kind: "too-many-rows", rows };
    const merges = workbook.sheets.reduce((sum, sheet) => sum + (sheet.merges?.length ?? 0), 0);
    if (merges > limits.rows || workbook.sheets.length > 100) return { kind: "failed", code: "workbook-too-complex" };
    return { kind: "parsed", sheets: workbook.sheets.map((sheet) => cutSheet(sheet, limits)) };
  } catch (error) {
    return { kind: "failed", code: FAILURES[error?.name] ?? "workbook-damaged" };
  }
}

function isFilled(value) {
  return value !== null && value !== undefined && !(typeof value === "string" && value.trim() === "");
}

function countRows(sheet) {
  for (let row = sheet.rows.length - 1; row >= 0; row -= 1) if (sheet.rows[row].some(isFilled)) return row + 1;
  return 0;
}

function cutSheet(sheet, limits) {
  const special = [];
  let lastRow = -1;
  let lastColumn = -1;
  const reach = (row, column) => {
    if (row > lastRow) lastRow = row;
    if (column > lastColumn) lastColumn = column;
  };
  sheet.rows.forEach((row, rowIndex) => {
    for (let column = 0; column < row.length && column < limits.columns; column += 1) {
      if (isFilled(row[column])) reach(rowIndex, column);
    }
  });
  for (const [key, cell] of sheet.cells ?? []) {
    const type = cell.type === "error" ? "error" : cell.type === "formula" && !isFilled(cell.value) ? "uncalculated" : null;
    if (type === null) continue;
    const [row, column] = key.split(",").map(Number);
    if (row >= limits.rows || column >= limits.columns) continue;
    special.push([row, column, type]);
    reach(row, column);
  }
  const width = lastColumn + 1;
  const rows = [];
  for (let row = 0; row <= lastRow; row += 1) {
    const values = sheet.rows[row] ?? [];
    const cut = [];
    for (let column = 0; column < width; column += 1) cut.push(values[column] ?? null);
    rows.push(cut);
  }
  const merges = (sheet.merges ?? []).map((merge) => ({
    startRow: merge.startRow,
    startColumn: merge.startCol,
    endRow: merge.endRow,
    endColumn: merge.endCol,
  }));
  return { name: sheet.name, isHidden: Boolean(sheet.hidden || sheet.veryHidden), width, rows, special, merges };
}
