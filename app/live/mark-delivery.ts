/**
 * What a judge has entered and the server has not acknowledged yet: sent one after another in the order of entry, again and again
 * under the same key until an answer comes (DOMAIN 11). A reload of the page loses nothing.
 */
import type { Refusal } from "#app/domain/shared/decision.ts";

export type EnteredValue = {
  /** Made on the device: however often it is sent, it is one act. */
  readonly key: string;
  readonly formId: string;
  readonly aspectId: string;
  /** A score from 0 to 3, or a mark in hundredths. */
  readonly value: number;
  readonly scoreRound: number;
  readonly reason: string | null;
  /** ISO, by the device's clock. */
  readonly enteredAt: string;
  /** The key of the value that was on the screen when he entered this one; null when none was. */
  readonly replaces: string | null;
};

export type Outcome =
  | { readonly kind: "delivered"; readonly at: string }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "lost" };

export type RefusedValue = { readonly value: EnteredValue; readonly refusals: readonly Refusal[] };

export type DeliveryState = {
  /** In the order of entry; the first one is being sent. */
  readonly waiting: readonly EnteredValue[];
  /** Answered with reasons why not; the server keeps none of them, and so this device does until they were read. */
  readonly refused: readonly RefusedValue[];
  /** ISO, by the server's clock; null before the first. */
  readonly lastDeliveredAt: string | null;
  /** The latest attempt got no answer. */
  readonly isFailing: boolean;
};

/** Starts sending; the answer comes back through `settle`. */
export type Send = (value: EnteredValue) => void;

export type MarkDelivery = {
  getState(): DeliveryState;
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  add(value: EnteredValue): void;
  settle(key: string, outcome: Outcome): void;
  /** Forgets what was refused for an aspect: it was read, or another value takes its place. */
  dismiss(formId: string, aspectId: string): void;
  /** @returns a function that stops sending; what waits stays. */
  connect(send: Send): () => void;
  /** Tries at once: the network is said to be back. */
  retryNow(): void;
};

/** The part of a browser's storage that is needed. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** An answer that takes longer is taken for lost. */
const ANSWER_MS = 8_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** @param name under which the store keeps what waits: one for each judge, because a tablet is shared */
export function createMarkDelivery(store: Store, name: string): MarkDelivery {
  const listeners = new Set<() => void>();
  let state: DeliveryState = {
    waiting: read<EnteredValue>(store, name).filter((value) => typeof value?.key === "string"),
    refused: read<RefusedValue>(store, refusedName(name)).filter(({ value, refusals }) => value && Array.isArray(refusals)),
    lastDeliveredAt: null,
    isFailing: false,
  };
  let send: Send | null = null;
  let inFlight: { readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;

  function change(changes: Partial<DeliveryState>): void {
    state = { ...state, ...changes };
    // The refused first: a tablet that dies in between has a value twice rather than not at all.
    if (changes.refused) write(store, refusedName(name), changes.refused);
    if (changes.waiting) write(store, name, changes.waiting);
    for (const listener of listeners) listener();
  }

  function pump(): void {
    const [next] = state.waiting;
    if (!send || !next || inFlight || pause) return;
    inFlight = { key: next.key, timer: setTimeout(() => settle(next.key, { kind: "lost" }), ANSWER_MS) };
    send(next);
  }

  function settle(key: string, outcome: Outcome): void {
    if (inFlight?.key === key) {
      clearTimeout(inFlight.timer);
      inFlight = null;
    }
    const value = state.waiting.find((candidate) => candidate.key === key);
    // The answer to an attempt that was given up comes late: it counts, unless a later one came first.
    if (!value) return;
    if (outcome.kind === "lost") {
      failures += 1;
      change({ isFailing: true });
      pause ??= setTimeout(resume, Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
      return;
    }
    failures = 0;
    const waiting = state.waiting.filter((candidate) => candidate.key !== key);
    if (outcome.kind === "delivered") change({ waiting, isFailing: false, lastDeliveredAt: outcome.at });
    else change({ waiting, isFailing: false, refused: [...state.refused, { value, refusals: outcome.refusals }] });
    pump();
  }

  function resume(): void {
    if (pause) clearTimeout(pause);
    pause = null;
    pump();
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add: (value) => {
      change({
        waiting: [...state.waiting, value],
        refused: state.refused.filter((refused) => !isSameAspect(refused.value, value)),
      });
      pump();
    },
    settle,
    dismiss: (formId, aspectId) => {
      change({ refused: state.refused.filter(({ value }) => !isSameAspect(value, { formId, aspectId })) });
    },
    connect: (connected) => {
      send = connected;
      pump();
      return () => {
        if (send === connected) send = null;
      };
    },
    retryNow: resume,
  };
}

type Place = Pick<EnteredValue, "formId" | "aspectId">;

function isSameAspect(left: Place, right: Place): boolean {
  return left.formId === right.formId && left.aspectId === right.aspectId;
}

/** What an earlier page left; nothing when the store was written by something else. */
function read<Kept>(store: Store, name: string): readonly Kept[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(name) ?? "[]");
    return Array.isArray(kept) ? (kept as Kept[]).filter((one) => typeof one === "object" && one !== null) : [];
  } catch {
    return [];
  }
}

function write(store: Store, name: string, kept: readonly unknown[]): void {
  if (kept.length === 0) store.removeItem(name);
  else store.setItem(name, JSON.stringify(kept));
}

function refusedName(name: string): string {
  return `${name} refused`;
}

let current: { readonly judgeId: string; readonly delivery: MarkDelivery } | null = null;

/** The delivery of this judge in this tab. Browser only. */
export function getMarkDelivery(judgeId: string): MarkDelivery {
  if (current?.judgeId !== judgeId) current = { judgeId, delivery: createMarkDelivery(sessionStorage, `marks ${judgeId}`) };
  return current.delivery;
}
