/** Whether somebody works on a database now, for what only one may do alone. */
import pg from "pg";
import { isTakenSqlite } from "#app/platform/db/sqlite-rows.mjs";
import { LISTENER_NAME } from "#app/platform/processes/listener.server.ts";

/** A process that serves, on this machine or another. @throws when the database cannot be reached */
export async function isDatabaseInUse(url: string): Promise<boolean> {
  if (!/^postgres(ql)?:\/\//.test(url)) return isTakenSqlite(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
      [LISTENER_NAME],
    );
    return Number(rows[0]?.count) > 0;
  } finally {
    await client.end();
  }
}
