/** The outbox of a tablet under any interleaving of losses, repeats, reloads and second pages: nothing lost, nothing twice, order kept. */
import { IDBKeyRange, indexedDB } from "fake-indexeddb";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MarkAnswer } from "#app/live/mark-contract.ts";
import { openDeviceData } from "#app/live/tablet/device-database.ts";
import { createMemoryStore } from "#app/live/tablet/memory-store.ts";
import { type Act, type Outbox, type OutboxStore, openOutbox, type Reply } from "#app/live/tablet/outbox.ts";
import { makeDeviceKey } from "#app/live/tablet/seal.ts";

Object.assign(globalThis, { indexedDB, IDBKeyRange });

type Way = "answered" | "lost-before" | "lost-after" | "twice";
type Step =
  | { readonly do: "enter" }
  | { readonly do: "deliver"; readonly way: Way }
  | { readonly do: "reload" }
  | { readonly do: "second-page"; readonly way: Way };

const way = fc.constantFrom<Way>("answered", "lost-before", "lost-after", "twice");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: "enter" }) },
  { weight: 4, arbitrary: way.map((of): Step => ({ do: "deliver", way: of })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "reload" }) },
  { weight: 1, arbitrary: way.map((of): Step => ({ do: "second-page", way: of })) },
);

/** Keeps what it is told, in the order in which it came; a key that it knows gets its first answer. */
class Hall {
  readonly recorded: string[] = [];
  readonly #answers = new Map<string, MarkAnswer>();
  way: Way = "answered";
  constructor(readonly forgetsKeys = false) {}

  post = async (acts: readonly Act[]): Promise<Reply> => {
    if (this.way === "lost-before") return { kind: "lost" };
    const answers = this.#take(acts);
    if (this.way === "twice") this.#take(acts);
    return this.way === "lost-after" ? { kind: "lost" } : { kind: "answered", answers };
  };

  #take(acts: readonly Act[]): MarkAnswer[] {
    return acts.map(({ entry: { key } }) => {
      const known = this.forgetsKeys ? undefined : this.#answers.get(key);
      if (known) return known;
      this.recorded.push(key);
      const revision = this.recorded.length;
      const answer: MarkAnswer = { key, kind: "recorded", revision, receivedAt: new Date(revision * 1_000).toISOString() };
      this.#answers.set(key, answer);
      return answer;
    });
  }
}

const opened: Outbox[] = [];
afterEach(() => {
  for (const outbox of opened.splice(0)) outbox.close();
});

async function open(store: OutboxStore, post: (acts: readonly Act[]) => Promise<Reply>): Promise<Outbox> {
  const outbox = await openOutbox({ store, post, firstPauseMs: 60_000, longestPauseMs: 60_000 });
  opened.push(outbox);
  return outbox;
}

let count = 0;
function makeAct(): Act {
  count += 1;
  const key = `00000000-0000-7000-8000-${String(count).padStart(12, "0")}`;
  // A device's clock says what it likes: order does not come from it.
  const enteredAt = new Date(1_000_000_000_000 + ((count * 7_919) % 1_000) * 86_400_000).toISOString();
  const entry = { key, formId: "f", aspectId: "A1.1", value: 1, scoreRound: 1, reason: null, enteredAt, replaces: null };
  return { kind: "mark", entry };
}

/** Plays the steps, heals the network, and says what was entered and what the device says became of it. */
async function play(steps: readonly Step[], store: OutboxStore, hall: Hall, post = hall.post) {
  const entered: string[] = [];
  let outbox = await open(store, post);
  for (const one of steps) {
    if (one.do === "enter") {
      hall.way = "lost-before";
      entered.push((await outbox.enter(makeAct())).key);
    } else if (one.do === "deliver") {
      hall.way = one.way;
      await outbox.deliver();
    } else if (one.do === "second-page") {
      hall.way = one.way;
      const other = await open(store, post);
      await Promise.all([other.deliver(), outbox.deliver()]);
      other.close();
    } else {
      outbox.close();
      outbox = await open(store, post);
    }
  }
  hall.way = "answered";
  outbox.close();
  const last = await open(store, post);
  await last.deliver();
  await last.deliver();
  return { entered, kept: await store.list() };
}

describe.each([
  ["in memory", async () => createMemoryStore(), 300],
  ["sealed on the device", openSealedStore, 40],
] as const)("an outbox %s", (_name, makeStore, numRuns) => {
  it("loses nothing, sends nothing twice and keeps the order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const hall = new Hall();
        const { entered, kept } = await play(steps, await makeStore(), hall);
        expect(hall.recorded).toEqual(entered);
        expect(kept.map(({ key }) => key)).toEqual(entered);
        expect(kept.every(({ fate }) => fate.state === "arrived")).toBe(true);
        expect(kept.map(({ sequence }) => sequence)).toEqual(entered.map((_, index) => index + 1));
      }),
      { numRuns },
    );
  }, 60_000);

  it("is seen to fail where the server takes a key for new each time", async () => {
    const hall = new Hall(true);
    const steps: Step[] = [{ do: "enter" }, { do: "deliver", way: "lost-after" }, { do: "deliver", way: "answered" }];
    const { entered } = await play(steps, await makeStore(), hall);
    expect(hall.recorded).not.toEqual(entered);
  });

  it("is seen to fail where something is acknowledged that was never taken", async () => {
    const hall = new Hall();
    const lying = async (acts: readonly Act[]): Promise<Reply> => ({
      kind: "answered",
      answers: acts.map(({ entry: { key } }) => ({ key, kind: "recorded", revision: 1, receivedAt: "2026-01-01T00:00:00.000Z" })),
    });
    const { entered } = await play([{ do: "enter" }], await makeStore(), hall, lying);
    expect(hall.recorded).not.toEqual(entered);
  });
});

describe("an outbox", () => {
  it("finds the one entry that the server cannot read, and delivers the others", async () => {
    const store = createMemoryStore();
    const acts = [makeAct(), makeAct(), makeAct()];
    const bad = acts[1]?.entry.key ?? "";
    const taken: string[] = [];
    const outbox = await open(store, async (sent) => {
      if (sent.some(({ entry }) => entry.key === bad)) return { kind: "refused", code: "entry-malformed" };
      taken.push(...sent.map(({ entry }) => entry.key));
      const answers = sent.map(({ entry: { key } }) => ({ key, kind: "recorded", revision: 1, receivedAt: "" }) as const);
      return { kind: "answered", answers };
    });
    for (const act of acts) await store.append(act);
    await outbox.deliver();
    expect(taken).toEqual([acts[0]?.entry.key, acts[2]?.entry.key]);
    const fates = (await store.list()).map(({ fate }) => fate);
    expect(fates.map(({ state }) => state)).toEqual(["arrived", "refused", "arrived"]);
    expect(fates[1]).toEqual({ state: "refused", refusals: [{ code: "entry-malformed" }], isRead: false });
    await outbox.markRead([bad]);
    expect((await store.list())[1]?.fate).toMatchObject({ isRead: true });
  });

  it("keeps everything while the judge's session is over, and sends it when he is back", async () => {
    const store = createMemoryStore();
    const hall = new Hall();
    let isOver = true;
    const outbox = await open(store, async (acts) => (isOver ? { kind: "signed-out" } : hall.post(acts)));
    const { key } = await outbox.enter(makeAct());
    await outbox.deliver();
    expect(outbox.getState()).toMatchObject({ isSignedOut: true, kept: [{ fate: { state: "waiting" } }] });
    isOver = false;
    await outbox.deliver();
    expect([hall.recorded, outbox.getState().isSignedOut]).toEqual([[key], false]);
  });

  it("lets a photo that does not get through hold back no mark", async () => {
    const store = createMemoryStore();
    const hall = new Hall();
    const outbox = await open(store, async (acts) => (acts[0]?.kind === "note" ? { kind: "lost" } : hall.post(acts)));
    const { key, formId, aspectId, enteredAt } = { ...makeAct().entry };
    await store.append({ kind: "note", entry: { key, formId, aspectId, text: "", photo: "AA==", enteredAt } });
    const mark = await store.append(makeAct());
    await outbox.deliver();
    expect(hall.recorded).toEqual([mark.key]);
  });
});

describe("marks that are entered while photos are on their way", () => {
  const makeNote = (): Act => {
    const { key, formId, aspectId, enteredAt } = makeAct().entry;
    return { kind: "note", entry: { key, formId, aspectId, text: "", photo: "AA==", enteredAt } };
  };

  it("go out at once, and the photos after one another all the same", async () => {
    const store = createMemoryStore();
    const hall = new Hall();
    const arriving: (() => void)[] = [];
    const outbox = await open(store, async (acts) => {
      if (acts[0]?.kind === "note") await new Promise<void>((resolve) => arriving.push(resolve));
      return hall.post(acts);
    });
    const photos = [await store.append(makeNote()), await store.append(makeNote())];
    const delivered = outbox.deliver();
    await vi.waitFor(() => expect(arriving).toHaveLength(1));
    const mark = await outbox.enter(makeAct());
    await vi.waitFor(() => expect(hall.recorded).toEqual([mark.key]));
    arriving[0]?.();
    await vi.waitFor(() => expect(arriving).toHaveLength(2));
    const later = await outbox.enter(makeAct());
    await vi.waitFor(() => expect(hall.recorded).toEqual([mark.key, photos[0]?.key, later.key]));
    arriving[1]?.();
    await delivered;
    expect(hall.recorded).toEqual([mark.key, photos[0]?.key, later.key, photos[1]?.key]);
  });

  it("go out at once also after a photo got no answer", async () => {
    const store = createMemoryStore();
    const hall = new Hall();
    const outbox = await open(store, async (acts) => (acts[0]?.kind === "note" ? { kind: "lost" } : hall.post(acts)));
    await store.append(makeNote());
    await outbox.deliver();
    const mark = await outbox.enter(makeAct());
    await vi.waitFor(() => expect(hall.recorded).toEqual([mark.key]));
  });
});

describe("what a device keeps", () => {
  it("is sealed: neither codes nor values nor forms stand in the database as they are", async () => {
    const { store, dump, judge, data } = await openSealed();
    const act = makeAct();
    await store.append({ ...act, entry: { ...act.entry, reason: "marked-again", formId: "form-in-clear" } } as Act);
    await data.writePages(judge, new Map([["day", { code: "R900" }]]), "replace");
    const text = await dump();
    expect(text).toContain(act.entry.key);
    for (const secret of ["marked-again", "form-in-clear", "R900", "aspectId"]) expect(text).not.toContain(secret);
    expect((await data.readPages<{ code: string }>(judge)).get("day")).toEqual({ code: "R900" });
  });

  it("has a key that nobody can take out of it", async () => {
    const key = await makeDeviceKey();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  });

  it("forgets what arrived long ago, and nothing that waits", async () => {
    const { store, judge, data } = await openSealed();
    const acts = [makeAct(), makeAct(), makeAct()];
    for (const act of acts) await store.append(act);
    const at = "2026-11-20T06:00:00.000Z";
    await store.settle(acts[0]?.entry.key ?? "", { state: "arrived", at, revision: 1 });
    await data.forgetArrived(judge, new Date("2026-11-21T00:00:00.000Z"));
    expect((await store.list()).map(({ key }) => key)).toEqual(acts.slice(1).map(({ entry }) => entry.key));
    expect((await store.append(makeAct())).sequence).toBe(4);
  });

  it("keeps judges apart: what is taken off the device is one judge's alone", async () => {
    const { store, judge, data } = await openSealed();
    const other = { ...judge, id: "j1-and-more", key: await makeDeviceKey() };
    await data.admitJudge(other);
    const others = data.openStore(other);
    await store.append(makeAct());
    await others.append(makeAct());
    await data.writePages(judge, new Map([["day", { of: "j1" }]]), "add");
    await data.writePages(other, new Map([["day", { of: "other" }]]), "add");
    await data.writePages(judge, new Map([["f1", { form: 1 }]]), "replace");
    expect([...(await data.readPages(judge)).keys()]).toEqual(["f1"]);
    await data.removeJudge(judge.id);
    expect((await data.listJudges()).map(({ id }) => id)).toEqual([other.id]);
    expect(await store.list()).toEqual([]);
    expect((await others.list()).map(({ sequence }) => sequence)).toEqual([1]);
    expect((await data.readPages(other)).get("day")).toEqual({ of: "other" });
  });
});

let databases = 0;

async function openSealed() {
  databases += 1;
  const name = `tablet-test-${databases}`;
  const data = openDeviceData(name);
  const judge = { id: "j1", displayName: "", key: await makeDeviceKey(), pinCheck: null, wrongPins: 0 };
  await data.admitJudge(judge);
  return { data, judge, store: data.openStore(judge), dump: () => dumpDatabase(name) };
}

async function openSealedStore(): Promise<OutboxStore> {
  return (await openSealed()).store;
}

/** Everything in the database as text, bytes as they are. */
async function dumpDatabase(name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const tables = await Promise.all(
    ["entries", "pages"].map(
      (table) =>
        new Promise<unknown[]>((resolve) => {
          const request = database.transaction(table).objectStore(table).getAll();
          request.onsuccess = () => resolve(request.result);
        }),
    ),
  );
  database.close();
  return JSON.stringify(tables, (_key, value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : value));
}
