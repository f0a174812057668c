/** The port of statements over SQLite: two connections, one that writes and syncs each commit to disk, and one that only reads. */
import { createRequire } from "node:module";
import {
  DatabaseUnavailable,
  LONGEST_WAIT_MS,
  quote,
  type Sql,
  type SqlStore,
  type SqlValue,
} from "#app/platform/db/sql.server.ts";

type Statement = { all(...values: unknown[]): unknown[]; run(...values: unknown[]): { readonly changes: number } };
type Connection = {
  readonly inTransaction: boolean;
  prepare(text: string): Statement;
  exec(text: string): void;
  pragma(text: string, options: { readonly simple: true }): unknown;
  close(): void;
};

const FULL = 2;
/** How often a database that somebody else has locked is asked again: in between everyone else is served. */
const ASK_AGAIN_MS = 20;

/** @param url `file:…` @throws Error when commits would not be durable. */
export function openSqliteStore(url: string): SqlStore {
  const writer = connect(
    url,
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
  );
  if (writer.pragma("synchronous", { simple: true }) !== FULL)
    throw new Error("SQLite does not keep synchronous=FULL: commits would not be durable.");
  // The connection waits for nothing by itself: that would hold up everyone in this process.
  writer.exec("PRAGMA busy_timeout=0");
  const reader = connect(url, "PRAGMA query_only=ON; PRAGMA busy_timeout=1000;");
  const sql = overConnection(writer);

  async function begin(): Promise<void> {
    const until = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      try {
        return writer.exec("BEGIN IMMEDIATE");
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        if (performance.now() > until) throw new DatabaseUnavailable("The database is locked.", { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  /** After a failed COMMIT the transaction may still be open: what came next would be acknowledged, and lost with it. */
  function rollBack(): void {
    if (writer.inTransaction) writer.exec("ROLLBACK");
  }

  return {
    read: overConnection(reader),
    transaction: async (work) => {
      await begin();
      try {
        const value = await work(sql);
        writer.exec("COMMIT");
        return value;
      } catch (error) {
        rollBack();
        throw isUnavailable(error) ? new DatabaseUnavailable("The database takes no writes.", { cause: error }) : error;
      }
    },
    awaitTurn: async () => {
      await begin();
      rollBack();
    },
    close: async () => {
      writer.close();
      reader.close();
    },
  };
}

function connect(url: string, pragmas: string): Connection {
  const Database = createRequire(import.meta.url)("better-sqlite3") as new (file: string) => Connection;
  const connection = new Database(url.replace(/^file:/, ""));
  connection.exec(pragmas);
  return connection;
}

function overConnection(connection: Connection): Sql {
  const prepared = new Map<string, Statement>();
  const prepare = (text: string): Statement => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = connection.prepare(text.replaceAll("(?*)", "(SELECT value FROM json_each(?))"));
      prepared.set(text, statement);
    }
    return statement;
  };
  return {
    all: async <Row>(text: string, values: readonly SqlValue[]) => prepare(text).all(...values.map(toBound)) as Row[],
    run: async (text, values) => prepare(text).run(...values.map(toBound)).changes,
    insert: async (table, rows) => {
      const [first] = rows;
      if (!first) return;
      const columns = Object.keys(first);
      const places = columns.map(() => "?").join(", ");
      // A row at a time costs less here than a list of rows that SQLite has to take apart.
      const statement = prepare(`INSERT INTO ${quote(table)} (${columns.map(quote).join(", ")}) VALUES (${places})`);
      for (const row of rows) statement.run(...Object.values(row).map(toBound));
    },
  };
}

function toBound(value: SqlValue): string | number | null {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** Locked, full, or not writable: whatever it was, nothing was committed, and it may be over soon. */
function isUnavailable(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/.test(code);
}
