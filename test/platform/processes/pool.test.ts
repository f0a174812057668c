/** A connection to PostgreSQL that breaks while somebody has it: he is told, the next one is served, and the process goes on. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgresqlStore } from "#app/platform/db/postgresql-sql.server.ts";
import { DatabaseUnavailable, LONGEST_WAIT_MS } from "#app/platform/db/sql.server.ts";
import { openPool, type Pool } from "#app/platform/processes/pool.server.ts";
import { postgresUrl } from "../../support/runtime.ts";

/** A number of a lock that nobody else takes. */
const LOCK = 4_711;

describe.runIf(postgresUrl)("a connection that breaks in somebody's hands", () => {
  let pool: Pool;
  beforeEach(() => {
    pool = openPool(String(postgresUrl), 2);
  });
  afterEach(() => pool.end());

  const terminate = async (pid: number) => void (await pool.query("SELECT pg_terminate_backend($1)", [pid]));

  it.each(["while it answers", "between two statements"])(
    "%s: nothing was committed, and the process takes the next",
    async (when) => {
      const store = openPostgresqlStore(pool, LOCK);
      const broken = store.transaction(async (sql) => {
        const [own] = await sql.all<{ pid: number }>("SELECT pg_backend_pid() AS pid", []);
        const asked = when === "while it answers" ? sql.all("SELECT pg_sleep(20)", []) : null;
        // It may break before its end is waited for.
        asked?.catch(() => undefined);
        await terminate(own?.pid ?? 0);
        // Long enough that its end is heard when nothing is asked.
        await (asked ?? new Promise((resolve) => setTimeout(resolve, 200)));
      }, LONGEST_WAIT_MS);
      await expect(broken).rejects.toBeInstanceOf(DatabaseUnavailable);
      const next = store.transaction((sql) => sql.all<{ one: number }>("SELECT 1 AS one", []), LONGEST_WAIT_MS);
      await expect(next).resolves.toEqual([{ one: 1 }]);
    },
  );
});
