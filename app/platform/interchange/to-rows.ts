/** The document becomes the rows of a new competition, under new ids; everything that does not hold together is a fault with its path. */
import type { InterchangeFault } from "#app/domain/interchange/faults.ts";
import {
  type Children,
  type Fields,
  type Part,
  type Path,
  REFERENCES,
  type ReferenceKind,
  type Row,
  type Writing,
} from "./field.ts";

export type WrittenRow = { readonly row: Row; readonly path: Path };

export type Written = {
  readonly rows: ReadonlyMap<string, readonly WrittenRow[]>;
  readonly faults: readonly InterchangeFault[];
  /** Where each region and each policy pack is named first. */
  readonly regions: ReadonlyMap<string, Path>;
  readonly packs: ReadonlyMap<string, { readonly name: string; readonly version: number; readonly path: Path }>;
};

/** Within what a thing of the document stands: its event and round. */
type Place = { readonly event: string | null; readonly round: string | null };
type Known = { readonly id: string; readonly place: Place };
type Given = { readonly kind: ReferenceKind; readonly fileId: string; readonly id: string; readonly path: Path };

const NOWHERE: Place = { event: null, round: null };

/** @param given what stands beside the competition in the document, with the ids that it will be stored under */
export function writePart(
  top: Part<Fields, Children>,
  object: Record<string, unknown>,
  { newId, path, given }: { readonly newId: () => string; readonly path: Path; readonly given: readonly Given[] },
): Written {
  const faults: InterchangeFault[] = [];
  const known = new Map<ReferenceKind, Map<string, Known>>(REFERENCES.map((kind) => [kind, new Map()]));
  const rows = new Map<string, WrittenRow[]>();
  const regions = new Map<string, Path>();
  const packs = new Map<string, { name: string; version: number; path: Path }>();
  const ids = new Map<object, string>();

  const know = (kind: ReferenceKind, fileId: string, id: string, place: Place, at: Path) => {
    const own = known.get(kind) as Map<string, Known>;
    if (own.has(fileId)) faults.push({ path: [...at, "id"], code: "id-repeated", params: { id: fileId } });
    else own.set(fileId, { id, place });
  };
  for (const { kind, fileId, id, path: at } of given) know(kind, fileId, id, NOWHERE, at);

  const placeOf = (part: Part<Fields, Children>, id: string, place: Place): Place =>
    part.table === "event" ? { event: id, round: null } : part.table === "round" ? { ...place, round: id } : place;

  const collect = (part: Part<Fields, Children>, value: Record<string, unknown>, place: Place, at: Path): void => {
    const id = newId();
    ids.set(value, id);
    if (part.reference !== null) know(part.reference, value.id as string, id, place, at);
    forEachInner(part, value, at, (inner, item, path) => collect(inner, item, placeOf(part, id, place), path));
  };

  const emit = (table: string, row: Row, at: Path) => {
    const own = rows.get(table);
    if (own) own.push({ row, path: at });
    else rows.set(table, [{ row, path: at }]);
  };

  const write = (part: Part<Fields, Children>, value: Record<string, unknown>, parents: Row, place: Place, at: Path): void => {
    const writing: Writing = {
      idOf: (kind, fileId, path) => {
        const found = known.get(kind)?.get(fileId);
        if (found && isWithinReach(found.place, place)) return found.id;
        faults.push({ path, code: found ? "reference-elsewhere" : "reference-unknown", params: { id: fileId } });
        return "";
      },
      region: (code, path) => {
        if (!regions.has(code)) regions.set(code, path);
        return code;
      },
      pack: (name, version, path) => {
        const key = `${name}@${version}`;
        if (!packs.has(key)) packs.set(key, { name, version, path });
        return key;
      },
    };
    let row: Row = part.idColumn === null ? {} : { [part.idColumn]: ids.get(value) };
    for (const column of part.within) row = { ...row, [column]: parents[column] };
    for (const [name, field] of Object.entries(part.fields)) {
      row = { ...row, ...field.write(value[name], writing, [...at, name]) };
    }
    const id = part.idColumn === null ? null : (row[part.idColumn] as string);
    const { beside } = part;
    if (beside) {
      const joined: Record<string, unknown> = { [beside.idColumn]: id };
      for (const column of beside.columns) joined[column] = row[column];
      emit(beside.table, joined, at);
      const shared = new Set([...part.within, part.idColumn]);
      row = Object.fromEntries(Object.entries(row).filter(([column]) => shared.has(column) || !beside.columns.includes(column)));
    }
    emit(part.table, row, at);
    const own = id === null ? parents : { ...parents, ...Object.fromEntries(parentColumns(part).map((column) => [column, id])) };
    forEachInner(part, value, at, (inner, item, path) =>
      write(inner, item, own, placeOf(part, ids.get(value) ?? "", place), path),
    );
  };

  collect(top, object, NOWHERE, path);
  write(top, object, {}, NOWHERE, path);
  faults.push(...findRepeated(top, rows));
  return { rows, faults, regions, packs };
}

/** What the parts inside call this one. */
function parentColumns(part: Part<Fields, Children>): readonly string[] {
  return [...new Set(Object.values(part.lists).flatMap(({ within }) => within.slice(0, 1)))];
}

function isWithinReach(target: Place, from: Place): boolean {
  const isEvent = target.event === null || from.event === null || target.event === from.event;
  return isEvent && (target.round === null || from.round === null || target.round === from.round);
}

function forEachInner(
  part: Part<Fields, Children>,
  value: Record<string, unknown>,
  at: Path,
  visit: (inner: Part<Fields, Children>, item: Record<string, unknown>, path: Path) => void,
): void {
  for (const [name, inner] of Object.entries(part.lists)) {
    for (const [index, item] of (value[name] as Record<string, unknown>[]).entries()) visit(inner, item, [...at, name, index]);
  }
}

/** What may stand once and stands twice; a database would refuse it without a word that helps. */
function findRepeated(
  top: Part<Fields, Children>,
  rows: ReadonlyMap<string, readonly WrittenRow[]>,
): readonly InterchangeFault[] {
  const faults: InterchangeFault[] = [];
  const visit = (part: Part<Fields, Children>): void => {
    for (const columns of part.unique) check(part.table, columns);
    if (part.beside) {
      for (const column of part.beside.columns.slice(1)) check(part.beside.table, ["roundId", column]);
    }
    for (const inner of Object.values(part.lists)) visit(inner);
  };
  const check = (table: string, columns: readonly string[]) => {
    const seen = new Set<string>();
    for (const { row, path } of rows.get(table) ?? []) {
      const values = columns.map((column) => row[column]);
      // A database holds two empty values for different.
      if (values.some((value) => value === null || value === undefined)) continue;
      const key = JSON.stringify(values);
      if (seen.has(key)) faults.push({ path, code: "stands-twice", params: { what: columns.join(" + ") } });
      seen.add(key);
    }
  };
  visit(top);
  return faults;
}
