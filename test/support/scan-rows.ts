/** Looks for bytes in everything that a database holds: every row of every table, and a SQLite database's files themselves. */
import fs from "node:fs";
import path from "node:path";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Delegate = { findMany(): Promise<readonly Readonly<Record<string, unknown>>[]> };

/** The tables ("entry", "rosterImport") in which one of the texts stands in the open, in any column. */
export async function scanRows(runtime: Runtime, texts: readonly (string | Uint8Array)[]): Promise<readonly string[]> {
  const needles = texts.map((text) => Buffer.from(text as string));
  const tables = Object.entries(runtime.database.read as unknown as Record<string, Delegate>).filter(
    ([name, table]) => !name.startsWith("$") && !name.startsWith("_") && typeof table?.findMany === "function",
  );
  if (tables.length < 50) throw new Error(`only ${tables.length} tables were looked at`);
  const found: string[] = [];
  for (const [name, table] of tables) {
    const rows = await table.findMany();
    const isIn = rows.some((row) =>
      Object.values(row).some((value) => needles.some((needle) => toBytes(value).includes(needle))),
    );
    if (isIn) found.push(name);
  }
  return found;
}

function toBytes(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  const isPlain = typeof value === "string" || typeof value === "bigint";
  return Buffer.from(isPlain ? String(value) : (JSON.stringify(value) ?? ""), "utf8");
}

/** The files of a directory in which one of the texts stands. */
export function scanFiles(directory: string, texts: readonly (string | Uint8Array)[]): readonly string[] {
  const needles = texts.map((text) => Buffer.from(text as string));
  return fs
    .readdirSync(directory)
    .filter((name) => fs.statSync(path.join(directory, name)).isFile())
    .filter((name) => needles.some((needle) => fs.readFileSync(path.join(directory, name)).includes(needle)));
}
