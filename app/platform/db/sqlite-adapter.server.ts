/** How Prisma reaches SQLite: the connection that writes, one that only reads, and one in a thread of its own for large writes. */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type TransactionOptions,
} from "@prisma/driver-adapter-utils";
import { openDurableSqlite } from "#app/platform/db/durable-sqlite.mjs";

const ADAPTER = { provider: "sqlite", adapterName: "@prisma/adapter-better-sqlite3" } as const;
/** Found by its name within the package: the server is built into one file, beside which it does not lie. */
const THREAD = "#app/platform/db/sqlite-thread.mjs";

export class DurableSqlite implements SqlDriverAdapterFactory {
  readonly provider = ADAPTER.provider;
  readonly adapterName = ADAPTER.adapterName;
  readonly #url: string;
  constructor({ url }: { readonly url: string }) {
    this.#url = url;
  }
  connect(): Promise<SqlDriverAdapter> {
    return openDurableSqlite(this.#url);
  }
}

/** A second connection that can only read: it sees what was committed and never a transaction under way. */
export class ReadOnlySqlite extends PrismaBetterSqlite3 {
  override async connect() {
    const adapter = await super.connect();
    await adapter.executeScript("PRAGMA query_only=ON; PRAGMA busy_timeout=5000;");
    return adapter;
  }
}

/**
 * The same connection as DurableSqlite in a thread of its own: SQLite works where it is called, and the commit of a large
 * transaction, which goes to the disk twice, would hold up everyone else. One transaction at a time, as the queue of writes has it.
 */
export class ThreadedSqlite implements SqlDriverAdapterFactory {
  readonly provider = ADAPTER.provider;
  readonly adapterName = ADAPTER.adapterName;
  readonly #url: string;
  #thread: ReturnType<typeof startThread> | null = null;
  constructor({ url }: { readonly url: string }) {
    this.#url = url;
  }
  /** Past Prisma, in the transaction under way: the bytes of a long text never become a text in this thread. */
  async executeBulk(sql: string, bytes: Uint8Array): Promise<void> {
    if (this.#thread === null) throw new Error("The thread of the database has not been started.");
    await this.#thread.ask<number>("executeBulk", { sql, bytes });
  }
  async connect(): Promise<SqlDriverAdapter> {
    const thread = startThread(this.#url);
    this.#thread = thread;
    const queries = {
      ...ADAPTER,
      queryRaw: (query: SqlQuery) => thread.ask<SqlResultSet>("queryRaw", query),
      executeRaw: (query: SqlQuery) => thread.ask<number>("executeRaw", query),
    };
    return {
      ...queries,
      executeScript: (script) => thread.ask<void>("executeScript", script),
      startTransaction: async (isolationLevel?: IsolationLevel) => ({
        ...queries,
        options: await thread.ask<TransactionOptions>("startTransaction", isolationLevel),
        commit: () => thread.ask<void>("commit", null),
        rollback: () => thread.ask<void>("rollback", null),
      }),
      dispose: async () => {
        await thread.ask<void>("dispose", null);
        await thread.end();
      },
    };
  }
}

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: { message: string; cause: never } };

function startThread(url: string) {
  const worker = new Worker(createRequire(import.meta.url).resolve(THREAD), { workerData: { url }, execArgv: [], env: {} });
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let last = 0;
  let ended: Error | null = null;
  worker.on("message", ({ id, value, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value as never);
    else asked?.reject(error.cause === null ? new Error(error.message) : new DriverAdapterError(error.cause));
  });
  const onEnd = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.once("error", onEnd);
  worker.once("exit", () => onEnd(new Error("The thread of the database ended.")));
  return {
    ask: <Value>(call: string, input: unknown) =>
      new Promise<Value>((resolve, reject) => {
        if (ended !== null) return reject(ended);
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, call, input });
      }),
    end: async () => void (await worker.terminate()),
  };
}
