/**
 * Socket.IO: each watch is declared, parsed, admitted and answered with a snapshot; what follows is an echo of committed state. A
 * crowd's snapshot is sent as the same bytes to everyone, and then its numbered changes.
 */
import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { findOwnHost } from "./origin.ts";
import { createReaders } from "./readers.ts";

type Entry = typeof import("../app/entry.server.tsx");
type Watch = ReturnType<Entry["listWatches"]>[number];
type Shown = Awaited<ReturnType<Watch["read"]>>;

/** One watched thing with its watchers. */
type Room = {
  readonly name: string;
  readonly watch: Watch;
  readonly key: string;
  /** What everyone in it was sent, or is newer than. */
  shown: Shown | null;
  /** Reads and sends run one after another, so that nobody gets an older snapshot after a newer one. */
  turn: Promise<void>;
  /** Whether a read is waiting for its turn: it will see what is committed until then. */
  isAwaited: boolean;
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
  const rooms = new Map<string, Room>();
  const readers = createReaders();
  /** What each socket asked for, by room: what it must still be admitted to at the next change. */
  const joined = new WeakMap<Socket, { readonly cookie: string | null; readonly payloads: Map<string, unknown> }>();
  io.on("connection", (socket) => {
    joined.set(socket, { cookie: socket.handshake.headers.cookie ?? null, payloads: new Map() });
    // The request that opened the connection is of no use afterwards, and is most of what a viewer would cost.
    Object.assign(socket.handshake, { headers: {}, query: {}, auth: {} });
    Object.assign(socket.conn, { request: null });
    socket.on("seen", (payload: unknown) => readers.acknowledge(socket, payload));
    for (const watch of watches) {
      socket.on(watch.name, (payload: unknown, answer: unknown) => {
        const reply = typeof answer === "function" ? (answer as (value: unknown) => void) : () => {};
        const fail = (error: unknown) => {
          runtime.logger.error({ err: error, watch: watch.name }, "watch failed");
          reply({ ok: false });
        };
        join(socket, watch, payload, reply, fail).catch(fail);
      });
    }
  });
  io.of("/").adapter.on("delete-room", (name: string) => rooms.delete(name));

  async function join(
    socket: Socket,
    watch: Watch,
    payload: unknown,
    reply: (answer: unknown) => void,
    fail: (error: unknown) => void,
  ): Promise<void> {
    const key = await watch.admit(runtime, payload, joined.get(socket)?.cookie ?? null);
    if (key === null) return reply({ ok: false });
    const name = `${watch.name}:${key}`;
    // In the room first: a change that comes while the snapshot is read is then sent after it.
    await socket.join(name);
    joined.get(socket)?.payloads.set(name, payload);
    const room = rooms.get(name) ?? { name, watch, key, shown: null, turn: Promise.resolve(), isAwaited: false };
    rooms.set(name, room);
    inTurn(
      room,
      async () => {
        const shown = await watch.read(runtime, key);
        room.shown ??= shown;
        const { snapshot, encoded } = shown;
        const now = runtime.clock.now().getTime();
        if (encoded === null) return reply({ ok: true, now, snapshot });
        reply({ ok: true, now, snapshot: encoded.bytes, reader: readers.add(socket, name, encoded.version) });
      },
      fail,
    );
  }

  function inTurn(room: Room, work: () => Promise<void>, fail: (error: unknown) => void): void {
    room.turn = room.turn.then(work).catch(fail);
  }

  const unsubscribe = runtime.bus.subscribe((notice) => {
    for (const watch of watches) {
      const key = watch.keyOf(notice);
      const room = key === null ? undefined : rooms.get(`${watch.name}:${key}`);
      if (!room || room.isAwaited) continue;
      room.isAwaited = true;
      inTurn(
        room,
        () => echo(room),
        (error) => runtime.logger.error({ err: error, watch: watch.name }, "watch failed"),
      );
    }
  });

  async function echo(room: Room): Promise<void> {
    room.isAwaited = false;
    const { watch, name, key } = room;
    if (watch.access !== "public") await dismiss(room);
    const before = room.shown;
    const shown = await watch.read(runtime, key);
    if (shown === before) return;
    room.shown = shown;
    const step = before && watch.step(before, shown);
    io.to(name).emit(watch.name, step ?? shown.snapshot);
    if (shown.encoded) readers.sent(name, shown.encoded.version);
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

  return {
    io,
    close: async () => {
      unsubscribe();
      readers.close();
      await io.close();
    },
  };
}
