/** Reads the rows of a file of component marks, and writes the one that waits for them. */
import type { ComponentColumn, ComponentRow } from "#app/domain/results/component-file.ts";
import { COMPONENT_WORDS, findComponentColumn, translateMark } from "#app/platform/excel/component-words.ts";
import type { FileDecision } from "#app/platform/excel/file-refusal.ts";
import { readColumns } from "#app/platform/excel/read-columns.ts";
import type { WorkbookCode } from "#app/platform/excel/workbook.ts";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";

export type ComponentFileReadCode =
  | WorkbookCode
  | "component-header-missing"
  | "component-column-twice"
  | "component-without-rows";

/** Every visible sheet that has the headers is read; a line without a number and without a mark is passed over. */
export function readComponentMarks(bytes: Uint8Array): Promise<FileDecision<readonly ComponentRow[], ComponentFileReadCode>> {
  return readColumns<ComponentColumn, ComponentFileReadCode>(bytes, {
    findColumn: findComponentColumn,
    // Without a number and a mark there is nothing to import.
    required: ["entrantNumber", "mark"],
    wanted: ["entrantNumber", "mark"],
    translate: (column, text) => (column === "mark" ? translateMark(text) : text),
    codes: {
      headerMissing: "component-header-missing",
      columnTwice: "component-column-twice",
      withoutRows: "component-without-rows",
    },
  });
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
