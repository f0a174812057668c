/**
 * Many rows in one statement: they arrive as the text of a JSON list, made wherever there is time for it, and the database takes
 * them apart. Prisma costs ten times the processor time for the same rows, all of it where everyone's requests are answered.
 */
import type { Database, Write } from "#app/platform/db/database.server.ts";

/** More than so many bytes are not written where everyone's requests are answered. */
export const SMALL_BYTES = 256 * 1024;

/** How a value stands in the list: bytes as hexadecimal digits, moments as ISO 8601 in UTC. */
export type ColumnKind = "text" | "integer" | "boolean" | "time" | "bytes";

export type BulkTable = { readonly name: string; readonly columns: Readonly<Record<string, ColumnKind>> };

/** `json` is the text of the list as UTF-8. */
export type BulkRows = { readonly write: Write; readonly provider: Database["provider"]; readonly json: Uint8Array };

/** One value as it stands in the list. */
export function toBulkValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
  // As Prisma writes it into SQLite.
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : value;
}

/** The text of a list of rows. */
export function toBulkJson(rows: readonly object[]): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, toBulkValue(value)]))),
  );
  return new Uint8Array(Buffer.from(text, "utf8"));
}

/** Adds the rows. */
export async function insertRows({ name, columns }: BulkTable, { write, provider, json }: BulkRows): Promise<void> {
  const names = Object.keys(columns).map(quote).join(", ");
  const values = Object.entries(columns).map(([column, kind]) => readValue(provider, column, kind));
  await write.executeBulk(`INSERT INTO ${quote(name)} (${names}) SELECT ${values.join(", ")} FROM ${listOf(provider)}`, json);
}

/** Sets the columns of the rows with these ids. */
export async function updateRows({ name, columns }: BulkTable, { write, provider, json }: BulkRows): Promise<void> {
  const set = Object.entries(columns).map(([column, kind]) => `${quote(column)} = ${readValue(provider, column, kind)}`);
  await write.executeBulk(
    `UPDATE ${quote(name)} SET ${set.join(", ")} FROM ${listOf(provider)} WHERE ${quote(name)}."id" = (item.value->>'id')`,
    json,
  );
}

function listOf(provider: Database["provider"]): string {
  return provider === "sqlite" ? "json_each(?) AS item" : "json_array_elements($1::json) AS item(value)";
}

function readValue(provider: Database["provider"], column: string, kind: ColumnKind): string {
  const text = `(item.value->>'${column}')`;
  if (provider === "sqlite") return kind === "bytes" ? `unhex${text}` : text;
  if (kind === "bytes") return `decode(${text}, 'hex')`;
  return kind === "text" ? text : `${text}::${kind === "time" ? "timestamp" : kind}`;
}

function quote(name: string): string {
  return `"${name}"`;
}
