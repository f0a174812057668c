/** What a migration drops is gone from the bytes of the file, too: it may have been about people. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyMigrations } from "#prisma/migrate.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";

const TEXT = "王小明的教练";
/** More than later migrations could write over by chance. */
const ROWS = 20_000;

let directory: string;
let file: string;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-dropped-"));
  file = path.join(directory, "test.db");
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const isWritten = () => fs.readdirSync(directory).some((name) => fs.readFileSync(path.join(directory, name)).includes(TEXT));

it.each(["WAL", "DELETE"])(
  "a table that a migration drops leaves nothing of its text, with a journal in mode %s",
  async (mode) => {
    await applyMigrations(`file:${file}`, "foundation");
    const database = openSqliteFile(file);
    for (const sql of [`PRAGMA journal_mode=${mode}`, "PRAGMA foreign_keys=OFF", "BEGIN"]) database.run(sql);
    for (let row = 0; row < ROWS; row += 1) database.run(`INSERT INTO "RoundJudge" VALUES (?, ?)`, `${TEXT} ${row}`, `${row}`);
    database.run("COMMIT");
    database.close();
    expect(isWritten()).toBe(true);
    await applyMigrations(`file:${file}`);
    expect(isWritten()).toBe(false);
  },
);

it("what an earlier program only took out of its tables goes with the next table that a migration drops", async () => {
  await applyMigrations(`file:${file}`, "foundation");
  const database = openSqliteFile(file);
  for (const sql of ["PRAGMA foreign_keys=OFF", "PRAGMA secure_delete=OFF", "BEGIN"]) database.run(sql);
  for (let row = 0; row < ROWS; row += 1) database.run(`INSERT INTO "RoundJudge" VALUES (?, ?)`, `${TEXT} ${row}`, `${row}`);
  database.run("COMMIT");
  database.run(`DELETE FROM "RoundJudge"`);
  database.close();
  expect(isWritten()).toBe(true);
  await applyMigrations(`file:${file}`);
  expect(isWritten()).toBe(false);
});
