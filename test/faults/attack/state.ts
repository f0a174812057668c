/** What a database holds, read past the app: which tables differ between two moments, and what the log says was done in between. */
import { createHash } from "node:crypto";
import type { SqliteFile } from "../../support/sqlite-file.ts";

export type State = { readonly tables: ReadonlyMap<string, string>; readonly records: number };

/** Row count and digest of every table. */
export function readState(file: SqliteFile): State {
  const names = file.all(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
  const tables = new Map(
    names.map(({ name }) => {
      const rows = file.all(`SELECT * FROM "${name}"`).map((row) => JSON.stringify(row));
      const digest = createHash("sha256");
      for (const row of rows.sort()) digest.update(row);
      return [String(name), `${rows.length} rows, ${digest.digest("hex")}`] as const;
    }),
  );
  const [{ records } = {}] = file.all(`SELECT count(*) AS records FROM "AuditRecord"`);
  return { tables, records: Number(records) };
}

export type Allowed = {
  /** Tables that may differ, each with its reason. */
  readonly tables: Readonly<Record<string, string>>;
  /** Acts that may be on record, each with its reason. */
  readonly acts: Readonly<Record<string, string>>;
};

/** Sentences on what changed beside what is allowed. The heads of the log move with its records, so its acts are what is judged. */
export function listChanges(file: SqliteFile, before: State, allowed: Allowed): string[] {
  const after = readState(file);
  const tables = [...after.tables]
    .filter(([name, rows]) => before.tables.get(name) !== rows && !(name in allowed.tables))
    .filter(([name]) => name !== "AuditRecord" && name !== "AuditChain")
    .map(([name, rows]) => `${name} changed: ${before.tables.get(name)} before, ${rows} after`);
  const acts = file
    .all(`SELECT "act", "objectKind", "objectId", "actorId" FROM "AuditRecord" ORDER BY rowid LIMIT -1 OFFSET ?`, before.records)
    .filter(({ act }) => !(String(act) in allowed.acts))
    .map((record) => `on record: ${JSON.stringify(record)}`);
  const lost = after.records < before.records ? [`the log has ${after.records} records, and had ${before.records}`] : [];
  return [...tables, ...acts, ...lost];
}
