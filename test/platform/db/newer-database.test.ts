/** A database that a newer program has changed is refused in one sentence, and stays as it is; on both databases. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyMigrations, compareMigrations, listMigrations } from "#prisma/migrate.ts";
import { createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";

const LATER = "29990101000000_of_a_later_program";

async function run(url: string, sql: string): Promise<void> {
  if (url.startsWith("file:")) {
    const file = openSqliteFile(url.replace("file:", ""));
    file.run(sql);
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describeOnEachDatabase("a database newer than the program", (provider) => {
  let directory: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  // One migration is still to come, so that a start would have something to do.
  const known = listMigrations(provider);

  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-newer-"));
    database = await createTestDatabase(provider, directory, known.at(-2));
  });
  afterEach(async () => {
    await database.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  it("is refused with what, where and what to do; nothing is changed", async () => {
    await run(
      database.url,
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "applied_steps_count") VALUES ('later', 'x', '${LATER}', 1)`,
    );
    const where = provider === "sqlite" ? path.join(directory, "test.db") : new URL(database.url).pathname.slice(1);
    for (const start of [applyMigrations, compareMigrations]) {
      const message = await start(database.url).then(String, (error: Error) => error.message);
      expect(message).toContain("newer than this program");
      expect(message).toContain(LATER);
      expect(message).toContain(where);
      expect(message).toContain("start the newer version");
      expect(message).not.toContain("postgres@");
    }
    await run(database.url, `DELETE FROM "_prisma_migrations" WHERE "id" = 'later'`);
    expect((await compareMigrations(database.url)).lacking).toEqual([known.at(-1)]);
  });

  it("is taken when it has only what the program knows", async () => {
    expect(await applyMigrations(database.url)).toEqual([known.at(-1)]);
    expect((await compareMigrations(database.url)).lacking).toEqual([]);
  });
});
