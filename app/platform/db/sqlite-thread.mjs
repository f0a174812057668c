/** What the thread of a large write runs: one connection to SQLite, and the transaction on it. */
import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.mjs";
import { openDurableSqlite } from "./durable-sqlite.mjs";

const adapter = await openDurableSqlite(workerData.url);
let transaction = null;

const calls = {
  queryRaw: (query) => (transaction ?? adapter).queryRaw(query),
  executeRaw: (query) => (transaction ?? adapter).executeRaw(query),
  /** One statement with one text, which comes as its bytes. */
  executeBulk: ({ sql, bytes }) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
    return (transaction ?? adapter).executeRaw({ sql, args: [text], argTypes: [{ scalarType: "string", arity: "scalar" }] });
  },
  executeScript: (script) => adapter.executeScript(script),
  startTransaction: async (isolationLevel) => {
    transaction = await adapter.startTransaction(isolationLevel);
    return transaction.options;
  },
  commit: () => end((ended) => ended.commit()),
  rollback: () => end((ended) => ended.rollback()),
  dispose: () => adapter.dispose(),
};

/** COMMIT and ROLLBACK come as statements before it: this gives the connection free. */
async function end(how) {
  const ended = transaction;
  transaction = null;
  if (ended !== null) await how(ended);
}

answerCalls(calls, (error) => ({ message: String(error), cause: error?.cause ?? null }));
