/** A connection to SQLite that loses no acknowledged commit, in whatever thread it is opened. */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

const FULL = 2;
const ROLLS_BACK = /^SQLITE_(FULL|IOERR|NOMEM|INTERRUPT)/;

/**
 * Opens it for writing. After a failed COMMIT the adapter sent no ROLLBACK, so that later writes were acknowledged and lost
 * (prisma #29933); and a WAL file reopened with synchronous=NORMAL, which loses acknowledged commits when the power fails.
 * @param {string} url
 * @returns {Promise<import("@prisma/driver-adapter-utils").SqlDriverAdapter>}
 */
export async function openDurableSqlite(url) {
  const adapter = await new PrismaBetterSqlite3({ url }).connect();
  await adapter.executeScript(
    // secure_delete: what is deleted is overwritten, so that an erased person's key is not left in a free page.
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;",
  );
  const { rows } = await adapter.queryRaw({ sql: "PRAGMA synchronous", args: [], argTypes: [] });
  if (Number(rows[0]?.[0]) !== FULL) throw new Error("SQLite does not keep synchronous=FULL: commits would not be durable.");
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await startTransaction(isolationLevel);
    const executeRaw = transaction.executeRaw.bind(transaction);
    const queryRaw = transaction.queryRaw.bind(transaction);
    let broken = null;
    /** On a full or failing disk SQLite may have rolled back by itself: a statement after that would be a transaction of its own. */
    const within = async (run, query) => {
      if (broken !== null && !/^\s*ROLLBACK\s*;?\s*$/i.test(query.sql)) throw broken;
      try {
        return await run(query);
      } catch (error) {
        if (ROLLS_BACK.test(error?.cause?.originalCode ?? "")) broken ??= error;
        throw error;
      }
    };
    transaction.queryRaw = (query) => within(queryRaw, query);
    transaction.executeRaw = async (query) => {
      try {
        return await within(executeRaw, query);
      } catch (error) {
        if (/^\s*COMMIT/i.test(query.sql)) await executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] }).catch(() => 0);
        throw error;
      }
    };
    return transaction;
  };
  return adapter;
}
