/** The built app behind the real HTTP and socket servers, on a port of its own, over a test database that starts empty. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Provider } from "#prisma/migrate.ts";
import { createHttp, type Http } from "../../server/http.ts";
import { createMetrics, type Metrics } from "../../server/metrics.ts";
import { startRealtime } from "../../server/realtime.ts";
import { createTestClock, createTestDatabase, type TestClock } from "./runtime.ts";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.ts";

type Entry = typeof import("#app/entry.server.tsx");

export type AppServer = {
  readonly url: string;
  readonly http: Http;
  readonly build: ServerBuild;
  readonly entry: Entry;
  readonly runtime: Runtime;
  readonly clock: TestClock;
  /** Null unless it was asked for. */
  readonly metrics: Metrics | null;
  /** A request that follows no redirect; a POST comes from a page of this very site. */
  ask(path: string, init?: RequestInit & { cookie?: string }): Promise<Response>;
  /** All rows of all tables but sessions, by table; of SQLite only. */
  fingerprint(): ReadonlyMap<string, string>;
  close(): Promise<void>;
};

export type AppServerOptions = {
  /** Serves another build instead: one with a planted fault. */
  readonly change?: (build: ServerBuild) => ServerBuild;
  /** Answers those who watch by other watches instead. */
  readonly changeWatches?: (watches: ReturnType<Entry["listWatches"]>) => ReturnType<Entry["listWatches"]>;
  readonly env?: Readonly<Record<string, string>>;
  /** SQLite where nothing is said. */
  readonly provider?: Provider;
  readonly hasMetrics?: boolean;
  /** Serves what another server has opened already, and leaves it open. */
  readonly runtime?: Runtime;
};

/** The build that `npm start` serves. @throws Error when there is none. */
export async function loadBuild(): Promise<ServerBuild> {
  const file = path.resolve("build/server/index.js");
  if (!fs.existsSync(file)) throw new Error("There is no build: npm test makes one, and so does npm run build.");
  return (await import(pathToFileURL(file).href)) as unknown as ServerBuild;
}

export async function startAppServer(options: AppServerOptions = {}): Promise<AppServer> {
  const loaded = await loadBuild();
  const entry = loaded.entry.module as unknown as Entry;
  const build = options.change?.(loaded) ?? loaded;
  const clock = createTestClock();
  const opened = options.runtime ? { runtime: options.runtime, close: async () => {} } : await openRuntime(entry, clock, options);
  const { runtime } = opened;
  const metrics = options.hasMetrics ? createMetrics(runtime) : null;
  const http = createHttp({ build, runtime, metrics });
  const watches = options.changeWatches?.(entry.listWatches()) ?? entry.listWatches();
  const realtime = startRealtime({ server: http.server, runtime, watches });
  metrics?.countSockets(realtime.count);
  await http.listen();
  http.setReady(true);
  const url = `http://127.0.0.1:${http.port()}`;
  const isSqlite = runtime.database.provider === "sqlite";
  const file = isSqlite ? openSqliteFile(runtime.env.databaseUrl.replace("file:", "")) : null;
  return {
    url,
    http,
    build,
    entry,
    runtime,
    clock,
    metrics,
    ask: (address, { cookie, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (cookie) headers.set("Cookie", cookie);
      if (init.method && init.method !== "GET" && !headers.has("Origin")) headers.set("Origin", url);
      return fetch(`${url}${address}`, { redirect: "manual", ...init, headers });
    },
    fingerprint: file === null ? () => new Map() : watchTables(file),
    close: async () => {
      await realtime.close();
      http.server.closeAllConnections();
      await http.close();
      file?.close();
      await opened.close();
    },
  };
}

async function openRuntime(entry: Entry, clock: TestClock, { env: more = {}, provider = "sqlite" }: AppServerOptions) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-http-"));
  const database = await createTestDatabase(provider, directory);
  const env = entry.readEnv({
    NODE_ENV: "production",
    LOG_LEVEL: "silent",
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    // Nobody of these worlds has a telephone.
    SECOND_FACTOR: "offered",
    ...more,
  });
  const runtime = await entry.createRuntime(env, clock);
  return {
    runtime,
    close: async () => {
      await runtime.close();
      await database.drop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * One text per table with all its rows in a fixed order; reads past the app, over a connection of its own. Triggers count what
 * happens to each table, so that only the tables that something happened to are read again: all of them after every commit were
 * most of what the matrix of access waited for.
 */
function watchTables(file: SqliteFile): () => ReadonlyMap<string, string> {
  let version: unknown;
  let counts: ReadonlyMap<string, unknown> | null = null;
  let tables: ReadonlyMap<string, string> = new Map();
  return () => {
    if (counts === null) countChanges(file);
    // Counts the commits of all other connections: without one the rows are the same.
    const [{ data_version: current } = {}] = file.all("PRAGMA data_version");
    if (counts === null || current !== version) {
      const before = counts;
      const now = new Map(file.all(`SELECT * FROM "${CHANGES}"`).map(({ name, changes }) => [String(name), changes]));
      const read = (name: string) =>
        (before?.get(name) === now.get(name) ? tables.get(name) : undefined) ?? readTable(file, name);
      tables = new Map([...now.keys()].map((name) => [name, read(name)]));
      counts = now;
    }
    version = current;
    return tables;
  };
}

const CHANGES = "_changes";

/** Has every table but those of sessions, of migrations and of noted heads count its changes: a sheet that is printed notes one. */
function countChanges(file: SqliteFile): void {
  const names = file.all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT IN ('Session', 'AuditHead', '_prisma_migrations', '${CHANGES}')`,
  );
  file.run("BEGIN IMMEDIATE");
  file.run(`CREATE TABLE IF NOT EXISTS "${CHANGES}" (name TEXT PRIMARY KEY, changes INTEGER NOT NULL)`);
  for (const { name } of names) {
    file.run(`INSERT OR IGNORE INTO "${CHANGES}" VALUES (?, 0)`, name);
    for (const act of ["INSERT", "UPDATE", "DELETE"])
      file.run(
        `CREATE TRIGGER IF NOT EXISTS "${CHANGES}_${name}_${act}" AFTER ${act} ON "${name}"
          BEGIN UPDATE "${CHANGES}" SET changes = changes + 1 WHERE name = '${name}'; END`,
      );
  }
  file.run("COMMIT");
}

function readTable(file: SqliteFile, name: string): string {
  const rows = file.all(`SELECT * FROM "${name}"`).map((row) => JSON.stringify(row));
  return rows.sort().join("\n");
}
