/** Reads the rows of a file of organisations, and writes the one that waits for them. */
import { type CellValue, writeXlsx } from "hucre/xlsx";
import {
  ORGANISATION_COLUMNS,
  type OrganisationColumn,
  type OrganisationFileRow,
} from "#app/domain/organisations/organisation-file.ts";
import type { FileDecision } from "#app/platform/excel/file-refusal.ts";
import {
  findOrganisationColumn,
  ORGANISATION_COLUMN_WORDS,
  ORGANISATION_EXAMPLE_SHEET,
  ORGANISATION_KIND_CHOICES,
  ORGANISATION_NOTES,
  ORGANISATION_SHEET,
  translateKind,
} from "#app/platform/excel/organisation-words.ts";
import { readColumns } from "#app/platform/excel/read-columns.ts";
import { getColumnLetters, type WorkbookCode } from "#app/platform/excel/workbook.ts";
import { HEADER_STYLE } from "#app/platform/excel/write-workbook.ts";

export type OrganisationFileReadCode =
  | WorkbookCode
  | "organisation-header-missing"
  | "organisation-column-twice"
  | "organisation-without-rows";

/** Every visible sheet with a column of full names is read; a line without a name and a code is passed over. */
export function readOrganisations(
  bytes: Uint8Array,
): Promise<FileDecision<readonly OrganisationFileRow[], OrganisationFileReadCode>> {
  return readColumns<OrganisationColumn, OrganisationFileReadCode>(bytes, {
    findColumn: findOrganisationColumn,
    required: ["name"],
    wanted: ["name", "creditCode"],
    translate: (column, text) => (column === "kind" ? translateKind(text) : text),
    codes: {
      headerMissing: "organisation-header-missing",
      columnTwice: "organisation-column-twice",
      withoutRows: "organisation-without-rows",
    },
  });
}

const PREPARED_ROWS = 500;
const WIDTHS: Readonly<Record<OrganisationColumn, number>> = { name: 40, nameEn: 40, kind: 14, region: 24, creditCode: 24 };
/** Text cells, so that a spreadsheet keeps all digits of a code. */
const TEXT_STYLE = { numFmt: "@" } as const;

/** An .xlsx with the headers, a drop-down of kinds and a sheet that says what to write; readOrganisations reads it back. */
export function writeOrganisationTemplate(): Promise<Uint8Array> {
  const kinds = getColumnLetters(ORGANISATION_COLUMNS.indexOf("kind"));
  const blank: CellValue[] = ORGANISATION_COLUMNS.map(() => null);
  return writeXlsx({
    sheets: [
      {
        name: ORGANISATION_SHEET,
        columns: ORGANISATION_COLUMNS.map((column) => ({ width: WIDTHS[column], style: TEXT_STYLE })),
        rows: [
          ORGANISATION_COLUMNS.map((column) => ORGANISATION_COLUMN_WORDS[column][0]),
          ...Array.from({ length: PREPARED_ROWS }, () => blank),
        ],
        cells: new Map(ORGANISATION_COLUMNS.map((_, position) => [`0,${position}`, { style: HEADER_STYLE }])),
        dataValidations: [
          {
            type: "list",
            range: `${kinds}2:${kinds}${PREPARED_ROWS + 1}`,
            formula1: `"${ORGANISATION_KIND_CHOICES.join(",")}"`,
            allowBlank: true,
            showErrorMessage: true,
            errorStyle: "stop",
          },
        ],
        freezePane: { rows: 1 },
      },
      {
        name: ORGANISATION_EXAMPLE_SHEET,
        columns: [{ width: 110 }],
        rows: ORGANISATION_NOTES.map((line) => [line]),
      },
    ],
  });
}
