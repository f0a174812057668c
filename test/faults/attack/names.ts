/** What exists in the story, by the names that addresses have for it. */
import type { SqliteFile } from "../../support/sqlite-file.ts";
import type { Names } from "./wrong-forms.ts";

const EACH = 12;
/** Where the parameter is not called like its table. */
const COLUMNS: Readonly<Record<string, readonly [table: string, column: string]>> = {
  competition: ["Competition", "code"],
  event: ["Event", "code"],
  form: ["MarkingForm", "id"],
  code: ["Certificate", "code"],
  account: ["User", "id"],
  judge: ["User", "id"],
  version: ["MarkingScheme", "id"],
  import: ["RosterImport", "id"],
  wholeImport: ["RosterImport", "id"],
  note: ["AspectNote", "id"],
  honour: ["HonourCase", "id"],
  fact: ["RecordedFact", "id"],
  member: ["BankMember", "id"],
  list: ["PaymentList", "id"],
  pack: ["PolicyPack", "key"],
  request: ["DataRequest", "id"],
  case: ["Appeal", "id"],
};
const WORDS: Readonly<Record<string, readonly string[]>> = {
  format: ["pdf", "xlsx", "csv", "html"],
  sheet: ["doors", "badges", "roster", "seats"],
  paper: ["record", "decision"],
  file: ["rules.json", "entries.csv"],
  layer: ["1", "2", "3"],
  of: ["notices", "meetings"],
  order: ["running-order", "call-up"],
  bank: ["talents", "judges"],
};

export function readNames(file: SqliteFile): Names {
  const tables = file
    .all(
      `SELECT m.name AS name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id')`,
    )
    .map(({ name }) => String(name));
  const read = (table: string, column: string) =>
    file.all(`SELECT "${column}" AS value FROM "${table}" ORDER BY random() LIMIT ${EACH}`).map(({ value }) => String(value));
  const has = (table: string, column: string) =>
    file.all(`SELECT 1 FROM pragma_table_info('${table}') WHERE name = ?`, column).length > 0;
  const byTable = new Map(tables.map((table) => [table.toLowerCase(), read(table, "id")]));
  const known = new Map(
    Object.entries(COLUMNS).map(([name, [table, column]]) => [name, has(table, column) ? read(table, column) : []] as const),
  );
  return {
    of: (parameter) => known.get(parameter) ?? WORDS[parameter] ?? byTable.get(parameter.toLowerCase()) ?? [],
    any: [...byTable.values()].flat(),
  };
}

/** The roles that an account has been given, in whatever scope. */
export function readRoles(file: SqliteFile, username: string): string[] {
  return file
    .all(
      `SELECT DISTINCT g."role" AS role FROM "RoleGrant" g JOIN "User" u ON u."id" = g."userId" WHERE u."username" = ? AND g."revokedAt" IS NULL`,
      username,
    )
    .map(({ role }) => String(role));
}
