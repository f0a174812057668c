/** Connections to PostgreSQL that do not hang: one that cannot be had in time is refused, and all of them can be cut. */
import pg from "pg";
import { LONGEST_WAIT_MS } from "#app/platform/db/sql.server.ts";

export type Pool = pg.Pool & {
  /** Breaks every connection at once: whoever waits for an answer on one is told that there is none. */
  cut(): void;
  /** Whether somebody has a connection, or waits for one. */
  isWaitedFor(): boolean;
  /** When a connection was opened or given back last, by the process's own clock (`performance.now()`). */
  heardAt(): number;
};

/** How long someone waits for a connection before he is told that there is none. */
const CONNECT_MS = 5_000;

export function openPool(url: string, max: number): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // Whatever somebody else has locked: nobody waits for it longer than for a database that takes no writes.
    lock_timeout: LONGEST_WAIT_MS,
  });
  let heardAt = performance.now();
  const hear = () => {
    heardAt = performance.now();
  };
  pool.on("connect", (client) => {
    hear();
    // One that breaks while somebody has it tells him by his statement; told to nobody else, it would end the process.
    client.on("error", () => {});
  });
  // A connection that is given back because it broke is no sign of life.
  pool.on("release", (error: unknown) => error || hear());
  // A connection that breaks while nobody uses it is replaced when someone needs one.
  pool.on("error", () => {});
  return Object.assign(pool, {
    cut: () => {
      for (const client of listClients(pool)) breakConnection(client);
    },
    isWaitedFor: () => pool.waitingCount > 0 || pool.totalCount > pool.idleCount,
    heardAt: () => heardAt,
  });
}

/** Those that are being opened, too: they would be waited for. */
function listClients(pool: pg.Pool): readonly pg.ClientBase[] {
  return [...(pool as unknown as { readonly _clients: readonly pg.ClientBase[] })._clients];
}

/** At once and without a word to the server, which may not be there to hear it. */
export function breakConnection(client: pg.ClientBase): void {
  (client as unknown as { connection: { stream: { destroy(error?: Error): void } } }).connection.stream.destroy();
}
