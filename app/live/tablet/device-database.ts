/**
 * What a tablet keeps (IndexedDB): the judges who use it, what they entered, and what they work from. Everything that says
 * something of marks or forms lies sealed under the key of its judge on this device.
 */
import { awaitRequest, openIndexedDb, type Stores } from "./indexed-db.ts";
import type { Kept, OutboxStore } from "./outbox.ts";
import { openValue, type SealedText, sealValue } from "./seal.ts";

export type JudgeRow = {
  readonly id: string;
  readonly displayName: string;
  readonly key: CryptoKey;
  /** Tells this key from another that a judge has who left this device and came back; absent in rows from before keys had names. */
  readonly keyId?: string;
  /** A sealed `PinCheck`; null before the server has accepted a PIN here. */
  readonly pinCheck: SealedText | null;
  /** In a row, without the server. */
  readonly wrongPins: number;
};

type EntryRow = {
  /** As the device made it. */
  readonly key: string;
  readonly judgeId: string;
  readonly sequence: number;
  /** A sealed `Act`. */
  readonly act: SealedText;
  /** How often its fate changed. */
  readonly turn: number;
  /** A sealed `Fate`; null while it waits. */
  readonly fate: SealedText | null;
};

/** `name`: "day", or the id of a form. */
type PageRow = { readonly judgeId: string; readonly name: string; readonly content: SealedText };

const OF_JUDGE = "[judgeId+sequence]";
const PAGES_OF_JUDGE = "judgeId";
const STORES: Stores = {
  judges: { keyPath: "id", indexes: {} },
  entries: { keyPath: "key", indexes: { [OF_JUDGE]: { keyPath: ["judgeId", "sequence"], unique: true } } },
  pages: { keyPath: ["judgeId", "name"], indexes: { [PAGES_OF_JUDGE]: { keyPath: "judgeId", unique: false } } },
};
const VERSION = 10;

export type DeviceData = {
  listJudges(): Promise<readonly JudgeRow[]>;
  /** Gives a judge his place, once. @returns the row that stands, under the key that another page may have made before */
  admitJudge(judge: JudgeRow): Promise<JudgeRow>;
  /** @returns the row as it then stands; null, and nothing is changed, where this key is not that of the judge here any more */
  changeJudge(judge: OpenedBy, change: (stored: JudgeRow) => JudgeChanges): Promise<JudgeRow | null>;
  /** Everything of this judge. */
  removeJudge(judgeId: string): Promise<void>;
  /** Its `append` rejects where this key is not that of the judge here any more: nothing is kept that nobody could open. */
  openStore(judge: OpenedBy): OutboxStore;
  /** How many entries wait that this key does not open: another page may still deliver them, this one cannot. */
  countUnreadable(judge: OpenedBy): Promise<number>;
  /** Forgets what arrived before a moment. */
  forgetArrived(judge: Pick<JudgeRow, "id" | "key">, before: Date): Promise<void>;
  readPages<Content>(judge: Pick<JudgeRow, "id" | "key">): Promise<ReadonlyMap<string, Content>>;
  writePages(judge: Pick<JudgeRow, "id" | "key">, pages: ReadonlyMap<string, unknown>, mode: "add" | "replace"): Promise<void>;
  close(): void;
};

/** A judge by the key under which a page has opened what is his. */
type OpenedBy = Pick<JudgeRow, "id" | "key" | "keyId">;
type JudgeChanges = Partial<Pick<JudgeRow, "displayName" | "pinCheck" | "wrongPins">>;

/** Where the browser keeps pages of this device in step. */
const CHANNEL = "tablet-entries";

export function openDeviceData(name = "tablet"): DeviceData {
  const database = openIndexedDb(name, VERSION, STORES);
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${CHANNEL} ${name}`);
  /** In the order of entry. */
  const listEntries = (transaction: IDBTransaction, judgeId: string): Promise<EntryRow[]> =>
    awaitRequest(transaction.objectStore("entries").index(OF_JUDGE).getAll(ofJudge(judgeId)));
  const readEntries = (judgeId: string) =>
    database.run(["entries"], "readonly", (transaction) => listEntries(transaction, judgeId));

  /** What was opened once in this page, as long as nothing changed. */
  const opened = new Map<string, { readonly turn: number; readonly kept: Kept }>();

  async function toKept(key: CryptoKey, row: EntryRow): Promise<Kept> {
    const known = opened.get(row.key);
    if (known?.turn === row.turn) return known.kept;
    const kept: Kept = {
      key: row.key,
      sequence: row.sequence,
      act: known?.kept.act ?? (await openValue<Kept["act"]>(key, row.act)),
      fate: row.fate === null ? { state: "waiting" } : await openValue(key, row.fate),
    };
    opened.set(row.key, { turn: row.turn, kept });
    return kept;
  }

  /** One entry that this key does not open keeps none of the others back: it is left out, and `countUnreadable` says so. */
  async function openAll(key: CryptoKey, rows: readonly EntryRow[]): Promise<readonly Kept[]> {
    const kept = await Promise.all(rows.map((row) => toKept(key, row).catch(() => [])));
    return kept.flat();
  }

  return {
    listJudges: () =>
      database.run(
        ["judges"],
        "readonly",
        (transaction): Promise<JudgeRow[]> => awaitRequest(transaction.objectStore("judges").getAll()),
      ),
    admitJudge: (judge) =>
      database.run(["judges"], "readwrite", async (transaction) => {
        const judges = transaction.objectStore("judges");
        const stored: JudgeRow | undefined = await awaitRequest(judges.get(judge.id));
        // A second key over the first would make unreadable what waits under it.
        const row = stored ? { ...stored, displayName: judge.displayName } : judge;
        if (row.displayName !== stored?.displayName) await awaitRequest(judges.put(row));
        return row;
      }),
    changeJudge: ({ id, keyId }, change) =>
      database.run(["judges"], "readwrite", async (transaction) => {
        const judges = transaction.objectStore("judges");
        const stored: JudgeRow | undefined = await awaitRequest(judges.get(id));
        if (!stored || stored.keyId !== keyId) return null;
        const row = { ...stored, ...change(stored) };
        await awaitRequest(judges.put(row));
        return row;
      }),
    removeJudge: (judgeId) =>
      database.run(["judges", "entries", "pages"], "readwrite", async (transaction) => {
        await awaitRequest(transaction.objectStore("judges").delete(judgeId));
        for (const { key } of await listEntries(transaction, judgeId)) transaction.objectStore("entries").delete(key);
        await dropPages(transaction, judgeId);
      }),
    openStore: ({ id: judgeId, key, keyId }) => ({
      append: async (act) => {
        const sealed = await sealValue(key, act);
        const row = await database.run(["judges", "entries"], "readwrite", async (transaction) => {
          const judge: JudgeRow | undefined = await awaitRequest(transaction.objectStore("judges").get(judgeId));
          if (!judge || judge.keyId !== keyId) throw new Error("This judge has left this device.");
          const entries = transaction.objectStore("entries");
          const last = await awaitRequest(entries.index(OF_JUDGE).openKeyCursor(ofJudge(judgeId), "prev"));
          const [, sequence] = (last?.key ?? [judgeId, 0]) as [string, number];
          const added: EntryRow = {
            key: act.entry.key,
            judgeId,
            sequence: sequence + 1,
            act: sealed,
            turn: 0,
            fate: null,
          };
          await awaitRequest(entries.add(added));
          return added;
        });
        channel?.postMessage(judgeId);
        return toKept(key, row);
      },
      settle: async (entryKey, fate) => {
        const sealed = await sealValue(key, fate);
        await database.run(["entries"], "readwrite", async (transaction) => {
          const entries = transaction.objectStore("entries");
          const row: EntryRow | undefined = await awaitRequest(entries.get(entryKey));
          if (row) await awaitRequest(entries.put({ ...row, turn: row.turn + 1, fate: sealed } satisfies EntryRow));
        });
        channel?.postMessage(judgeId);
      },
      list: async () => openAll(key, await readEntries(judgeId)),
      watch: (changed) => {
        const hear = ({ data }: MessageEvent) => data === judgeId && changed();
        channel?.addEventListener("message", hear);
        return () => channel?.removeEventListener("message", hear);
      },
    }),
    countUnreadable: async ({ id: judgeId, key }) => {
      const waiting = (await readEntries(judgeId)).filter(({ fate }) => fate === null);
      return waiting.length - (await openAll(key, waiting)).length;
    },
    forgetArrived: async ({ id: judgeId, key }, before) => {
      const rows = await readEntries(judgeId);
      const last = rows.at(-1)?.key;
      const kept = await openAll(key, rows);
      const old = kept.filter(({ fate }) => fate.state === "arrived" && fate.at < before.toISOString()).map((one) => one.key);
      // The last one stays: the count goes on from it.
      const over = old.filter((one) => one !== last);
      await database.run(["entries"], "readwrite", async (transaction) => {
        for (const one of over) transaction.objectStore("entries").delete(one);
      });
    },
    readPages: async <Content>({ id, key }: Pick<JudgeRow, "id" | "key">) => {
      const rows = await database.run(
        ["pages"],
        "readonly",
        (transaction): Promise<PageRow[]> =>
          awaitRequest(transaction.objectStore("pages").index(PAGES_OF_JUDGE).getAll(IDBKeyRange.only(id))),
      );
      const read = rows.map(async ({ name: page, content }) => [page, await openValue<Content>(key, content)] as const);
      return new Map(await Promise.all(read));
    },
    writePages: async ({ id: judgeId, key }, content, mode) => {
      const rows = await Promise.all(
        [...content].map(
          async ([page, value]): Promise<PageRow> => ({ judgeId, name: page, content: await sealValue(key, value) }),
        ),
      );
      await database.run(["pages"], "readwrite", async (transaction) => {
        if (mode === "replace") await dropPages(transaction, judgeId);
        for (const row of rows) transaction.objectStore("pages").put(row);
      });
    },
    close: () => {
      channel?.close();
      database.close();
    },
  };
}

/** All entries of a judge, whatever their number. */
function ofJudge(judgeId: string): IDBKeyRange {
  return IDBKeyRange.bound([judgeId], [judgeId, []]);
}

async function dropPages(transaction: IDBTransaction, judgeId: string): Promise<void> {
  const pages = transaction.objectStore("pages");
  for (const key of await awaitRequest(pages.index(PAGES_OF_JUDGE).getAllKeys(IDBKeyRange.only(judgeId)))) pages.delete(key);
}
