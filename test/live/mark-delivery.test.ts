/** Delivery from a tablet: in order, one at a time, the same key until an answer comes, and nothing lost by a reload. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newKey } from "#app/live/device-id.ts";
import { createMarkDelivery, type EnteredValue, type Store } from "#app/live/mark-delivery.ts";

const AT = "2026-11-20T06:32:00.000Z";
const delivered = { kind: "delivered", at: AT } as const;
const lost = { kind: "lost" } as const;

function entered(key: string, aspectId = "A1.1"): EnteredValue {
  return { key, formId: "form", aspectId, value: 2, scoreRound: 1, reason: null, replaces: null, enteredAt: AT };
}

function createStore(): Store & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

function start(store = createStore()) {
  const sent: string[] = [];
  const delivery = createMarkDelivery(store, "marks judge-1");
  const disconnect = delivery.connect(({ key }) => void sent.push(key));
  return { delivery, sent, store, disconnect };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("delivery", () => {
  it("sends one after another, in the order of entry", () => {
    const { delivery, sent } = start();
    for (const key of ["a", "b", "c"]) delivery.add(entered(key));
    expect(sent).toEqual(["a"]);
    delivery.settle("a", delivered);
    expect(sent).toEqual(["a", "b"]);
    delivery.settle("b", delivered);
    delivery.settle("c", delivered);
    expect(delivery.getState()).toEqual({ waiting: [], refused: [], lastDeliveredAt: AT, isFailing: false });
  });

  it("sends the same key again after a lost answer, with longer and longer pauses", () => {
    const { delivery, sent } = start();
    delivery.add(entered("a"));
    for (const pause of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      delivery.settle("a", lost);
      expect(delivery.getState()).toMatchObject({ isFailing: true, waiting: [{ key: "a" }] });
      const before = sent.length;
      vi.advanceTimersByTime(pause - 1);
      expect(sent).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sent).toHaveLength(before + 1);
    }
    delivery.settle("a", delivered);
    expect(new Set(sent)).toEqual(new Set(["a"]));
    expect(delivery.getState()).toMatchObject({ waiting: [], isFailing: false });
  });

  it("takes silence for a lost answer, and still counts the answer when it comes late", () => {
    const { delivery, sent } = start();
    delivery.add(entered("a"));
    delivery.add(entered("b"));
    vi.advanceTimersByTime(8_000);
    expect(delivery.getState().isFailing).toBe(true);
    delivery.settle("a", delivered);
    expect(delivery.getState().waiting.map(({ key }) => key)).toEqual(["b"]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual(["a", "b"]);
    delivery.settle("a", lost);
    expect(delivery.getState().isFailing).toBe(false);
  });

  it("tries at once when the network is back", () => {
    const { delivery, sent } = start();
    delivery.add(entered("a"));
    delivery.settle("a", lost);
    delivery.retryNow();
    expect(sent).toEqual(["a", "a"]);
    vi.advanceTimersByTime(2_000);
    expect(sent).toEqual(["a", "a"]);
  });

  it("keeps a refusal before the judge until it is read or another value takes its place, and goes on", () => {
    const { delivery, sent } = start();
    delivery.add(entered("a"));
    delivery.add(entered("b", "A1.2"));
    delivery.settle("a", { kind: "refused", refusals: [{ code: "score-round-stale" }] });
    expect(sent).toEqual(["a", "b"]);
    expect(delivery.getState().refused).toMatchObject([{ value: { key: "a" }, refusals: [{ code: "score-round-stale" }] }]);
    delivery.add(entered("c"));
    expect(delivery.getState().refused).toEqual([]);
    delivery.settle("b", { kind: "refused", refusals: [{ code: "judgement-first" }] });
    delivery.dismiss("form", "A1.2");
    expect(delivery.getState().refused).toEqual([]);
  });

  it("loses nothing by a reload, and keeps nothing that was delivered", () => {
    const { delivery, store } = start();
    delivery.add(entered("a"));
    delivery.add(entered("b"));
    delivery.settle("a", delivered);
    const second = start(store);
    expect(second.sent).toEqual(["b"]);
    second.delivery.settle("b", delivered);
    expect(store.kept.size).toBe(0);
    store.setItem("marks judge-1", "not json");
    expect(start(store).delivery.getState().waiting).toEqual([]);
  });

  it("waits while nothing is connected", () => {
    const { delivery, sent, disconnect } = start();
    disconnect();
    delivery.add(entered("a"));
    expect(sent).toEqual([]);
    const again: string[] = [];
    delivery.connect(({ key }) => void again.push(key));
    expect(again).toEqual(["a"]);
  });
});

it("makes keys that are UUIDs, each another one", () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe("a value that is refused because the round went to paper", () => {
  const onPaper = { kind: "refused", refusals: [{ code: "round-on-paper" }] } as const;

  it("stays on the device through a reload, until another takes its place or it was read", () => {
    const store = createStore();
    const { delivery, disconnect } = start(store);
    delivery.add(entered("a"));
    delivery.add(entered("b", "A1.2"));
    delivery.settle("a", onPaper);
    delivery.settle("b", onPaper);
    disconnect();
    const reloaded = start(store).delivery;
    expect(reloaded.getState().refused).toEqual([
      { value: entered("a"), refusals: onPaper.refusals },
      { value: entered("b", "A1.2"), refusals: onPaper.refusals },
    ]);
    expect(reloaded.getState().waiting).toEqual([]);
    reloaded.add(entered("c"));
    reloaded.dismiss("form", "A1.2");
    expect(start(store).delivery.getState().refused).toEqual([]);
  });

  it("is another judge's on the same tablet no more than what waits is", () => {
    const store = createStore();
    const { delivery } = start(store);
    delivery.add(entered("a"));
    delivery.settle("a", onPaper);
    expect(createMarkDelivery(store, "marks judge-2").getState().refused).toEqual([]);
  });
});
