/** IndexedDB with promises: one database of this browser, opened when it is first needed, and again after the browser has closed it. */

export type Stores = Readonly<
  Record<string, { readonly keyPath: string | string[]; readonly indexes: Readonly<Record<string, IndexShape>> }>
>;
type IndexShape = { readonly keyPath: string | string[]; readonly unique: boolean };

export type IndexedDb = {
  /**
   * Runs the work in one transaction over these stores. The work awaits requests of it and nothing else: a transaction that waits
   * for something else ends.
   * @returns what the work returns, once the transaction is complete; a write is then on the disk, and not only on its way to it
   * @throws what the browser says, or the work; nothing is written then
   */
  run<Value>(
    stores: readonly string[],
    mode: "readonly" | "readwrite",
    work: (transaction: IDBTransaction) => Promise<Value>,
  ): Promise<Value>;
  close(): void;
};

/** @param stores all of them are made when the database is; another `version` makes those that are missing */
export function openIndexedDb(name: string, version: number, stores: Stores): IndexedDb {
  let opening: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    const asked = indexedDB.open(name, version);
    asked.onupgradeneeded = () => makeStores(asked.result, stores);
    const opened = awaitRequest(asked).then((database) => {
      const forget = () => {
        opening = null;
      };
      // Of the browser, which may take the storage away and give it back.
      database.onclose = forget;
      // Another page brings a newer version, and waits for this one to let go.
      database.onversionchange = () => {
        forget();
        database.close();
      };
      return database;
    });
    opened.catch(() => {
      opening = null;
    });
    return opened;
  }

  async function begin(names: readonly string[], mode: "readonly" | "readwrite", isAgain = false): Promise<IDBTransaction> {
    opening ??= open();
    const database = await opening;
    try {
      // Strict: "on this device" is said of what a power cut does not take. Browsers that do not know the word are so anyway.
      return database.transaction([...names], mode, { durability: "strict" });
    } catch (error) {
      // A tablet that slept may find its connection closed without having been told.
      if (isAgain || !(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
      opening = null;
      return begin(names, mode, true);
    }
  }

  return {
    run: async (names, mode, work) => {
      const transaction = await begin(names, mode);
      const completed = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new DOMException("The transaction was aborted.", "AbortError"));
      });
      completed.catch(() => undefined);
      try {
        const value = await work(transaction);
        await completed;
        return value;
      } catch (error) {
        abort(transaction);
        throw error;
      }
    },
    close: () => {
      const closing = opening;
      opening = null;
      void closing?.then((database) => database.close()).catch(() => undefined);
    },
  };
}

/** The answer to one request. @throws DOMException what the browser says */
export function awaitRequest<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function makeStores(database: IDBDatabase, stores: Stores): void {
  for (const [name, { keyPath, indexes }] of Object.entries(stores)) {
    if (database.objectStoreNames.contains(name)) continue;
    const store = database.createObjectStore(name, { keyPath });
    for (const [index, shape] of Object.entries(indexes)) store.createIndex(index, shape.keyPath, { unique: shape.unique });
  }
}

/** One that has ended by itself cannot be ended again. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over, and wrote nothing.
  }
}
