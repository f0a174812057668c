/** Connections to PostgreSQL that do not hang: one that cannot be had in time is refused, and all of them can be cut. */
import pg from "pg";

export type Pool = pg.Pool & {
  /** Breaks every connection at once: whoever waits for an answer on one is told that there is none. */
  cut(): void;
};

/** How long someone waits for a connection before he is told that there is none. */
const CONNECT_MS = 5_000;

export function openPool(url: string, max: number): Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
  const clients = new Set<pg.PoolClient>();
  pool.on("connect", (client) => void clients.add(client));
  pool.on("remove", (client) => void clients.delete(client));
  // A connection that breaks while nobody uses it is replaced when someone needs one.
  pool.on("error", () => {});
  return Object.assign(pool, {
    cut: () => {
      for (const client of clients) breakConnection(client);
    },
  });
}

/** At once and without a word to the server, which may not be there to hear it. */
export function breakConnection(client: pg.ClientBase): void {
  (client as unknown as { connection: { stream: { destroy(error?: Error): void } } }).connection.stream.destroy();
}
