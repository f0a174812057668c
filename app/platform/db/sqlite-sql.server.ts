/** The port of statements over SQLite: one connection that only reads, and one in a thread of its own that writes. */
import {
  DatabaseUnavailable,
  endingWith,
  listValues,
  type Sql,
  type SqlStore,
  type SqlValue,
} from "#app/platform/db/sql.server.ts";
import { openReader, openWriter, overConnection } from "#app/platform/db/sqlite-rows.mjs";
import { readSteadyClock } from "#app/platform/db/steady-clock.mjs";
import { startThread, type Thread } from "#app/platform/db/thread.server.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import { findBuiltThread } from "#app/platform/threads/start-worker.server.ts";

const THREAD = "#app/platform/db/rows-thread.mjs";
/** Runs whole works, too. It belongs to the room whose works they are, which this one does not know. */
const HOST = { built: "rows-thread.js", source: "#app/services/marking/rows-thread.server.ts" };
/** How often a database that somebody else has locked is asked again: in between everyone else is served. */
const ASK_AGAIN_MS = 20;

/**
 * @param url `file:…`
 * @param isHosting whether works run in the thread: as the server is built; from sources its start would cost more than it saves
 * @throws Error when commits would not be durable.
 */
export function openSqliteStore(url: string, isHosting = findBuiltThread(HOST) !== null): SqlStore {
  const writer = openWriter(url);
  const reader = openReader(url);
  let thread: Thread | null = null;

  /** Started by the first who writes; one that ended is not asked again. */
  function getThread(): Thread {
    if (thread === null || thread.isEnded()) thread = startThread<Failure>(isHosting ? HOST : THREAD, url, toError);
    return thread;
  }

  // The first mark does not wait for its start.
  if (isHosting) getThread();

  /** What fails leaves no transaction open. */
  async function inThread<Value>(work: (current: Thread) => Promise<Value>): Promise<Value> {
    const current = getThread();
    try {
      return await work(current);
    } catch (error) {
      await current.ask("rollback", null).catch(() => current.end());
      throw isUnreachable(error) ? new DatabaseUnavailable("The database takes no writes.", { cause: error }) : error;
    }
  }

  return {
    read: overReader(reader),
    transaction: (work, longestMs) =>
      inThread(async (current) => {
        await current.ask("begin", { until: readSteadyClock() + longestMs });
        const value = await endingWith(overThread(current), work);
        await current.ask("commit", null);
        return value;
      }),
    host: isHosting
      ? (call, longestMs, onNote) =>
          inThread((current) => current.ask("work", { ...call, until: readSteadyClock() + longestMs }, onNote))
      : null,
    // With secure_delete what is deleted is overwritten; what is left stands in the journal.
    sweep: async () => getThread().ask("sweep", null),
    awaitTurn: async (longestMs) => {
      const until = performance.now() + longestMs;
      for (;;) {
        try {
          writer.exec("BEGIN IMMEDIATE; ROLLBACK;");
          return;
        } catch (error) {
          if (!isUnreachable(error)) throw error;
          if (performance.now() > until) throw new DatabaseUnavailable("The database is locked.", { cause: error });
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    },
    close: async () => {
      if (thread !== null && !thread.isEnded()) {
        await thread.ask("close", null);
        await thread.end();
      }
      writer.close();
      reader.close();
    },
  };
}

function overReader(connection: ReturnType<typeof openReader>): Sql {
  const sql = overConnection(connection);
  return {
    all: async <Row>(text: string, values: readonly SqlValue[]) => sql.all(text, values) as Row[],
    run: async () => {
      throw new Error("This connection only reads.");
    },
    insert: async () => {
      throw new Error("This connection only reads.");
    },
  };
}

function overThread(thread: Thread): Sql {
  return {
    all: (text, values) => thread.ask("all", { text, values }),
    run: (text, values) => thread.ask("run", { text, values }),
    insert: (table, rows) => thread.ask("insert", { table, ...listValues(rows) }),
  };
}

type Failure = { readonly message: string; readonly code: string };

function toError({ message, code }: Failure): Error {
  return Object.assign(new Error(message), { code });
}
