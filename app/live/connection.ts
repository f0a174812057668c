/**
 * The browser's one connection to the server: joins what is watched, joins again after every break, and says for each watch
 * whether what it shows is still live. Delivery is at most once, so every join brings a whole snapshot, and so does a change that
 * does not follow what is shown.
 */
import { io, type ManagerOptions, type SocketOptions } from "socket.io-client";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { applyBoardChange, type BoardChange } from "#app/domain/board/board-change.ts";
import type { WatchAnswer, Watches, WatchName } from "./contract.ts";

/** `stale`: what is shown was last known to be complete at `since`, milliseconds since 1970 by this device. */
export type WatchState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "stale"; readonly since: number };

export type Listener<Name extends WatchName> = {
  readonly onSnapshot: (snapshot: Watches[Name]["snapshot"]) => void;
  readonly onState: (state: WatchState) => void;
};

export type Connection = {
  /** @returns a function that ends the watch. */
  watch<Name extends WatchName>(name: Name, payload: Watches[Name]["payload"], listener: Listener<Name>): () => void;
  /** Asks for every watch anew: for a page that was asleep and cannot know what it missed. */
  refresh(): void;
  close(): void;
};

type Subscription = {
  readonly name: WatchName;
  readonly payload: Readonly<Record<string, string | number | undefined>>;
  readonly onSnapshot: (snapshot: unknown) => void;
  readonly onState: (state: WatchState) => void;
  state: WatchState;
  readonly since: number;
  retry: ReturnType<typeof setTimeout> | null;
  /** A board as it is shown, and the number under which its versions are acknowledged. */
  board: BoardSnapshot | null;
  reader: number | null;
  acknowledged: number;
  acknowledgement: ReturnType<typeof setTimeout> | null;
};

/** How often what is shown is acknowledged at most; the server waits twice as long before it cuts who does not. */
const SEEN_EVERY_MS = 4_000;
const ANSWER_MS = 8_000;
const RETRY_MS = 5_000;
/** Long enough for the next page to take over, so that going from board to board opens no new connection. */
const IDLE_MS = 3_000;

/** Opens when something is first watched, and closes soon after the last watch ends. @param url of another server, for tests */
export function createConnection(url?: string, options: Partial<ManagerOptions & SocketOptions> = {}): Connection {
  const settings = {
    // Polling only where something on the way blocks WebSockets: it needs the same server for every request.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    ...options,
  };
  const socket = url === undefined ? io(settings) : io(url, settings);
  const subscriptions = new Set<Subscription>();
  let idle: ReturnType<typeof setTimeout> | null = null;

  socket.on("connect", () => {
    for (const subscription of subscriptions) join(subscription);
  });
  socket.on("disconnect", (reason) => {
    for (const subscription of subscriptions) setStale(subscription);
    // The client comes back by itself after every other reason.
    if (reason === "io server disconnect" && subscriptions.size > 0) setTimeout(open, RETRY_MS);
  });
  socket.on("connect_error", () => {
    for (const subscription of subscriptions) setStale(subscription);
  });
  socket.onAny((name: string, snapshot: unknown) => {
    for (const subscription of subscriptions) {
      if (subscription.name !== name || !isOf(subscription, snapshot)) continue;
      if (isChange(snapshot)) follow(subscription, snapshot);
      else show(subscription, snapshot);
    }
  });

  function show(subscription: Subscription, snapshot: unknown): void {
    if (subscription.name === "board") {
      subscription.board = snapshot as BoardSnapshot;
      acknowledge(subscription);
    }
    subscription.onSnapshot(snapshot);
  }

  /** Something in between was missed: the whole is asked for. */
  function follow(subscription: Subscription, change: BoardChange): void {
    const next = subscription.board && applyBoardChange(subscription.board, change);
    if (next === null) join(subscription);
    else if (next !== subscription.board) show(subscription, next);
  }

  /** At once when the last time is long ago, because a page in the background is not woken by its timers. */
  function acknowledge(subscription: Subscription): void {
    const { acknowledgement, acknowledged } = subscription;
    const wait = acknowledged + SEEN_EVERY_MS - Date.now();
    if (acknowledgement && wait > 0) return;
    if (acknowledgement) clearTimeout(acknowledgement);
    const send = () => {
      subscription.acknowledgement = null;
      subscription.acknowledged = Date.now();
      if (subscription.reader !== null) socket.emit("seen", [subscription.reader, subscription.board?.version ?? 0]);
    };
    subscription.acknowledgement = null;
    if (wait <= 0) send();
    else subscription.acknowledgement = setTimeout(send, wait);
  }

  function join(subscription: Subscription): void {
    if (subscription.retry) clearTimeout(subscription.retry);
    subscription.retry = null;
    socket.timeout(ANSWER_MS).emit(subscription.name, subscription.payload, (error: Error | null, answer?: WatchAnswer) => {
      if (!subscriptions.has(subscription)) return;
      if (!error && answer?.ok) {
        setState(subscription, { kind: "live" });
        subscription.reader = answer.reader ?? null;
        subscription.acknowledged = Date.now();
        show(subscription, decode(answer.snapshot));
        return;
      }
      setStale(subscription);
      // No answer at all is a connection that died in silence, such as that of a phone that slept.
      if (error && socket.connected) return void socket.io.engine.close();
      subscription.retry = setTimeout(() => {
        if (subscriptions.has(subscription) && socket.connected) join(subscription);
      }, RETRY_MS);
    });
  }

  function open(): void {
    if (subscriptions.size > 0) socket.connect();
  }

  return {
    watch: (name, payload, { onSnapshot, onState }) => {
      if (idle) clearTimeout(idle);
      idle = null;
      const subscription: Subscription = {
        name,
        payload,
        onSnapshot: onSnapshot as (snapshot: unknown) => void,
        onState,
        state: { kind: "connecting" },
        since: Date.now(),
        retry: null,
        board: null,
        reader: null,
        acknowledged: 0,
        acknowledgement: null,
      };
      subscriptions.add(subscription);
      if (socket.connected) join(subscription);
      else open();
      return () => {
        subscriptions.delete(subscription);
        if (subscription.retry) clearTimeout(subscription.retry);
        if (subscription.acknowledgement) clearTimeout(subscription.acknowledgement);
        if (subscriptions.size === 0) idle = setTimeout(() => socket.disconnect(), IDLE_MS);
      };
    },
    refresh: () => {
      if (socket.connected) for (const subscription of subscriptions) join(subscription);
      else open();
    },
    close: () => {
      subscriptions.clear();
      if (idle) clearTimeout(idle);
      socket.disconnect();
    },
  };
}

/** Whether it belongs to this watch: another board comes under the same name. */
function isOf({ payload }: Subscription, told: unknown): boolean {
  if (typeof told !== "object" || told === null) return false;
  const facts = told as Readonly<Record<string, unknown>>;
  // Which judge asks is the server's to know, and no part of what is watched.
  return Object.entries(payload).every(([key, value]) => key === "judge" || value === undefined || facts[key] === value);
}

function isChange(told: unknown): told is BoardChange {
  return typeof told === "object" && told !== null && "from" in told;
}

/** A board arrives as bytes. */
function decode(snapshot: unknown): unknown {
  const isBytes = snapshot instanceof ArrayBuffer || ArrayBuffer.isView(snapshot);
  return isBytes ? JSON.parse(new TextDecoder().decode(snapshot as ArrayBuffer)) : snapshot;
}

function setStale(subscription: Subscription): void {
  const { state, since } = subscription;
  if (state.kind === "stale") return;
  setState(subscription, { kind: "stale", since: state.kind === "live" ? Date.now() : since });
}

function setState(subscription: Subscription, state: WatchState): void {
  subscription.state = state;
  subscription.onState(state);
}

let shared: Connection | null = null;

/** The connection that all of this page's watches share. Browser only. */
export function getConnection(): Connection {
  if (shared === null) {
    const connection = createConnection();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") connection.refresh();
    });
    shared = connection;
  }
  return shared;
}
