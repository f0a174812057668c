/** Stored rows become the document: each list in the order of its part, each stored id an id of the document. */
import { type Children, type Fields, ID_LETTERS, type Part, type Reading, type ReferenceKind, type Row } from "./field.ts";

/** By table, everything of one competition. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

/** Gives ids in the order in which things are met. */
export type FileIds = {
  readonly fileIdOf: Reading["fileIdOf"];
  /** The stored ids of a kind, in the order of their numbers. */
  list(kind: ReferenceKind): readonly string[];
};

export function createFileIds(): FileIds {
  const known = new Map<ReferenceKind, Map<string, string>>();
  const of = (kind: ReferenceKind) => {
    const ids = known.get(kind) ?? new Map<string, string>();
    known.set(kind, ids);
    return ids;
  };
  return {
    fileIdOf: (kind, id) => {
      const ids = of(kind);
      const given = ids.get(id) ?? `${ID_LETTERS[kind]}${ids.size + 1}`;
      ids.set(id, given);
      return given;
    },
    list: (kind) => [...of(kind).keys()],
  };
}

/** @throws Error when the rows hold other than one of the part at the top. */
export function readPart(top: Part<Fields, Children>, rows: Rows, reading: Reading): Record<string, unknown> {
  const [row, ...more] = rows.get(top.table) ?? [];
  if (!row || more.length > 0) throw new Error(`A document holds one ${top.table}.`);
  const index = new Map<string, ReadonlyMap<unknown, readonly Row[]>>();
  const listOf = (part: Part<Fields, Children>, parentId: unknown): readonly Row[] => {
    const [column] = part.within;
    if (column === undefined) return sort(part, rows.get(part.table) ?? []);
    const grouped = index.get(part.table) ?? groupRows(rows.get(part.table) ?? [], column);
    index.set(part.table, grouped);
    return sort(part, grouped.get(parentId) ?? []);
  };
  // Ids are given to whole lists before anything refers to them, so that they follow the order of the lists.
  const number = (part: Part<Fields, Children>, row: Row): void => {
    if (part.reference !== null) reading.fileIdOf(part.reference, row[part.idColumn ?? "id"] as string);
    for (const inner of Object.values(part.lists)) {
      for (const one of listOf(inner, row[part.idColumn ?? "id"])) number(inner, one);
    }
  };
  const read = (part: Part<Fields, Children>, row: Row): Record<string, unknown> => {
    const id = row[part.idColumn ?? "id"];
    const object: Record<string, unknown> = part.reference === null ? {} : { id: reading.fileIdOf(part.reference, id as string) };
    for (const [name, field] of Object.entries(part.fields)) object[name] = field.read(row, reading);
    for (const [name, inner] of Object.entries(part.lists)) object[name] = listOf(inner, id).map((one) => read(inner, one));
    return object;
  };
  number(top, row);
  return read(top, row);
}

function groupRows(rows: readonly Row[], column: string): ReadonlyMap<unknown, readonly Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return groups;
}

function sort(part: Part<Fields, Children>, rows: readonly Row[]): readonly Row[] {
  const columns = [...part.orderBy, ...(part.idColumn === null ? [] : [part.idColumn])];
  return [...rows].sort((one, other) => {
    for (const column of columns) {
      const order = compare(one[column], other[column]);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compare(one: unknown, other: unknown): number {
  const [left, right] = [toComparable(one), toComparable(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function toComparable(value: unknown): string | number {
  if (value instanceof Date) return value.getTime();
  return typeof value === "number" ? value : String(value ?? "");
}
