/** Writes a marking scheme as the usual import workbook, so that readMarkingScheme reads back the same scheme; with notes. */
import { type CellValue, type ColumnDef, writeXlsx } from "hucre/xlsx";
import type { Aspect, Criterion, MarkingScheme, Module } from "#app/domain/marking/scheme.ts";
import { computeSubCriterionMaximum, listAspects } from "#app/domain/marking/scheme.ts";
import { addHundredths, formatHundredths, type Hundredths } from "#app/domain/shared/units.ts";
import { normaliseSection, SHEET_NAME, WRITTEN_HEADERS } from "#app/platform/excel/scheme-words.ts";
import { writeWay } from "#app/platform/excel/way-notation.ts";
import { NOTES, NOTES_SHEET } from "#app/platform/excel/way-words.ts";
import { escapeFormula, HEADER_STYLE } from "#app/platform/excel/write-workbook.ts";

const WIDTHS = [12, 24, 9, 9, 40, 8, 48, 28, 10, 12, 9, 12, 9, 9, 36];
const NOTE_WIDTHS = [24, 38, 38, 80];
const MARK_STYLE = { numFmt: "0.00" } as const;
const TEXT_STYLE = { numFmt: "@", alignment: { vertical: "top", wrapText: true } } as const;
/** Columns of the layout, from 0. */
const COLUMN = { section: 8, sum: 9, maximum: 10, criterion: 11, total: 12, totalMark: 13, way: 14 } as const;

type Cell = string | number | null | { readonly mark: Hundredths };
type Row = { readonly cells: readonly Cell[]; readonly isHeader?: boolean };

const BLANK: Row = { cells: [] };

/** @param title what the scheme is of, in the first row */
export function writeMarkingScheme(scheme: MarkingScheme, title: string): Promise<Uint8Array> {
  const rows: Row[] = [
    { cells: [title] },
    BLANK,
    ...writeSections(scheme),
    ...writeModules(scheme.modules),
    ...writeCriteria(scheme),
    ...scheme.criteria.flatMap(writeBlock),
  ];
  const styles = new Map<string, { style: object }>();
  for (const [index, { cells, isHeader }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === null) continue;
      const style = isHeader
        ? HEADER_STYLE
        : typeof cell === "object"
          ? MARK_STYLE
          : typeof cell === "string"
            ? TEXT_STYLE
            : null;
      if (style !== null) styles.set(`${index},${column}`, { style });
    }
  }
  const columns = (widths: readonly number[]): ColumnDef[] => widths.map((width) => ({ width }));
  return writeXlsx({
    sheets: [
      { name: SHEET_NAME, columns: columns(WIDTHS), rows: rows.map(({ cells }) => cells.map(toValue)), cells: styles },
      {
        name: NOTES_SHEET,
        columns: columns(NOTE_WIDTHS),
        rows: NOTES.map((note) => note.map((text) => escapeFormula(text) || null)),
        cells: new Map(
          NOTES.flatMap((note, row) =>
            note.map((_, column) => [`${row},${column}`, { style: row === 0 ? HEADER_STYLE : TEXT_STYLE }]),
          ),
        ),
        freezePane: { rows: 1 },
      },
    ],
  });
}

/** What the aspects of each section add up to; no table where an aspect names none, because the table asks it of all. */
function writeSections(scheme: MarkingScheme): readonly Row[] {
  const aspects = listAspects(scheme);
  if (aspects.some(({ section }) => section === undefined)) return [];
  const sums = new Map<string, { section: string; marks: Hundredths[] }>();
  for (const { section = "", maximum } of aspects) {
    const key = normaliseSection(section);
    const known = sums.get(key);
    if (known) known.marks.push(maximum);
    else sums.set(key, { section, marks: [maximum] });
  }
  return [
    {
      cells: place({
        0: "Section",
        1: "Name",
        [COLUMN.section]: "WSOS Marks",
        [COLUMN.sum]: "Aspect Marks",
        [COLUMN.maximum]: "Variation",
      }),
      isHeader: true,
    },
    ...[...sums.values()].map(({ section, marks }): Row => {
      const mark = addHundredths(marks);
      return { cells: place({ 0: toNumber(section), [COLUMN.section]: { mark }, [COLUMN.sum]: { mark }, [COLUMN.maximum]: 0 }) };
    }),
    BLANK,
  ];
}

function writeModules(modules: readonly Module[] | undefined): readonly Row[] {
  if (modules === undefined) return [];
  return [
    { cells: ["Module ID", "Module Name"], isHeader: true },
    ...modules.map(({ id, name }): Row => ({ cells: [id, name] })),
    BLANK,
  ];
}

function writeCriteria({ modules, criteria }: MarkingScheme): readonly Row[] {
  const total = addHundredths(criteria.map(({ maximum }) => maximum));
  return [
    { cells: place({ 0: "ID", 1: "Name", 2: modules ? "Module" : null, [COLUMN.maximum]: "Mark" }), isHeader: true },
    ...criteria.map(({ id, name, module, maximum }): Row => {
      return { cells: place({ 0: id, 1: name, 2: module ?? null, [COLUMN.maximum]: { mark: maximum } }) };
    }),
    { cells: place({ 1: "Total", [COLUMN.maximum]: { mark: total } }) },
    BLANK,
  ];
}

function writeBlock(criterion: Criterion): readonly Row[] {
  const total = addHundredths(criterion.subCriteria.map(computeSubCriterionMaximum));
  return [
    {
      cells: place({
        ...WRITTEN_HEADERS.slice(0, COLUMN.criterion),
        [COLUMN.criterion]: `Criterion ${criterion.id}`,
        [COLUMN.total]: "Total\nMark",
        [COLUMN.totalMark]: { mark: total },
        [COLUMN.way]: WRITTEN_HEADERS[COLUMN.criterion] ?? null,
      }),
      isHeader: true,
    },
    ...criterion.subCriteria.flatMap(({ id, name, day, aspects }): Row[] => [
      { cells: [id, name, day] },
      ...aspects.flatMap(writeAspect),
    ]),
    BLANK,
  ];
}

function writeAspect(aspect: Aspect): readonly Row[] {
  const { kind, text, detail = null, requirement = null, section, maximum, descriptors = [] } = aspect;
  return [
    {
      cells: place({
        3: kind === "judgement" ? "J" : "M",
        4: text,
        6: detail,
        7: requirement,
        [COLUMN.section]: section === undefined ? null : toNumber(section),
        [COLUMN.maximum]: { mark: maximum },
        [COLUMN.way]: kind === "judgement" ? null : writeWay(aspect) || null,
      }),
    },
    ...descriptors.map((descriptor, score): Row => ({ cells: place({ 5: score, 6: descriptor }) })),
  ];
}

/** A row of its cells by column; those left out are blank. */
function place(cells: Readonly<Record<number, Cell>>): readonly Cell[] {
  const width = Math.max(...Object.keys(cells).map(Number)) + 1;
  return Array.from({ length: width }, (_, column) => cells[column] ?? null);
}

/** A section as other programs expect it: a number where it is one. */
function toNumber(section: string): string | number {
  return /^[1-9]\d{0,3}$/.test(section) ? Number(section) : section;
}

function toValue(cell: Cell): CellValue {
  if (typeof cell === "string") return escapeFormula(cell);
  return cell !== null && typeof cell === "object" ? Number(formatHundredths(cell.mark)) : cell;
}
