/** The workbooks that openpyxl made, and small ones made here: as bytes, or as what reading their bytes would give. */
import { readFileSync } from "node:fs";
import { writeXlsx } from "hucre/xlsx";
import { makeCell, type Workbook } from "#app/platform/excel/workbook.ts";

const FILES = new URL("../../e2e/files/", import.meta.url);

export type Values = readonly (readonly (string | number | boolean | Date | null)[])[];

export function readFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, FILES)));
}

export function makeBytes(sheets: Readonly<Record<string, Values>>): Promise<Uint8Array> {
  return writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]) })) });
}

export function makeWorkbook(sheets: Readonly<Record<string, Values>>): Workbook {
  return {
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      isHidden: false,
      rows: rows.map((row) => row.map((value) => makeCell(value, undefined))),
      merges: [],
    })),
  };
}
