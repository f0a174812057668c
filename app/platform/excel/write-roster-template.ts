/** The roster that a team leader fills in: headers, drop-downs from the competition, and a sheet that shows how. */
import { type CellValue, type ColumnDef, type DataValidation, writeXlsx } from "hucre/xlsx";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { ROSTER_COLUMNS, type RosterColumn } from "#app/domain/registration/roster-facts.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import {
  CHOICES_SHEET,
  COLUMN_NOTES,
  COLUMN_WORDS,
  DOCUMENT_WORDS,
  EXAMPLE_PEOPLE,
  EXAMPLE_SHEET,
  LEVEL_WORDS,
  NOTE_WORDS,
  ROSTER_SHEET,
} from "#app/platform/excel/roster-words.ts";
import { getColumnLetters } from "#app/platform/excel/workbook.ts";
import { escapeFormula, HEADER_STYLE } from "#app/platform/excel/write-workbook.ts";

const PREPARED_ROWS = 500;
const LONGEST_NOTE = 4000;
const WIDTHS: Readonly<Record<RosterColumn, number>> = {
  delegation: 24,
  event: 22,
  teamNumber: 10,
  name: 14,
  documentKind: 18,
  documentNumber: 24,
  birthDate: 14,
  employer: 34,
  school: 30,
  trainingOrganisation: 34,
  residence: 20,
  level: 12,
  yearsOfService: 10,
  phone: 16,
  coach: 16,
  coachDocument: 26,
};
/** Text cells, so that a spreadsheet keeps all digits of a number and takes "1-1" for no date. */
const TEXT_STYLE = { numFmt: "@" } as const;
/** Names as the import knows them; an event of more than one person per entry needs team numbers. */
export type TemplateChoices = {
  readonly events: readonly {
    readonly name: string;
    readonly size: number;
    readonly group: string;
    /** Of its eligibility, in the words of the technical document. */
    readonly clauses: readonly string[];
  }[];
  /** Null: the roster of one delegation, which needs no column for it. */
  readonly delegations: readonly string[] | null;
  readonly organisations: readonly string[];
  readonly schools: readonly string[];
};

/** An .xlsx that readRoster reads back; its example sheet and its hidden sheet of choices are passed over there. */
export function writeRosterTemplate(choices: TemplateChoices): Promise<Uint8Array> {
  const shown = ROSTER_COLUMNS.filter((column) => column !== "delegation" || choices.delegations !== null);
  const header = shown.map((column) => COLUMN_WORDS[column][0]);
  const columns: ColumnDef[] = shown.map((column) => ({ width: WIDTHS[column], style: TEXT_STYLE }));
  const headerCells = new Map(
    shown.map((column, position) => [`0,${position}`, { style: HEADER_STYLE, comment: { text: makeNote(column, choices) } }]),
  );
  const lists = makeLists(choices);
  const blank: CellValue[] = shown.map(() => null);
  return writeXlsx({
    sheets: [
      {
        name: ROSTER_SHEET,
        columns,
        rows: [header, ...Array.from({ length: PREPARED_ROWS }, () => blank)],
        cells: headerCells,
        dataValidations: makeValidations(lists, shown),
        freezePane: { rows: 1 },
      },
      {
        name: EXAMPLE_SHEET,
        columns,
        rows: [header, ...makeExample(choices, shown)],
        cells: headerCells,
        freezePane: { rows: 1 },
      },
      { name: CHOICES_SHEET, rows: transpose(lists.map(([, list]) => list)), hidden: true },
    ],
  });
}

/** What to put into the column; on the event also what each event asks of its people. */
function makeNote(column: RosterColumn, { events }: TemplateChoices): string {
  const note = COLUMN_NOTES[column];
  if (column !== "event") return note;
  const lines = events.map(({ name, size, group, clauses }) => {
    const { groups, one } = NOTE_WORDS;
    const about = `${NOTE_WORDS.size(size)}${NOTE_WORDS.group(groups[group] ?? group)}`;
    const asks = clauses.length === 0 ? "" : `\n${NOTE_WORDS.clauses}\n${clauses.map((clause) => `- ${clause}`).join("\n")}`;
    return `${name}${one}${about}${asks}`;
  });
  return cutNote([note, ...lines].join("\n"));
}

/** A note of a spreadsheet has at most 32,767 characters, and nobody reads that many. */
function cutNote(text: string): string {
  return [...text].slice(0, LONGEST_NOTE).join("");
}

type List = readonly [readonly RosterColumn[], readonly string[]];

function makeLists(choices: TemplateChoices): readonly List[] {
  return [
    ...(choices.delegations === null ? [] : [[["delegation"], choices.delegations] as const]),
    [["event"], choices.events.map((event) => event.name)],
    [["documentKind"], DOCUMENT_KINDS.map((kind) => DOCUMENT_WORDS[kind][0])],
    [["employer", "trainingOrganisation"], choices.organisations],
    [["school"], choices.schools],
    [["level"], SKILL_LEVELS.map((level) => LEVEL_WORDS[level][0])],
  ];
}

/** A drop-down refers to cells of the hidden sheet, because a list inside the rule itself may have 255 characters only. */
function makeValidations(lists: readonly List[], shown: readonly RosterColumn[]): DataValidation[] {
  return lists.flatMap(([columns, list], position) => {
    if (list.length === 0) return [];
    const source = getColumnLetters(position);
    return columns.map((column): DataValidation => {
      const letters = getColumnLetters(shown.indexOf(column));
      return {
        type: "list",
        range: `${letters}2:${letters}${PREPARED_ROWS + 1}`,
        formula1: `'${CHOICES_SHEET}'!$${source}$1:$${source}$${list.length}`,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: "stop",
      };
    });
  });
}

/** Two rows that make one entry where an event is for more than one, else one row. The number is the example of the standard. */
function makeExample(choices: TemplateChoices, shown: readonly RosterColumn[]): CellValue[][] {
  const event = choices.events.find(({ size }) => size > 1) ?? choices.events[0];
  const employer = choices.organisations[0] ?? "";
  const common = {
    delegation: choices.delegations?.[0] ?? "",
    event: event?.name ?? "",
    documentKind: DOCUMENT_WORDS["resident-id"][0],
    employer,
    level: LEVEL_WORDS.senior[0],
  };
  const teamNumber = (event?.size ?? 1) > 1 ? "1" : "";
  const people: Partial<Record<RosterColumn, string>>[] = EXAMPLE_PEOPLE.map((person) => ({ ...common, ...person, teamNumber }));
  return people
    .slice(0, teamNumber === "" ? 1 : 2)
    .map((person) => shown.map((column) => escapeFormula(person[column] ?? "") || null));
}

function transpose(lists: readonly (readonly string[])[]): CellValue[][] {
  const height = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: height }, (_, row) => lists.map((list) => escapeFormula(list[row] ?? "") || null));
}
