/**
 * What one judge has entered on this device, and the delivery of it (DOMAIN 11): entries are only ever added, go out in the order of
 * entry under the key that the device made, and are kept until the server has answered each one. Whoever loses an answer asks again.
 */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { MarkAnswer, MarkEntry, StandingValue } from "#app/live/mark-contract.ts";
import { MOST_MARKS } from "./limits.ts";
import type { NoteEntry } from "./note-contract.ts";

/** One act of a judge. */
export type Act = { readonly kind: "mark"; readonly entry: MarkEntry } | { readonly kind: "note"; readonly entry: NoteEntry };

/** What became of it; times are ISO by the server's clock. */
export type Fate =
  | { readonly state: "waiting" }
  | { readonly state: "arrived"; readonly at: string; readonly revision: number }
  | { readonly state: "conflict"; readonly conflictId: string; readonly standing: StandingValue }
  | { readonly state: "refused"; readonly refusals: readonly Refusal[]; readonly isRead: boolean };

/** `sequence` counts the acts of one judge on this device: no clock says which came first. */
export type Kept = { readonly key: string; readonly sequence: number; readonly act: Act; readonly fate: Fate };

/** Where the acts of one judge lie. What `append` and `settle` have resolved is there after a power cut. */
export type OutboxStore = {
  append(act: Act): Promise<Kept>;
  settle(key: string, fate: Fate): Promise<void>;
  /** In the order of entry. */
  list(): Promise<readonly Kept[]>;
  /** Calls when another page of this device changed something. @returns a function that ends it. */
  watch(changed: () => void): () => void;
};

/**
 * - `answered`: the server has these on its disk, or says why it keeps them not.
 * - `lost`: nobody knows; the same is sent again.
 * - `signed-out`: the judge's session has ended; all stays until he signs in again.
 * - `refused`: the request as a whole, for one of its entries.
 */
export type Reply =
  | { readonly kind: "answered"; readonly answers: readonly MarkAnswer[] }
  | { readonly kind: "lost"; readonly waitMs?: number }
  | { readonly kind: "signed-out" }
  | { readonly kind: "refused"; readonly code: string };

/** Sends acts of one kind, never more than `MOST_MARKS`. */
export type Post = (acts: readonly Act[]) => Promise<Reply>;

export type OutboxState = {
  readonly kept: readonly Kept[];
  /** The latest attempt got no answer. */
  readonly isFailing: boolean;
  readonly isSignedOut: boolean;
};

export type Outbox = {
  getState(): OutboxState;
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  /** Resolves once the act is kept on the device, not before. */
  enter(act: Act): Promise<Kept>;
  /** What was refused has been read: it stays on the device, and is not shown any more. */
  markRead(keys: readonly string[]): Promise<void>;
  /** Tries at once: the network is said to be back, or the judge has signed in. */
  deliver(): Promise<void>;
  close(): void;
};

export type OutboxOptions = {
  readonly store: OutboxStore;
  readonly post: Post;
  /** Runs work while no other page of this device delivers acts of this kind for this judge. */
  readonly exclusively?: (work: () => Promise<void>, kind: Act["kind"]) => Promise<void>;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
};

/** Reads what earlier pages left before it resolves. */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { store, post, exclusively = (work) => work(), firstPauseMs = 500, longestPauseMs = 4_000 } = options;
  const listeners = new Set<() => void>();
  let state: OutboxState = { kept: await store.list(), isFailing: false, isSignedOut: false };
  let isClosed = false;

  function change(changes: Partial<OutboxState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }

  async function reload(): Promise<void> {
    change({ kept: await store.list() });
  }

  async function settle(key: string, fate: Fate): Promise<void> {
    await store.settle(key, fate);
    change({ kept: state.kept.map((kept) => (kept.key === key ? { ...kept, fate } : kept)) });
  }

  /**
   * The delivery of acts of one kind. Each kind has its own: a photo takes long on a slow network, and keeps no mark back.
   * @param most how many go in one request
   */
  function openDelivery(kind: Act["kind"], most: number) {
    let pause: ReturnType<typeof setTimeout> | null = null;
    let running: Promise<void> | null = null;
    let isAwaited = false;
    let failures = 0;

    async function drain(): Promise<void> {
      for (let limit = most; !isClosed; ) {
        // From the store, not from memory: another page may have delivered meanwhile.
        const waiting = (await store.list()).filter(({ act, fate }) => act.kind === kind && fate.state === "waiting");
        if (waiting.length === 0) return;
        const sent = waiting.slice(0, limit);
        const reply = await post(sent.map(({ act }) => act));
        if (reply.kind === "answered") {
          const known = sent.flatMap(({ key }) => reply.answers.find((answer) => answer.key === key) ?? []);
          for (const answer of known) await settle(answer.key, toFate(answer));
          if (known.length === 0) return fail(null);
          failures = 0;
          limit = most;
          if (state.isFailing || state.isSignedOut) change({ isFailing: false, isSignedOut: false });
        } else if (reply.kind === "refused") {
          const [first] = sent;
          // Which of them it is of is found by asking for one alone.
          if (sent.length > 1) limit = 1;
          else if (first) await settle(first.key, { state: "refused", refusals: [{ code: reply.code }], isRead: false });
        } else if (reply.kind === "signed-out") {
          return change({ isSignedOut: true });
        } else {
          return fail(reply.waitMs ?? null);
        }
      }
    }

    function fail(waitMs: number | null): void {
      failures += 1;
      change({ isFailing: true });
      const backOff = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 10), longestPauseMs);
      if (!isClosed) pause ??= setTimeout(() => void deliver(), waitMs ?? backOff * (0.75 + Math.random() / 2));
    }

    function endPause(): void {
      if (pause) clearTimeout(pause);
      pause = null;
    }

    function deliver(): Promise<void> {
      endPause();
      if (isClosed) return Promise.resolve();
      if (running) {
        isAwaited = true;
        return running;
      }
      isAwaited = false;
      running = exclusively(async () => {
        do {
          isAwaited = false;
          endPause();
          await drain();
        } while (isAwaited && !isClosed && !state.isSignedOut);
      }, kind)
        .catch(() => fail(null))
        .finally(() => {
          running = null;
          // Asked for between the last look and this line.
          if (isAwaited && !isClosed && !state.isSignedOut) void deliver();
        });
      return running;
    }

    return { deliver, endPause, isPausing: () => pause !== null };
  }

  const deliveries = { mark: openDelivery("mark", MOST_MARKS), note: openDelivery("note", 1) };
  const unwatch = store.watch(() => void reload());
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    enter: async (act) => {
      const kept = await store.append(act);
      if (!state.kept.some(({ key }) => key === kept.key)) change({ kept: [...state.kept, kept] });
      // Between two attempts at a dead network a further value is no reason to hurry.
      const delivery = deliveries[act.kind];
      if (!delivery.isPausing()) void delivery.deliver();
      return kept;
    },
    markRead: async (keys) => {
      for (const { key, fate } of await store.list()) {
        if (keys.includes(key) && fate.state === "refused") await settle(key, { ...fate, isRead: true });
      }
    },
    deliver: async () => {
      await Promise.all([deliveries.mark.deliver(), deliveries.note.deliver()]);
    },
    close: () => {
      isClosed = true;
      unwatch();
      for (const { endPause } of Object.values(deliveries)) endPause();
    },
  };
}

/** What would be lost with the device: what has not arrived, and what was refused and nobody has read. */
export function countUnsettled(kept: readonly Kept[]): { readonly waiting: number; readonly unread: number } {
  return {
    waiting: kept.filter(({ fate }) => fate.state === "waiting").length,
    unread: kept.filter(isUnreadRefusal).length,
  };
}

export function isUnreadRefusal({ fate }: Kept): boolean {
  return fate.state === "refused" && !fate.isRead;
}

function toFate(answer: MarkAnswer): Fate {
  switch (answer.kind) {
    case "recorded":
      return { state: "arrived", at: answer.receivedAt, revision: answer.revision };
    case "conflict":
      return { state: "conflict", conflictId: answer.conflictId, standing: answer.standing };
    case "refused":
      return { state: "refused", refusals: answer.refusals, isRead: false };
  }
}
