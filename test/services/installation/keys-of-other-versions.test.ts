/** The commands that change keys refuse the database of another version before they open anything; on both databases. */
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listMigrations } from "#prisma/migrate.ts";
import { createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";

const CHANGES = [["rotate"], ["issuer"], ["issuer", "--distrust"]];
const LATER = "29990101000000_of_a_later_program";

describeOnEachDatabase("keys of a database of another version", (provider) => {
  let directory: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>> | null;

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-keys-of-"));
    database = null;
  });
  afterEach(async () => {
    await database?.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  const change = (words: readonly string[], url: string) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "server/commands/keys.ts", ...words], {
      env: { ...process.env, NODE_ENV: "production", DATA_DIR: directory, DATABASE_URL: url, SECRET_KEY: "", LANG: "en" },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code?: number; stderr: string }) => ({ code: error.code ?? null, text: error.stderr }),
    );

  it.each(CHANGES)(
    "are not changed by %s where it is newer",
    async (...words) => {
      database = await createTestDatabase(provider, directory);
      const sql = `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "applied_steps_count") VALUES ('later', 'x', '${LATER}', 1)`;
      if (provider === "sqlite") {
        const file = openSqliteFile(database.url.replace("file:", ""));
        file.run(sql);
        file.close();
      } else {
        const client = new pg.Client({ connectionString: database.url });
        await client.connect();
        await client.query(sql).finally(() => client.end());
      }
      const { code, text } = await change(words, database.url);
      expect([code, text]).toEqual([2, expect.stringContaining("is newer than this program")]);
      expect(text).toContain(LATER);
      // No key was made or looked for.
      expect(fs.readdirSync(directory).filter((name) => name.includes("key"))).toEqual([]);
    },
    60_000,
  );

  it.each(CHANGES)(
    "are not changed by %s where it is older",
    async (...words) => {
      database = await createTestDatabase(provider, directory, listMigrations(provider).at(-2));
      const { code, text } = await change(words, database.url);
      expect([code, text]).toEqual([2, expect.stringContaining("is older than this program")]);
      expect(fs.readdirSync(directory).filter((name) => name.includes("key"))).toEqual([]);
    },
    60_000,
  );
});
