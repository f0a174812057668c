/** The port of statements over PostgreSQL: prepared once on each connection; all writing processes take turns on one lock. */
import pg from "pg";
import { DatabaseUnavailable, endingWith, quote, type Sql, type SqlStore, type SqlValue } from "#app/platform/db/sql.server.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

type Queries = Pick<pg.ClientBase, "query">;

const SWEEP_WAIT_MS = 1_000;
const TIMESTAMP = 1114;
const BIGINT = 20;
const JSON_TYPES: ReadonlySet<number> = new Set([114, 3802]);

/**
 * @param pool stays its owner's to end @param writeLock the number of the lock that every writing transaction of the database takes
 */
export function openPostgresqlStore(pool: Pool, writeLock: number): SqlStore {
  return {
    read: overQueries(pool),
    transaction: async (work, longestMs) => {
      const client = await pool.connect().catch((error: unknown) => {
        throw new DatabaseUnavailable("The database does not answer.", { cause: error });
      });
      let broken: unknown;
      let value: Awaited<ReturnType<typeof work>>;
      try {
        await client.query("BEGIN");
        await client.query(`SET LOCAL lock_timeout = ${Math.max(1, Math.round(longestMs))}`);
        await client.query(`SELECT pg_advisory_xact_lock(${writeLock})`);
        const ordered = inOrder(client);
        try {
          value = await endingWith(overQueries(ordered), work);
        } finally {
          await ordered.done();
        }
        await client.query("COMMIT");
        return value;
      } catch (error) {
        await client.query("ROLLBACK").catch((failure: unknown) => {
          broken = failure;
        });
        throw isUnreachable(error) ? new DatabaseUnavailable("The database takes no writes.", { cause: error }) : error;
      } finally {
        client.release(broken !== undefined);
      }
    },
    // Written anew: a table that is only cleaned keeps the bytes of what was deleted in its pages.
    sweep: async (tables) => {
      const client = await pool.connect();
      try {
        // Who waits for a table that a dump reads makes everyone else wait behind him.
        await client.query(`SET lock_timeout = ${SWEEP_WAIT_MS}`);
        for (const table of tables) await client.query(`VACUUM (FULL, ANALYZE) ${quote(table)}`);
      } finally {
        await client.query("RESET lock_timeout").then(
          () => client.release(),
          () => client.release(true),
        );
      }
    },
    host: null,
    awaitTurn: async () => {},
    close: async () => {},
  };
}

/** A connection takes one statement at a time: those that are asked together run in the order in which they were asked. */
function inOrder(client: Queries): Queries & { done(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  const query = (...asked: unknown[]): Promise<unknown> => {
    const own = turn.then(() => (client.query as (...of: unknown[]) => Promise<unknown>)(...asked));
    turn = own.catch(() => undefined);
    return own;
  };
  return { query: query as Queries["query"], done: async () => void (await turn) };
}

/** Texts by their own statement's number: the same name on every connection. */
const names = new Map<string, { readonly name: string; readonly text: string }>();

function prepare(text: string): { readonly name: string; readonly text: string } {
  let known = names.get(text);
  if (!known) {
    let count = 0;
    const numbered = text.replaceAll(/\(\?\*\)|\?/g, (mark) => {
      count += 1;
      return mark === "?" ? `$${count}` : `(SELECT json_array_elements_text($${count}::json))`;
    });
    known = { name: `s${names.size}`, text: numbered };
    names.set(text, known);
  }
  return known;
}

function overQueries(queries: Queries): Sql {
  const query = (text: string, values: readonly SqlValue[]) =>
    queries.query({ ...prepare(text), values: values.map(toBound), types: TYPES }).catch((error: unknown) => {
      throw isUnreachable(error) ? new DatabaseUnavailable("The database does not answer.", { cause: error }) : error;
    });
  return {
    all: async <Row>(text: string, values: readonly SqlValue[]) => (await query(text, values)).rows as Row[],
    run: async (text, values) => (await query(text, values)).rowCount ?? 0,
    insert: async (table, rows) => {
      const [first] = rows;
      if (!first) return;
      const columns = Object.keys(first).map(quote).join(", ");
      const source = `json_populate_recordset(NULL::${quote(table)}, ?::json)`;
      await query(`INSERT INTO ${quote(table)} (${columns}) SELECT ${columns} FROM ${source}`, [JSON.stringify(rows)]);
    },
  };
}

function toBound(value: SqlValue): string | number | null {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** A timestamp without zone is UTC here, and the driver would read it as local time. */
function getTypeParser(type: number, format?: "text" | "binary") {
  if (type === TIMESTAMP) return (text: string) => `${text.replace(" ", "T")}Z`;
  if (type === BIGINT) return Number;
  if (JSON_TYPES.has(type)) return (text: string) => text;
  return pg.types.getTypeParser(type, format);
}

const TYPES = { getTypeParser } as pg.CustomTypesConfig;
