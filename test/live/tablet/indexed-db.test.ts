/** IndexedDB with promises: all of a transaction or nothing, and a connection that comes back when the browser has closed it. */
import { IDBKeyRange, indexedDB } from "fake-indexeddb";
import { beforeAll, expect, it } from "vitest";
import { awaitRequest, type IndexedDb, openIndexedDb, type Stores } from "#app/live/tablet/indexed-db.ts";

const STORES: Stores = { things: { keyPath: "id", indexes: {} } };
let databases = 0;

beforeAll(() => void Object.assign(globalThis, { indexedDB, IDBKeyRange }));

function open(): IndexedDb {
  databases += 1;
  return openIndexedDb(`indexed-db-test-${databases}`, 10, STORES);
}

const put = (database: IndexedDb, id: string) =>
  database.run(["things"], "readwrite", (transaction) => awaitRequest(transaction.objectStore("things").put({ id })));
const list = async (database: IndexedDb) =>
  database.run(["things"], "readonly", async (transaction) => {
    const things = (await awaitRequest(transaction.objectStore("things").getAll())) as { readonly id: string }[];
    return things.map(({ id }) => id);
  });

it("opens again after it was closed, by us or by the browser without a word", async () => {
  const database = open();
  await put(database, "a");
  database.close();
  await put(database, "b");
  const connection = await database.run(["things"], "readonly", async ({ db }) => db);
  connection.close();
  await put(database, "c");
  expect(await list(database)).toEqual(["a", "b", "c"]);
});

it("lets a newer version of the page have the database, and says so when it is asked for something after that", async () => {
  const database = open();
  await put(database, "a");
  const newer = await awaitRequest(indexedDB.open(`indexed-db-test-${databases}`, 11));
  newer.close();
  await expect(put(database, "b")).rejects.toMatchObject({ name: "VersionError" });
});

it("writes nothing of a transaction whose work fails, or of which one request fails", async () => {
  const database = open();
  await put(database, "a");
  await expect(
    database.run(["things"], "readwrite", async (transaction) => {
      transaction.objectStore("things").put({ id: "b" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await expect(
    database.run(["things"], "readwrite", async (transaction) => {
      transaction.objectStore("things").put({ id: "c" });
      await awaitRequest(transaction.objectStore("things").add({ id: "a" }));
    }),
  ).rejects.toMatchObject({ name: "ConstraintError" });
  expect(await list(database)).toEqual(["a"]);
});
