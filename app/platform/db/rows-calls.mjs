/**
 * What a thread of writes past Prisma answers: over a connection to SQLite that syncs each commit to disk, one transaction at a time.
 * While it waits for the disk, everyone else is served.
 */
import { setTimeout as wait } from "node:timers/promises";
import { openWriter, overConnection } from "./sqlite-rows.mjs";
import { readSteadyClock } from "./steady-clock.mjs";

/** How often a database that somebody else has locked is asked again. */
const ASK_AGAIN_MS = 20;

/** @param {string} url `file:…` */
export function openRowsCalls(url) {
  const connection = openWriter(url);
  const sql = overConnection(connection);
  return {
    /** @param until of the steady clock: who waits here behind another has no more time for it than he had */
    begin: async ({ until }) => {
      for (;;) {
        try {
          return void connection.exec("BEGIN IMMEDIATE");
        } catch (error) {
          if (error?.code !== "SQLITE_BUSY" || readSteadyClock() > until) throw error;
        }
        await wait(ASK_AGAIN_MS);
      }
    },
    all: ({ text, values }) => sql.all(text, values),
    run: ({ text, values }) => sql.run(text, values),
    insert: ({ table, columns, values }) => sql.insert(table, columns, values),
    insertRows: ({ table, rows }) => sql.insertRows(table, rows),
    commit: () => void connection.exec("COMMIT"),
    /** After a failed COMMIT the transaction may still be open: what came next would be acknowledged, and lost with it. */
    rollback: () => {
      if (connection.inTransaction) connection.exec("ROLLBACK");
    },
    /** What is in the journal goes into the file, and the journal becomes empty. */
    sweep: async () => {
      const [{ busy }] = connection.pragma("wal_checkpoint(TRUNCATE)");
      if (busy) throw new Error("The journal is being read, and could not be emptied.");
    },
    close: () => connection.close(),
  };
}

/** What crosses over of an error. */
export function toRowsFailure(error) {
  return { message: String(error?.message ?? error), code: error?.code ?? "" };
}
