/**
 * What a tablet keeps (IndexedDB): the judges who use it, what they entered, and what they work from. Everything that says
 * something of marks or forms lies sealed under the key of its judge on this device.
 */
import Dexie, { type Table } from "dexie";
import type { Kept, OutboxStore } from "./outbox.ts";
import { openValue, type SealedText, sealValue } from "./seal.ts";

export type JudgeRow = {
  readonly id: string;
  readonly displayName: string;
  readonly key: CryptoKey;
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

class DeviceDatabase extends Dexie {
  declare readonly judges: Table<JudgeRow, string>;
  declare readonly entries: Table<EntryRow, string>;
  declare readonly pages: Table<PageRow, [string, string]>;

  constructor(name: string) {
    // Strict: "on this device" is said of what a power cut does not take.
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({ judges: "id", entries: "key, &[judgeId+sequence]", pages: "[judgeId+name], judgeId" });
  }
}

export type DeviceData = {
  listJudges(): Promise<readonly JudgeRow[]>;
  putJudge(judge: JudgeRow): Promise<void>;
  /** Everything of this judge. */
  removeJudge(judgeId: string): Promise<void>;
  openStore(judge: Pick<JudgeRow, "id" | "key">): OutboxStore;
  /** Forgets what arrived before a moment. */
  forgetArrived(judge: Pick<JudgeRow, "id" | "key">, before: Date): Promise<void>;
  readPages<Content>(judge: Pick<JudgeRow, "id" | "key">): Promise<ReadonlyMap<string, Content>>;
  writePages(judge: Pick<JudgeRow, "id" | "key">, pages: ReadonlyMap<string, unknown>, mode: "add" | "replace"): Promise<void>;
  close(): void;
};

/** Where the browser keeps pages of this device in step. */
const CHANNEL = "tablet-entries";

export function openDeviceData(name = "tablet"): DeviceData {
  const database = new DeviceDatabase(name);
  const { judges, entries, pages } = database;
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${CHANNEL} ${name}`);
  const ofJudge = (judgeId: string) =>
    entries.where("[judgeId+sequence]").between([judgeId, Dexie.minKey], [judgeId, Dexie.maxKey]);
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

  return {
    listJudges: () => judges.toArray(),
    putJudge: async (judge) => void (await judges.put(judge)),
    removeJudge: (judgeId) =>
      database.transaction("rw", judges, entries, pages, async () => {
        await judges.delete(judgeId);
        await ofJudge(judgeId).delete();
        await pages.where("judgeId").equals(judgeId).delete();
      }),
    openStore: ({ id: judgeId, key }) => ({
      append: async (act) => {
        const sealed = await sealValue(key, act);
        const row = await database.transaction("rw", entries, async () => {
          const last = await ofJudge(judgeId).last();
          const added: EntryRow = {
            key: act.entry.key,
            judgeId,
            sequence: (last?.sequence ?? 0) + 1,
            act: sealed,
            turn: 0,
            fate: null,
          };
          await entries.add(added);
          return added;
        });
        channel?.postMessage(judgeId);
        return toKept(key, row);
      },
      settle: async (entryKey, fate) => {
        const sealed = await sealValue(key, fate);
        await entries
          .where("key")
          .equals(entryKey)
          .modify((row: EntryRow, reference) => {
            reference.value = { ...row, turn: row.turn + 1, fate: sealed };
          });
        channel?.postMessage(judgeId);
      },
      list: async () => Promise.all((await ofJudge(judgeId).toArray()).map((row) => toKept(key, row))),
      watch: (changed) => {
        const hear = ({ data }: MessageEvent) => data === judgeId && changed();
        channel?.addEventListener("message", hear);
        return () => channel?.removeEventListener("message", hear);
      },
    }),
    forgetArrived: async ({ id: judgeId, key }, before) => {
      const rows = await ofJudge(judgeId).toArray();
      const last = rows.at(-1)?.key;
      const kept = await Promise.all(rows.map((row) => toKept(key, row)));
      const old = kept.filter(({ fate }) => fate.state === "arrived" && fate.at < before.toISOString()).map((one) => one.key);
      // The last one stays: the count goes on from it.
      await entries.bulkDelete(old.filter((one) => one !== last));
    },
    readPages: async <Content>({ id, key }: Pick<JudgeRow, "id" | "key">) => {
      const rows = await pages.where("judgeId").equals(id).toArray();
      const read = rows.map(async ({ name: page, content }) => [page, await openValue<Content>(key, content)] as const);
      return new Map(await Promise.all(read));
    },
    writePages: async ({ id: judgeId, key }, content, mode) => {
      const rows = await Promise.all(
        [...content].map(
          async ([page, value]): Promise<PageRow> => ({ judgeId, name: page, content: await sealValue(key, value) }),
        ),
      );
      await database.transaction("rw", pages, async () => {
        if (mode === "replace") await pages.where("judgeId").equals(judgeId).delete();
        await pages.bulkPut(rows);
      });
    },
    close: () => {
      channel?.close();
      database.close();
    },
  };
}
