/** Reads the entries of a trial calculation out of a table: every fault with its row and column, nothing guessed. */

import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import { type CsvRow, parseCsv } from "#app/domain/trial/csv.ts";
import { type ReadDecimal, readDecimal } from "#app/domain/trial/decimal.ts";
import { COLUMN_WORDS, ELIGIBLE_WORDS, type KnownColumn, STATUS_WORDS } from "#app/domain/trial/entries-words.ts";
import type { TrialFault, TrialFaultCode } from "#app/domain/trial/fault.ts";
import type { TrialRules } from "#app/domain/trial/trial-rules.ts";

/** 9,999,999.99, and 99,999.99 where weights multiply it: what scale scores can be computed of exactly. */
const LARGEST_TOTAL = 999_999_999;
const LARGEST_COMPONENT = 9_999_999;
/** Values of tie-breaks are compared in millionths. */
const VALUE_PLACES = 6;
const SECOND = 1_000_000;

export type TrialEntry = {
  /** In the file, from 1. */
  readonly row: number;
  readonly entry: string;
  readonly status: Participation;
  readonly eligible: boolean;
  /** As stated; null where it is empty or there is no such column. */
  readonly total: Hundredths | null;
  /** By key; what is empty is left out. */
  readonly components: Readonly<Record<string, Hundredths>>;
  /** Of columns that break ties, in millionths; what is empty is left out. */
  readonly values: Readonly<Record<string, number>>;
  readonly penalty: Hundredths;
  readonly chiefOrder: number | null;
};

export type TrialEntries = {
  readonly entries: readonly TrialEntry[];
  /** Whether totals are weighed out of components; else they are stated. */
  readonly weighs: boolean;
  /** Of the column of totals, from 1; null where there is none. */
  readonly totalColumn: number | null;
};

export type ReadEntries =
  | { readonly ok: true; readonly value: TrialEntries }
  | { readonly ok: false; readonly faults: readonly TrialFault[] };

/** The entries that the text holds under these rules, or everything that is wrong with it. */
export function readEntries(text: string, rules: TrialRules): ReadEntries {
  const { rows, faults } = parseCsv(text);
  const [header, ...body] = rows;
  if (faults.length > 0) return { ok: false, faults };
  if (!header) return { ok: false, faults: [faultAt(1, 1, "file-empty")] };
  const columns = findColumns(header, rules);
  if (!columns.ok) return columns;
  const reader = new RowReader(columns.value, header.cells);
  const entries = body.flatMap((row) => reader.read(row));
  if (reader.faults.length > 0) return { ok: false, faults: reader.faults };
  const { weighs, known } = columns.value;
  return { ok: true, value: { entries, weighs, totalColumn: known.total === undefined ? null : known.total + 1 } };
}

/** Where each column stands, from 0. */
type Columns = {
  readonly weighs: boolean;
  readonly known: Readonly<Partial<Record<KnownColumn, number>>> & { readonly entry: number };
  readonly components: ReadonlyMap<string, number>;
  /** Of tie-breaks that are not components. */
  readonly values: ReadonlyMap<string, number>;
  readonly penalty: number | null;
  readonly chiefOrder: number | null;
};

function findColumns(
  { row, cells }: CsvRow,
  rules: TrialRules,
): { ok: true; value: Columns } | { ok: false; faults: TrialFault[] } {
  const faults: TrialFault[] = [];
  const known: Partial<Record<KnownColumn, number>> = {};
  // The column of the first of these words that heads one, as it is written or in other capitals.
  const find = (words: readonly string[]) => {
    for (const word of words) {
      const exact = findAll(cells, (cell) => cell === word);
      const [first, again] = exact.length > 0 ? exact : findAll(cells, (cell) => cell.toLowerCase() === word.toLowerCase());
      if (first === undefined) continue;
      if (again !== undefined) faults.push(faultAt(row, again + 1, "column-repeated", { column: cells[again] ?? "" }));
      return first;
    }
    return undefined;
  };
  for (const [column, words] of Object.entries(COLUMN_WORDS)) {
    const at = find(words);
    if (at !== undefined) known[column as KnownColumn] = at;
  }
  const require = (name: string) => {
    const at = find([name]);
    if (at === undefined) faults.push(faultAt(row, 1, "column-missing", { column: name }));
    return at ?? 0;
  };
  const keys = rules.components.map(({ key }) => key);
  const states = known.total !== undefined && !keys.some((key) => cells.some((cell) => cell.toLowerCase() === key.toLowerCase()));
  // A file of totals does for rules with components, unless something has to be known of one of them.
  const weighs = keys.length > 0 && !(states && rules.components.every(({ passMark }) => passMark === null));
  if (known.entry === undefined) faults.push(faultAt(row, 1, "column-missing", { column: "entry" }));
  if (!weighs && known.total === undefined) faults.push(faultAt(row, 1, "column-missing", { column: "total" }));
  const components = new Map(weighs ? keys.map((key) => [key, require(key)]) : []);
  const values = new Map(rules.tieBreak.filter(({ key }) => !components.has(key)).map(({ key }) => [key, require(key)]));
  const penalty = rules.penaltyColumn === null || !weighs ? null : require(rules.penaltyColumn);
  const chiefOrder = rules.chiefOrderColumn === null ? null : require(rules.chiefOrderColumn);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { weighs, known: { ...known, entry: known.entry ?? 0 }, components, values, penalty, chiefOrder } };
}

function findAll(cells: readonly string[], isMeant: (cell: string) => boolean): number[] {
  return cells.flatMap((cell, index) => (isMeant(cell) ? [index] : []));
}

type Kind = "number" | "time";

/** Reads one row after the other, and remembers what rows have to agree on. */
class RowReader {
  readonly faults: TrialFault[] = [];
  private readonly rowOf = new Map<string, number>();
  private readonly kinds = new Map<string, { readonly kind: Kind; readonly row: number }>();
  private readonly columns: Columns;
  private readonly header: readonly string[];
  private row = 0;
  private cells: readonly string[] = [];

  constructor(columns: Columns, header: readonly string[]) {
    this.columns = columns;
    this.header = header;
  }

  read({ row, cells }: CsvRow): TrialEntry[] {
    this.row = row;
    this.cells = cells;
    const width = this.header.length;
    if (cells.length < width || cells.slice(width).some((cell) => cell !== "")) {
      const column = cells.length < width ? cells.length : width + 1;
      this.faults.push(faultAt(row, column, "row-length", { cells: cells.length, columns: width }));
      return [];
    }
    const { known, components, values, penalty, chiefOrder } = this.columns;
    return [
      {
        row,
        entry: this.readEntry(known.entry),
        status: this.readWord(known.status, STATUS_WORDS, "status-unknown", "checked-in"),
        eligible: this.readWord(known.eligible, ELIGIBLE_WORDS, "eligible-unknown", true),
        total: known.total === undefined ? null : this.readMark(known.total, LARGEST_TOTAL),
        components: this.readAll(components, (_key, at) => this.readMark(at, LARGEST_COMPONENT)),
        values: this.readAll(values, (key, at) => this.readValue(key, at)),
        penalty: (penalty === null ? null : this.readMark(penalty, LARGEST_COMPONENT)) ?? hundredths(0),
        chiefOrder: chiefOrder === null ? null : this.readOrder(chiefOrder),
      },
    ];
  }

  private readEntry(at: number): string {
    const entry = this.cells[at] ?? "";
    const earlier = this.rowOf.get(entry);
    if (entry === "") this.fault(at, "entry-missing");
    else if (earlier !== undefined) this.fault(at, "entry-repeated", { entry, row: earlier });
    else this.rowOf.set(entry, this.row);
    return entry;
  }

  private readWord<Value>(
    at: number | undefined,
    words: ReadonlyMap<string, Value>,
    code: TrialFaultCode,
    otherwise: Value,
  ): Value {
    if (at === undefined) return otherwise;
    const found = words.get(this.plain(at).toLowerCase());
    if (found === undefined) this.fault(at, code);
    return found ?? otherwise;
  }

  private readMark(at: number, largest: number): Hundredths | null {
    const text = this.plain(at);
    if (text === "") return null;
    const read = readDecimal(text, 2);
    if (!read.ok) this.fault(at, MARK_FAULTS[read.fault]);
    else if (read.value < 0) this.fault(at, "mark-negative");
    else if (read.value > largest) this.fault(at, "mark-too-large");
    else return hundredths(read.value);
    return null;
  }

  private readAll<Value>(
    columns: ReadonlyMap<string, number>,
    read: (key: string, at: number) => Value | null,
  ): Record<string, Value> {
    const values: Record<string, Value> = {};
    for (const [key, at] of columns) {
      const value = read(key, at);
      if (value !== null) values[key] = value;
    }
    return values;
  }

  /** A decimal number, or a time; a column holds one kind. */
  private readValue(key: string, at: number): number | null {
    const text = this.plain(at);
    if (text === "") return null;
    const kind: Kind = text.includes(":") ? "time" : "number";
    const read = kind === "time" ? readTime(text) : readDecimal(text, VALUE_PLACES);
    if (!read.ok) {
      this.fault(at, "value-not-comparable");
      return null;
    }
    const known = this.kinds.get(key) ?? { kind, row: this.row };
    this.kinds.set(key, known);
    if (known.kind !== kind) this.fault(at, "value-kinds-mixed", { row: known.row });
    return read.value;
  }

  private readOrder(at: number): number | null {
    const text = this.plain(at);
    if (text === "") return null;
    const read = readDecimal(text, 0);
    if (read.ok && read.value > 0) return read.value;
    this.fault(at, "order-not-whole");
    return null;
  }

  /** The cell with full-width digits and signs as plain ones. */
  private plain(at: number): string {
    return (this.cells[at] ?? "").normalize("NFKC").trim();
  }

  private fault(at: number, code: TrialFaultCode, params: Readonly<Record<string, string | number>> = {}): void {
    const of = { column: this.header[at] ?? "", text: this.cells[at] ?? "", ...params };
    this.faults.push(faultAt(this.row, at + 1, code, of));
  }
}

const MARK_FAULTS = {
  "not-decimal": "mark-not-decimal",
  "too-many-places": "mark-too-many-places",
  "too-large": "mark-too-large",
} as const satisfies Readonly<Record<string, TrialFaultCode>>;

/** h:mm:ss or mm:ss, seconds with decimals where they have some. */
function readTime(text: string): ReadDecimal {
  const match = /^(?:(\d{1,4}):(?=\d{2}:))?(\d{1,4}):(\d{2}(?:\.\d+)?)$/.exec(text);
  const [, hours = "0", minutes = "0", seconds = "0"] = match ?? [];
  const read = readDecimal(seconds, VALUE_PLACES);
  const isWithin = (match?.[1] === undefined || Number(minutes) < 60) && read.ok && read.value < 60 * SECOND;
  if (!match || !isWithin) return { ok: false, fault: "not-decimal" };
  return { ok: true, value: (Number(hours) * 3600 + Number(minutes) * 60) * SECOND + read.value };
}

function faultAt(
  row: number,
  column: number,
  code: TrialFaultCode,
  params: Readonly<Record<string, string | number>> = {},
): TrialFault {
  return { file: "entries", row, column, refusal: { code, params } };
}
