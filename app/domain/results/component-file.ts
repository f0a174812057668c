/** Marks of one component as an examination system's file gives them: theory by entrant number (DOMAIN 5). */

import { normaliseName } from "#app/domain/registration/name.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { formatHundredths, type Hundredths, parseHundredths } from "#app/domain/shared/units.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** One line that was matched to an entry; the mark in hundredths. */
export type ComponentMarkOfEntry = { readonly entryId: string; readonly mark: number };

export const COMPONENT_COLUMNS = ["entrantNumber", "name", "mark"] as const;
export type ComponentColumn = (typeof COMPONENT_COLUMNS)[number];

/** One cell as the file had it. */
export type ComponentCell = {
  readonly text: string;
  readonly type: "text" | "number" | "boolean" | "date" | "error" | "uncalculated";
  /** As a spreadsheet names it: "B5". */
  readonly address: string;
};

export type ComponentRow = {
  readonly sheet: string;
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ComponentColumn, ComponentCell>>>;
};

/** An entry of the round, as the file is compared with it. */
export type ComponentEntry = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly names: readonly string[];
  readonly participation: Participation;
};

export const COMPONENT_FILE_REFUSALS = [
  "entrant-number-missing",
  "entrant-number-unknown",
  "entrant-number-twice",
  "name-differs",
  "mark-unreadable",
  "mark-not-hundredths",
  "mark-out-of-range",
  "cell-error",
  "cell-uncalculated",
  "cell-date",
] as const;
export type ComponentFileCode = (typeof COMPONENT_FILE_REFUSALS)[number];

/** A mistake with its place. */
export type ComponentFileRefusal = Refusal<ComponentFileCode> & {
  readonly sheet: string;
  readonly row: number;
  readonly column: ComponentColumn;
  readonly address: string | null;
};

export type ComponentFile = {
  /** What an import would store, by entrant number; complete only when nothing is refused. */
  readonly marks: readonly (ComponentMarkOfEntry & { readonly entrantNumber: string })[];
  /** Entrant numbers whose line says that nobody sat the examination. */
  readonly absent: readonly string[];
  /** Entrant numbers of those who checked in and have no mark in the file. */
  readonly missing: readonly string[];
  readonly refusals: readonly ComponentFileRefusal[];
};

/** What the reader of files makes of every word for nobody having sat the examination. */
export const ABSENT = "absent";

/**
 * Compares a file with the entries of the round. Full-width digits and blanks do not matter; anything else that is no plain number of at
 * most two decimals between 0 and the maximum is refused by row and column.
 * @param maximum what a component can earn, in hundredths
 */
export function checkComponentFile(
  rows: readonly ComponentRow[],
  entries: readonly ComponentEntry[],
  maximum: Hundredths,
): ComponentFile {
  const known = new Map(entries.map((entry) => [normaliseNumber(entry.entrantNumber), entry]));
  const firstRow = new Map<string, number>();
  const marks: ComponentFile["marks"][number][] = [];
  const absent: string[] = [];
  const refusals: ComponentFileRefusal[] = [];
  for (const row of rows) {
    const refuse = (column: ComponentColumn, refusal: Refusal<ComponentFileCode>) =>
      refusals.push({ ...refusal, sheet: row.sheet, row: row.row, column, address: row.cells[column]?.address ?? null });
    const before = refusals.length;
    const entry = findEntry(row, { known, firstRow }, refuse);
    if (entry) checkName(row, entry, refuse);
    const mark = readMark(row.cells.mark, maximum, refuse);
    if (!entry || refusals.length > before || mark === null) continue;
    if (mark === ABSENT) absent.push(entry.entrantNumber);
    else marks.push({ entryId: entry.entryId, entrantNumber: entry.entrantNumber, mark });
  }
  const marked = new Set(marks.map(({ entryId }) => entryId));
  return {
    marks: marks.sort((left, right) => compareText(left.entrantNumber, right.entrantNumber)),
    absent: absent.sort(compareText),
    missing: entries
      .filter(({ entryId, participation }) => participation === "checked-in" && !marked.has(entryId))
      .map(({ entrantNumber }) => entrantNumber)
      .sort(compareText),
    refusals,
  };
}

type Refuse = (column: ComponentColumn, refusal: Refusal<ComponentFileCode>) => void;

function findEntry(
  row: ComponentRow,
  { known, firstRow }: { known: ReadonlyMap<string, ComponentEntry>; firstRow: Map<string, number> },
  refuse: Refuse,
): ComponentEntry | null {
  const cell = row.cells.entrantNumber;
  const number = cell ? normaliseNumber(cell.text) : "";
  if (cell && refuseBroken(cell, "entrantNumber", refuse)) return null;
  if (!cell || number === "") {
    refuse("entrantNumber", { code: "entrant-number-missing" });
    return null;
  }
  const first = firstRow.get(number);
  if (first !== undefined) {
    refuse("entrantNumber", { code: "entrant-number-twice", params: { entrantNumber: number, first } });
    return null;
  }
  firstRow.set(number, row.row);
  const entry = known.get(number) ?? null;
  if (entry === null) refuse("entrantNumber", { code: "entrant-number-unknown", params: { entrantNumber: number } });
  return entry;
}

/** A file that gives a name gives one of the entry's people, or all of them. A name that was erased cannot be compared. */
function checkName(row: ComponentRow, entry: ComponentEntry, refuse: Refuse): void {
  const cell = row.cells.name;
  const names = entry.names.map(normaliseName).filter((name) => name !== "");
  if (!cell || names.length === 0) return;
  const given = cell.text
    .split(/[、,，;；/]/)
    .map(normaliseName)
    .filter((name) => name !== "");
  if (given.every((name) => names.includes(name))) return;
  refuse("name", { code: "name-differs", params: { name: cell.text, entrantNumber: entry.entrantNumber } });
}

function readMark(cell: ComponentCell | undefined, maximum: Hundredths, refuse: Refuse): Hundredths | typeof ABSENT | null {
  if (cell && refuseBroken(cell, "mark", refuse)) return null;
  const text = (cell?.text ?? "").normalize("NFKC").replace(/\s+/g, "");
  // A line of the template that nobody filled in: its entry is among the missing, if it checked in.
  if (text === "") return null;
  if (text === ABSENT) return ABSENT;
  const plain = /^-?\d{1,9}(\.\d+)?$/.test(text) ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : null;
  if (plain === null) {
    refuse("mark", { code: "mark-unreadable", params: { value: text } });
    return null;
  }
  const mark = parseHundredths(plain);
  if (mark === null) refuse("mark", { code: "mark-not-hundredths", params: { value: text } });
  else if (mark < 0 || mark > maximum) {
    refuse("mark", { code: "mark-out-of-range", params: { value: text, maximum: formatHundredths(maximum) } });
  } else return mark;
  return null;
}

function refuseBroken(cell: ComponentCell, column: ComponentColumn, refuse: Refuse): boolean {
  if (cell.type !== "error" && cell.type !== "uncalculated" && cell.type !== "date") return false;
  refuse(column, { code: `cell-${cell.type}`, params: { value: cell.text } });
  return true;
}

function normaliseNumber(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}

export const COMPONENT_IMPORT_REFUSALS = [
  "component-unknown",
  "round-published",
  "import-settled",
  "import-by-one-person",
  "file-refused",
  "file-without-marks",
] as const;
export type ComponentImportRefusal = (typeof COMPONENT_IMPORT_REFUSALS)[number];

/** Until the results are made public; after that only a ruling changes a mark. */
export function decideComponentAct(input: {
  readonly phase: RoundPhase;
  /** Whether the rules have such a component out of a file. */
  readonly isKnown: boolean;
}): Decision<null, ComponentImportRefusal> {
  const refusals: Refusal<ComponentImportRefusal>[] = [];
  if (!input.isKnown) refusals.push({ code: "component-unknown" });
  if (input.phase === "published" || input.phase === "settled") {
    refusals.push({ code: "round-published", params: { phase: input.phase } });
  }
  return decide(refusals, null);
}

/** Confirming takes another person than the import (DOMAIN 14). @param isOpen neither confirmed nor dropped yet */
export function decideComponentConfirmation(input: {
  readonly phase: RoundPhase;
  readonly isKnown: boolean;
  readonly isOpen: boolean;
  readonly importedById: string;
  readonly actorId: string;
}): Decision<null, ComponentImportRefusal> {
  const act = decideComponentAct(input);
  const refusals: Refusal<ComponentImportRefusal>[] = act.ok ? [] : [...act.refusals];
  if (!input.isOpen) refusals.push({ code: "import-settled" });
  if (input.importedById === input.actorId) refusals.push({ code: "import-by-one-person" });
  return decide(refusals, null);
}

export type ComponentDifference = {
  readonly entryId: string;
  /** In hundredths; null where the earlier or the later file has no mark. */
  readonly before: number | null;
  readonly after: number | null;
};

/** What a later file changes of an earlier one; nothing for marks that are the same. */
export function compareComponentMarks(
  before: readonly ComponentMarkOfEntry[],
  after: readonly ComponentMarkOfEntry[],
): readonly ComponentDifference[] {
  const [old, now] = [before, after].map((marks) => new Map(marks.map(({ entryId, mark }) => [entryId, mark])));
  const ids = [...new Set([...before, ...after].map(({ entryId }) => entryId))];
  return ids
    .map((entryId) => ({ entryId, before: old?.get(entryId) ?? null, after: now?.get(entryId) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

/** One line of the table that a second person checks. */
export type ComponentLine = {
  readonly entrantNumber: string;
  /** In hundredths; null where the file has no mark for the entry. */
  readonly mark: number | null;
  /** What the file that counts until now says, where it is different; undefined where nothing changes. */
  readonly before: number | null | undefined;
};
