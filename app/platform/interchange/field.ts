/**
 * The bricks of the interchange format: a field says its words in the document, its schema, and the columns that it is read from
 * and written to; a part is an object of the document with its fields and the lists inside it. One declaration makes the schema, the
 * export and the import, so that none of them can know a thing that the others forget.
 */
import { z } from "zod";

/** A stored row, or some of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What may be referred to within a document. */
export const REFERENCES = [
  "official",
  "person",
  "organisation",
  "delegation",
  "event",
  "entry",
  "rules",
  "scheme",
  "session",
  "work",
  "panel",
  "revision",
  "conflict",
  "appeal",
  "objection",
  "ruling",
  "notice",
] as const;
export type ReferenceKind = (typeof REFERENCES)[number];

/** Letters before the number of an id in the document: "O12" is an official. */
export const ID_LETTERS: Readonly<Record<ReferenceKind, string>> = {
  official: "O",
  person: "P",
  organisation: "U",
  delegation: "D",
  event: "E",
  entry: "N",
  rules: "R",
  scheme: "S",
  session: "X",
  work: "W",
  panel: "L",
  revision: "V",
  conflict: "C",
  appeal: "A",
  objection: "B",
  ruling: "G",
  notice: "T",
};

export type Path = readonly (string | number)[];

/** What a field is read with: stored ids become ids of the document. */
export type Reading = {
  fileIdOf(kind: ReferenceKind, id: string): string;
  /** Without it, words that people wrote about people are left empty. */
  readonly withPersonalData: boolean;
  /** Of a round, as the document has them; null while it is blind. */
  resultsOf(roundId: string): unknown;
};

/** What a field is written with: ids of the document become those of the rows to come. */
export type Writing = {
  /** A fault is recorded where there is nothing of that kind and id in reach. */
  idOf(kind: ReferenceKind, fileId: string, path: Path): string;
  region(code: string, path: Path): string;
  pack(name: string, version: number, path: Path): string;
};

export type Field<Value> = {
  readonly schema: z.ZodType<Value>;
  read(row: Row, reading: Reading): Value;
  write(value: Value, writing: Writing, path: Path): Row;
};

// biome-ignore lint/suspicious/noExplicitAny: a field of any value.
export type Fields = Readonly<Record<string, Field<any>>>;
// biome-ignore lint/suspicious/noExplicitAny: a part of any fields.
export type Children = Readonly<Record<string, Part<any, any>>>;

export type Part<Own extends Fields, Inner extends Children> = {
  readonly table: string;
  /** Says that the object has an `id`, and of which kind. */
  readonly reference: ReferenceKind | null;
  /** The column of the row's own id; null: the row has none. */
  readonly idColumn: string | null;
  /** The columns that say inside what it stands, the nearest first. */
  readonly within: readonly string[];
  /** What its rows are ordered by, where the database does not say it in another way. */
  readonly orderBy: readonly string[];
  /** What may be there only once among the rows of its table. */
  readonly unique: readonly (readonly string[])[];
  /** Columns that stand in a table beside its own, joined by the row's id. */
  readonly beside: { readonly table: string; readonly idColumn: string; readonly columns: readonly string[] } | null;
  readonly fields: Own;
  readonly lists: Inner;
  readonly schema: z.ZodType<PartOf<Own, Inner>>;
};

type Values<Own extends Fields> = { [Name in keyof Own]: Own[Name] extends Field<infer Value> ? Value : never };
type Lists<Inner extends Children> = {
  [Name in keyof Inner]: Inner[Name] extends Part<infer Own, infer More> ? PartOf<Own, More>[] : never;
};
export type PartOf<Own extends Fields, Inner extends Children> = { id?: string } & Values<Own> & Lists<Inner>;
export type DocumentOf<Of> = Of extends Part<infer Own, infer Inner> ? PartOf<Own, Inner> : never;

type Definition<Own extends Fields, Inner extends Children> = {
  readonly table: string;
  readonly reference?: ReferenceKind;
  readonly idColumn?: string | null;
  readonly within?: readonly string[];
  readonly orderBy?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly beside?: NonNullable<Part<Own, Inner>["beside"]>;
  readonly fields: Own;
  readonly lists?: Inner;
};

export function part<Own extends Fields, Inner extends Children = Record<never, never>>(
  definition: Definition<Own, Inner>,
): Part<Own, Inner> {
  const { reference = null, idColumn = "id", within = [], orderBy = [], unique = [], beside = null } = definition;
  const lists = definition.lists ?? ({} as Inner);
  const shape: Record<string, z.ZodType> = reference === null ? {} : { id: idSchema(reference) };
  for (const [name, { schema }] of Object.entries(definition.fields)) shape[name] = schema;
  for (const [name, inner] of Object.entries(lists)) shape[name] = z.array(inner.schema).max(MOST_ITEMS);
  const schema = z.strictObject(shape) as unknown as z.ZodType<PartOf<Own, Inner>>;
  return { ...definition, reference, idColumn, within, orderBy, unique, beside, lists, schema };
}

/** More than the largest competition has of anything in one list. */
const MOST_ITEMS = 1_000_000;
const LONGEST_ID = 40;

const WHAT: Readonly<Record<ReferenceKind, string>> = {
  official: "an official of this document",
  person: "a person of this document",
  organisation: "an organisation of this document",
  delegation: "a delegation of this document",
  event: "an event of this document",
  entry: "an entry of the same event",
  rules: "a version of the event's rules",
  scheme: "a version of the event's marking scheme",
  session: "a session of the round",
  work: "a work of the round: what judges mark under its code",
  panel: "a panel of the round",
  revision: "a revision of the form",
  conflict: "a conflict of the form",
  appeal: "an appeal of this document",
  objection: "an objection of this document",
  ruling: "a ruling of this document",
  notice: "a notice of this document",
};

function idSchema(kind: ReferenceKind): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .max(LONGEST_ID)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .describe(`what other parts of this document call it (${WHAT[kind]}); no other system knows it`);
}

function referenceSchema(kind: ReferenceKind): z.ZodType<string> {
  return z.string().min(1).max(LONGEST_ID).describe(`the id of ${WHAT[kind]}`);
}

/** One column that says the same in the document. */
export function same<Value>(column: string, schema: z.ZodType<Value>): Field<Value> {
  return { schema, read: (row) => row[column] as Value, write: (value) => ({ [column]: value }) };
}

/** The same for a JSON column: an empty one is left to the database's own NULL. */
export function sameJson<Value>(column: string, schema: z.ZodType<Value>): Field<Value> {
  return {
    schema,
    read: (row) => (row[column] ?? null) as Value,
    write: (value): Row => (value === null || value === undefined ? {} : { [column]: value }),
  };
}

/** What people wrote, which may name people: left empty without personal data. */
export function words(column: string, longest = 20_000): Field<string> {
  return {
    schema: z.string().max(longest),
    read: (row, { withPersonalData }) => (withPersonalData ? ((row[column] as string | null) ?? "") : ""),
    write: (value) => ({ [column]: value }),
  };
}

/** The same where there may be none. */
export function optionalWords(column: string, longest = 20_000): Field<string | null> {
  return {
    schema: z.string().max(longest).nullable(),
    read: (row, { withPersonalData }) => {
      const stored = (row[column] ?? null) as string | null;
      return stored === null || withPersonalData ? stored : "";
    },
    write: (value) => ({ [column]: value }),
  };
}

export const TimeSchema = z.iso
  .datetime({ precision: 3 })
  .refine((text) => text >= "1900" && text < "3000", { error: "time-out-of-range" })
  .describe("a moment in UTC with milliseconds: 2026-11-20T01:00:00.000Z");

export function time(column: string): Field<string> {
  return {
    schema: TimeSchema,
    read: (row) => (row[column] as Date).toISOString(),
    write: (value) => ({ [column]: new Date(value) }),
  };
}

export function optionalTime(column: string): Field<string | null> {
  return {
    schema: TimeSchema.nullable(),
    read: (row) => (row[column] as Date | null)?.toISOString() ?? null,
    write: (value) => ({ [column]: value === null ? null : new Date(value) }),
  };
}

export function reference(kind: ReferenceKind, column: string): Field<string> {
  return {
    schema: referenceSchema(kind),
    read: (row, reading) => reading.fileIdOf(kind, row[column] as string),
    write: (value, writing, path) => ({ [column]: writing.idOf(kind, value, path) }),
  };
}

export function optionalReference(kind: ReferenceKind, column: string): Field<string | null> {
  return {
    schema: referenceSchema(kind).nullable(),
    read: (row, reading) => (typeof row[column] === "string" ? reading.fileIdOf(kind, row[column]) : null),
    write: (value, writing, path) => ({ [column]: value === null ? null : writing.idOf(kind, value, path) }),
  };
}

export const RegionCodeSchema = z
  .string()
  .regex(/^\d{6}$/)
  .describe("the national 6-digit code of an administrative area");

export function region(column: string): Field<string> {
  return {
    schema: RegionCodeSchema,
    read: (row) => row[column] as string,
    write: (value, writing, path) => ({ [column]: writing.region(value, path) }),
  };
}

export function optionalRegion(column: string): Field<string | null> {
  return {
    schema: RegionCodeSchema.nullable(),
    read: (row) => (row[column] ?? null) as string | null,
    write: (value, writing, path) => ({ [column]: value === null ? null : writing.region(value, path) }),
  };
}

/** A JSON column whose items name what else is in the document. */
export function items<Item>(
  column: string,
  schema: z.ZodType<Item>,
  convert: {
    read(stored: Row, reading: Reading): Item;
    write(item: Item, writing: Writing, path: Path): unknown;
  },
): Field<Item[]> {
  return {
    schema: z.array(schema).max(MOST_ITEMS),
    read: (row, reading) => ((row[column] ?? []) as Row[]).map((stored) => convert.read(stored, reading)),
    write: (value, writing, path) => ({ [column]: value.map((item, index) => convert.write(item, writing, [...path, index])) }),
  };
}

/** A JSON column with a list of references and nothing else. */
export function references(kind: ReferenceKind, column: string): Field<string[]> {
  return {
    schema: z.array(referenceSchema(kind)).max(MOST_ITEMS),
    read: (row, reading) => (row[column] as string[]).map((id) => reading.fileIdOf(kind, id)),
    write: (value, writing, path) => ({
      [column]: value.map((fileId, index) => writing.idOf(kind, fileId, [...path, index])),
    }),
  };
}

export { referenceSchema };
