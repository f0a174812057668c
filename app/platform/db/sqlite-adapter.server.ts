/** How Prisma reaches SQLite: the connection that writes, one that only reads, and one in a thread of its own for large writes. */
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
import { startThread, type Thread } from "#app/platform/db/thread.server.ts";

const ADAPTER = { provider: "sqlite", adapterName: "@prisma/adapter-better-sqlite3" } as const;
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
  #thread: Thread | null = null;
  constructor({ url }: { readonly url: string }) {
    this.#url = url;
  }
  /** Past Prisma, in the transaction under way: the bytes of a long text never become a text in this thread. */
  async executeBulk(sql: string, bytes: Uint8Array): Promise<void> {
    if (this.#thread === null) throw new Error("The thread of the database has not been started.");
    await this.#thread.ask<number>("executeBulk", { sql, bytes });
  }
  async connect(): Promise<SqlDriverAdapter> {
    const thread = openThread(this.#url);
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

type Failure = { readonly message: string; readonly cause: ConstructorParameters<typeof DriverAdapterError>[0] | null };

function openThread(url: string): Thread {
  return startThread<Failure>(THREAD, url, ({ message, cause }) =>
    cause === null ? new Error(message) : new DriverAdapterError(cause),
  );
}
