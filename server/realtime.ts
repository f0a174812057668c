/**
 * Socket.IO: each watch is declared, parsed, admitted and answered with a snapshot; what follows is an echo of committed state. A
 * crowd's snapshot is sent as the same bytes to everyone, and then its numbered changes.
 */
import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { encodeMessage, type SendEncoded } from "./message-bytes.ts";
import { findOwnHost } from "./origin.ts";
import { paceSockets } from "./paced-sockets.ts";
import { createReaders } from "./readers.ts";
import { createSessionSockets } from "./session-sockets.ts";
import { createTelling, type Telling } from "./telling.ts";

/** A read that failed is tried again this often: what was committed shall not wait for the next change to be shown. */
const TRY_AGAIN_MS = 1_000;

type Entry = typeof import("../app/entry.server.tsx");
type Watch = ReturnType<Entry["listWatches"]>[number];
type Shown = Awaited<ReturnType<Watch["read"]>>;

/** One watched thing with its watchers. */
type Room = {
  readonly name: string;
  readonly watch: Watch;
  readonly key: string;
  /** What it shows, as last read. */
  shown: Shown | null;
  readonly telling: Telling<Shown>;
  /** Reads run one after another, so that nobody gets an older snapshot after a newer one. */
  turn: Promise<void>;
  /** Whether a read is waiting for its turn: it will see what is committed until then. */
  isAwaited: boolean;
};

/** How a socket came, and what it asked for, by room. */
type Joined = {
  readonly cookie: string | null;
  /** Over once its sessions are noted; null: it came without a cookie. */
  readonly noted: Promise<void> | null;
  readonly payloads: Map<string, unknown>;
};

export function startRealtime({
  server,
  runtime,
  watches,
}: {
  server: HttpServer;
  runtime: Runtime;
  watches: ReturnType<Entry["listWatches"]>;
}) {
  const io = new Server(server, {
    serveClient: false,
    transports: ["websocket", "polling"],
    // A dictionary per connection would cost more memory than all else that is kept of a viewer.
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    // A connection that died in silence is noticed within 15 seconds, and the board says that it is stale.
    pingInterval: 10_000,
    pingTimeout: 5_000,
    // A browser sends our cookies along with a socket of any site's page; a program without an Origin has none to send.
    allowRequest: ({ headers }, done) => {
      done(null, !headers.origin || findOwnHost(headers.origin, headers.host, runtime.env.publicUrl) !== null);
    },
  });
  paceSockets(server);
  const byName = new Map(watches.map((watch) => [watch.name, watch]));
  const rooms = new Map<string, Room>();
  const readers = createReaders();
  const sessionSockets = createSessionSockets();
  /** What each socket asked for, by room: what it must still be admitted to at the next change. */
  const joined = new WeakMap<Socket, Joined>();
  io.on("connection", (socket) => {
    const cookie = socket.handshake.headers.cookie ?? null;
    joined.set(socket, { cookie, noted: cookie === null ? null : sessionSockets.note(socket, cookie), payloads: new Map() });
    // The request that opened the connection is of no use afterwards, and is most of what a viewer would cost.
    Object.assign(socket.handshake, { headers: {}, query: {}, auth: {} });
    Object.assign(socket.conn, { request: null });
    // One listener for all that a viewer says: of thousands of viewers each listener more is memory.
    socket.onAny((name: string, payload: unknown, answer: unknown) => hear(socket, name, payload, answer));
  });
  io.of("/").adapter.on("leave-room", (name: string, id: string) => rooms.get(name)?.telling.remove(id));
  io.of("/").adapter.on("delete-room", (name: string) => rooms.delete(name));

  function hear(socket: Socket, name: string, payload: unknown, answer: unknown): void {
    if (name === "seen") readers.acknowledge(socket, payload);
    const watch = byName.get(name);
    if (!watch) return;
    const reply = typeof answer === "function" ? (answer as (value: unknown) => void) : () => {};
    const fail = (error: unknown) => {
      runtime.logger.error({ err: error, watch: name }, "watch failed");
      reply({ ok: false });
    };
    join(socket, watch, payload, reply, fail).catch(fail);
  }

  async function join(
    socket: Socket,
    watch: Watch,
    payload: unknown,
    reply: (answer: unknown) => void,
    fail: (error: unknown) => void,
  ): Promise<void> {
    // First it is known what cuts it: a session that ends from here on does, and one that ended before is not admitted.
    if (joined.get(socket)?.noted) await joined.get(socket)?.noted;
    if (runtime.isDatabaseAway()) return reply({ ok: false });
    const key = await watch.admit(runtime, payload, joined.get(socket)?.cookie ?? null);
    if (key === null || socket.disconnected) return reply({ ok: false });
    const name = `${watch.name}:${key}`;
    // In the room first: a change that comes while the snapshot is read is then announced to it.
    await socket.join(name);
    joined.get(socket)?.payloads.set(name, payload);
    const room = rooms.get(name) ?? openRoom(name, watch, key);
    inTurn(
      room,
      async () => {
        const shown = await watch.read(runtime, key);
        // Whoever left meanwhile is kept nowhere.
        if (socket.disconnected) return;
        const { snapshot, encoded } = shown;
        // Of a crowd's watch the same is the same object; of others what differs is told when it is announced.
        if (room.shown === null || encoded !== null) show(room, shown);
        if (io.sockets.adapter.rooms.get(name)?.has(socket.id)) room.telling.add(socket.id);
        const now = runtime.clock.now().getTime();
        if (encoded === null) return reply({ ok: true, now, snapshot });
        reply({ ok: true, now, snapshot: encoded.bytes, reader: readers.add(socket, name, encoded.version) });
      },
      fail,
    );
  }

  function openRoom(name: string, watch: Watch, key: string): Room {
    /** A whole roll of thousands leads mostly from one thing to one other. */
    let last: { readonly from: Shown; readonly to: Shown; readonly send: SendEncoded } | null = null;
    const telling = createTelling<Shown>({
      tell: (ids, from, to) => {
        if (last?.from !== from || last.to !== to)
          last = { from, to, send: encodeMessage(watch.name, watch.step(from, to) ?? to.snapshot) };
        for (const id of ids) {
          const socket = io.sockets.sockets.get(id);
          if (socket) last.send(socket);
        }
      },
      told: ({ encoded }) => {
        if (encoded) readers.sent(name, encoded.version);
      },
      fail: (error) => runtime.logger.error({ err: error, watch: watch.name }, "watch failed"),
    });
    const room: Room = { name, watch, key, shown: null, telling, turn: Promise.resolve(), isAwaited: false };
    rooms.set(name, room);
    return room;
  }

  function inTurn(room: Room, work: () => Promise<void>, fail: (error: unknown) => void): void {
    room.turn = room.turn.then(work).catch(fail);
  }

  const unsubscribe = runtime.bus.subscribe((notice) => {
    if (notice.kind === "sessions-changed") return sessionSockets.cut(notice.sessionIds);
    for (const watch of watches) {
      const key = watch.keyOf(notice);
      const room = key === null ? undefined : rooms.get(`${watch.name}:${key}`);
      if (room && !room.isAwaited) awaitEcho(room);
    }
  });

  function awaitEcho(room: Room): void {
    room.isAwaited = true;
    inTurn(
      room,
      () => echo(room),
      (error) => {
        runtime.logger.error({ err: error, watch: room.watch.name }, "watch failed");
        if (room.isAwaited) return;
        room.isAwaited = true;
        setTimeout(() => rooms.get(room.name) === room && awaitEcho(room), TRY_AGAIN_MS).unref();
      },
    );
  }

  async function echo(room: Room): Promise<void> {
    room.isAwaited = false;
    const { watch, key } = room;
    if (watch.access !== "public") await dismiss(room);
    show(room, await watch.read(runtime, key));
  }

  function show(room: Room, shown: Shown): void {
    room.shown = shown;
    room.telling.show(shown);
  }

  /** Cuts off those who may no longer see the room: they come back, ask again, and are refused. */
  async function dismiss({ watch, name }: Room): Promise<void> {
    const members = [...(io.sockets.adapter.rooms.get(name) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
    await Promise.all(
      members.map(async (socket) => {
        const asked = joined.get(socket);
        const key = await watch.admit(runtime, asked?.payloads.get(name), asked?.cookie ?? null);
        if (key !== null) return;
        await socket.leave(name);
        socket.conn.close();
      }),
    );
  }

  let wasAway = false;
  /** Who stays connected to a process that cannot read would be shown an old state as if it were live. */
  const looking = setInterval(() => {
    const isAway = runtime.isDatabaseAway();
    if (isAway && !wasAway) for (const socket of io.sockets.sockets.values()) socket.conn.close();
    wasAway = isAway;
  }, TRY_AGAIN_MS);
  looking.unref();

  return {
    io,
    /** How many sockets are open, and how many watch what. */
    count: (): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>([
        ["open", io.engine.clientsCount],
        ...watches.map(({ name }): [string, number] => [name, 0]),
      ]);
      for (const { name, watch } of rooms.values())
        counts.set(watch.name, (counts.get(watch.name) ?? 0) + (io.sockets.adapter.rooms.get(name)?.size ?? 0));
      return counts;
    },
    close: async () => {
      unsubscribe();
      clearInterval(looking);
      readers.close();
      await io.close();
    },
  };
}
