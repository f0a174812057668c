/** The tablet over what the device keeps: several pages of it make one key for each judge, and nobody loses what is only here. */
import { IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type JudgeRow, openDeviceData } from "#app/live/tablet/device-database.ts";
import { countUnsettled } from "#app/live/tablet/outbox.ts";
import { makeDeviceKey } from "#app/live/tablet/seal.ts";
import { createTablet, type Tablet } from "#app/live/tablet/tablet.ts";

const A = { judgeId: "judge-a", displayName: "冯永强" };
const B = { judgeId: "judge-b", displayName: "何敏" };
const MARK = { formId: "form", aspectId: "A1.1", value: 2, scoreRound: 1, reason: null, replaces: null };

/** What the server says; `null`: nothing reaches it. */
let answer: ((path: string, body: unknown) => Response) | null;
let signedIn: readonly object[];
const channels: BroadcastChannel[] = [];

beforeEach(() => {
  answer = null;
  signedIn = [];
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("IDBKeyRange", IDBKeyRange);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("window", { isSecureContext: true, indexedDB: {} });
  for (const name of ["sessionStorage", "localStorage"]) vi.stubGlobal(name, createStorage());
  vi.stubGlobal("BroadcastChannel", ClosedAfterwards);
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    if (path.startsWith("/judge/sessions") && body === undefined) return Response.json({ signedIn });
    if (path.startsWith("/judge/sessions")) return Response.json({ ok: true, value: B });
    if (answer === null) throw new TypeError("no network");
    return answer(path, typeof body === "string" ? JSON.parse(body) : null);
  });
});
afterEach(() => {
  for (const tablet of tablets.splice(0)) for (const { outbox } of tablet.getState().people) outbox.close();
  for (const channel of channels.splice(0)) channel.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

class ClosedAfterwards extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    channels.push(this);
  }
}

function createStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

const tablets: Tablet[] = [];
/** A page of this device. */
async function openPage(): Promise<Tablet> {
  vi.stubGlobal("sessionStorage", createStorage());
  const tablet = createTablet();
  tablets.push(tablet);
  await tablet.open();
  return tablet;
}

const find = (tablet: Tablet, { judgeId }: { readonly judgeId: string }) => {
  const person = tablet.getState().people.find((one) => one.judgeId === judgeId);
  if (!person) throw new Error(`${judgeId} is not on this page.`);
  return person;
};
const fatesOf = (tablet: Tablet, judge: typeof A) =>
  find(tablet, judge)
    .outbox.getState()
    .kept.map(({ fate }) => fate.state);

describe("two pages of one tablet", () => {
  it("have one key for a judge: what he entered on the second is read after the first came to the front, and by a third", async () => {
    signedIn = [A];
    const first = await openPage();
    const second = await openPage();
    signedIn = [A, B];
    await second.signIn("printed-code", "482913");
    expect(await second.mark(MARK)).toBe(true);
    await first.refreshPeople();
    expect(fatesOf(first, B)).toEqual(["waiting"]);
    const third = await openPage();
    expect(third.getState().isOpen).toBe(true);
    expect([find(third, B).unreadable, fatesOf(third, B)]).toEqual([0, ["waiting"]]);
  });

  it("keep the PIN that one of them learnt", async () => {
    signedIn = [B];
    const first = await openPage();
    const second = await openPage();
    await second.signIn("printed-code", "482913");
    await first.refreshPeople();
    expect(find(first, B).hasPinCheck).toBe(true);
    expect(find(await openPage(), B).hasPinCheck).toBe(true);
  });

  it("know of each other when a judge left and came back: nothing is kept under the key that is gone", async () => {
    signedIn = [B];
    const first = await openPage();
    const second = await openPage();
    expect(await second.remove(B.judgeId)).toBe(true);
    expect(await first.mark(MARK)).toBe(false);
    await second.refreshPeople();
    expect(await first.mark(MARK)).toBe(false);
    await first.refreshPeople();
    expect(await first.mark(MARK)).toBe(true);
    expect(fatesOf(await openPage(), B)).toEqual(["waiting"]);
  });
});

describe("a judge alone on a tablet who has left it", () => {
  const RIGHT = "482913";
  it("comes back by his PIN only: not when the page asks who is here, not on a new page", async () => {
    signedIn = [B];
    const page = await openPage();
    await page.signIn("printed-code", RIGHT);
    await page.endTurn();
    await page.refreshPeople();
    const other = await openPage();
    expect([page, other].map((tablet) => tablet.getState().frontId)).toEqual([null, null]);
    expect(await other.takeTurn(B.judgeId, RIGHT)).toBeNull();
    expect(other.getState().frontId).toBe(B.judgeId);
    // He is at work here again: a page of its own needs no PIN.
    expect((await openPage()).getState().frontId).toBe(B.judgeId);
  });

  it("is in front again at once where he has shown no PIN here: nothing could be asked of him", async () => {
    signedIn = [B];
    const page = await openPage();
    expect(page.getState().frontId).toBe(B.judgeId);
    await page.endTurn();
    expect(page.getState().frontId).toBeNull();
    await page.refreshPeople();
    expect(page.getState().frontId).toBe(B.judgeId);
  });
});

it("asks twice at once who is signed in, and has each judge once", async () => {
  const page = await openPage();
  signedIn = [A, B];
  await Promise.all([page.refreshPeople(), page.refreshPeople(), page.refreshPeople()]);
  expect(page.getState().people.map(({ judgeId }) => judgeId)).toEqual([A.judgeId, B.judgeId]);
});

it("opens for everybody, and says of whom it cannot read what; what it can read it delivers", async () => {
  await plantUnreadable();
  const page = await openPage();
  expect(page.getState().isOpen).toBe(true);
  expect([find(page, A).unreadable, find(page, B).unreadable]).toEqual([0, 2]);
  expect([fatesOf(page, A), fatesOf(page, B)]).toEqual([["waiting"], ["waiting"]]);
  answer = (_path, body) => {
    const { marks } = body as { readonly marks: readonly { readonly key: string }[] };
    const answers = marks.map(({ key }) => ({ key, kind: "recorded", revision: 1, receivedAt: "2026-11-20T00:30:00.000Z" }));
    return Response.json({ answers });
  };
  await find(page, B).outbox.deliver();
  expect(fatesOf(page, B)).toEqual(["arrived"]);
});

describe("what could not be written to the device", () => {
  it("is said until something can be, and does not count as entered", async () => {
    signedIn = [B];
    const page = await openPage();
    const broken = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("The disk is full.", "QuotaExceededError");
    });
    for (const enter of [
      () => page.mark(MARK),
      () => page.note({ formId: "form", aspectId: "A1.1", text: "划伤", photo: null }),
    ]) {
      expect(await enter()).toBe(false);
      expect(page.getState().isUnkept).toBe(true);
    }
    expect(fatesOf(page, B)).toEqual([]);
    broken.mockRestore();
    expect(await page.mark(MARK)).toBe(true);
    expect([page.getState().isUnkept, fatesOf(page, B)]).toEqual([false, ["waiting"]]);
  });

  it("is not kept where nobody is in front", async () => {
    const page = await openPage();
    expect(await page.mark(MARK)).toBe(false);
  });
});

describe("a judge leaves this device", () => {
  it("not before what waits has arrived and what was refused has been read", async () => {
    signedIn = [B];
    const page = await openPage();
    await page.mark(MARK);
    expect(await page.remove(B.judgeId)).toBe(false);
    answer = (_path, body) => {
      const { marks } = body as { readonly marks: readonly { readonly key: string }[] };
      const refusals = [{ code: "marks-submitted" }];
      return Response.json({ answers: marks.map(({ key }) => ({ key, kind: "refused", refusals })) });
    };
    const { outbox } = find(page, B);
    await outbox.deliver();
    expect(fatesOf(page, B)).toEqual(["refused"]);
    expect(countUnsettled(outbox.getState().kept)).toEqual({ waiting: 0, unread: 1 });
    expect(await page.remove(B.judgeId)).toBe(false);
    await outbox.markRead(outbox.getState().kept.map(({ key }) => key));
    expect(await page.remove(B.judgeId)).toBe(true);
    expect(page.getState().people).toEqual([]);
  });
});

/** As devices were left on which one page had put its key over that of another: two of B's entries lie under a key that is gone. */
async function plantUnreadable(): Promise<void> {
  const data = openDeviceData();
  const lost = { id: B.judgeId, displayName: B.displayName, key: await makeDeviceKey(), pinCheck: null, wrongPins: 0 };
  const enter = (row: Pick<JudgeRow, "id" | "key">, name: string) => {
    const entry = { ...MARK, key: `${row.id} ${name}`, enteredAt: "2026-11-20T00:30:00.000Z" };
    return data.openStore(row).append({ kind: "mark", entry });
  };
  const other = await data.admitJudge({ ...lost, id: A.judgeId, displayName: A.displayName });
  await enter(other, "1");
  await data.admitJudge(lost);
  await enter(lost, "1");
  await enter(lost, "2");
  const over = { ...lost, key: await makeDeviceKey() };
  await enter(over, "3");
  const database = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open("tablet");
    asked.onsuccess = () => resolve(asked.result);
  });
  const transaction = database.transaction("judges", "readwrite");
  transaction.objectStore("judges").put(over);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  data.close();
}
