/** Socket.IO: each watch is declared, parsed, admitted and answered with a snapshot; what follows is an echo of committed state. */
import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { findOwnHost } from "./origin.ts";

type Entry = typeof import("../app/entry.server.tsx");
type Watch = ReturnType<Entry["listWatches"]>[number];

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
    maxHttpBufferSize: 16_384,
    // A connection that died in silence is noticed within 15 seconds, and the board says that it is stale.
    pingInterval: 10_000,
    pingTimeout: 5_000,
    // A browser sends our cookies along with a socket of any site's page; a program without an Origin has none to send.
    allowRequest: ({ headers }, done) => {
      done(null, !headers.origin || findOwnHost(headers.origin, headers.host, runtime.env.publicUrl) !== null);
    },
  });
  /** What each socket asked for, by room: what it must still be admitted to at the next change. */
  const joined = new WeakMap<Socket, Map<string, unknown>>();

  io.on("connection", (socket) => {
    joined.set(socket, new Map());
    for (const watch of watches) {
      socket.on(watch.name, (payload: unknown, answer: unknown) => {
        const reply = typeof answer === "function" ? (answer as (value: unknown) => void) : () => {};
        const fail = (error: unknown) => {
          runtime.logger.error({ err: error, watch: watch.name }, "watch failed");
          reply({ ok: false });
        };
        watch
          .admit(runtime, payload, socket.handshake.headers.cookie ?? null)
          .then(async (key) => {
            if (key === null) return reply({ ok: false });
            const room = `${watch.name}:${key}`;
            // In the room first: a change that comes while the snapshot is read is then sent after it.
            await socket.join(room);
            joined.get(socket)?.set(room, payload);
            inTurn(room, async () => reply({ ok: true, snapshot: await watch.read(runtime, key) }), fail);
          })
          .catch(fail);
      });
    }
  });

  const turns = new Map<string, Promise<void>>();
  /** Reads and sends of one room run one after another, so that nobody gets an older snapshot after a newer one. */
  function inTurn(room: string, work: () => Promise<void>, fail: (error: unknown) => void): void {
    const turn = (turns.get(room) ?? Promise.resolve()).then(work).catch(fail);
    turns.set(room, turn);
    void turn.then(() => turns.get(room) === turn && turns.delete(room));
  }

  const pending = new Set<string>();
  const unsubscribe = runtime.bus.subscribe((notice) => {
    for (const watch of watches) {
      const key = watch.keyOf(notice);
      if (key === null) continue;
      const room = `${watch.name}:${key}`;
      if (pending.has(room) || !io.sockets.adapter.rooms.has(room)) continue;
      pending.add(room);
      inTurn(
        room,
        async () => {
          pending.delete(room);
          if (watch.access !== "public") await dismiss(watch, room);
          io.to(room).emit(watch.name, await watch.read(runtime, key));
        },
        (error) => runtime.logger.error({ err: error, watch: watch.name }, "watch failed"),
      );
    }
  });

  /** Cuts off those who may no longer see the room: they come back, ask again, and are refused. */
  async function dismiss(watch: Watch, room: string): Promise<void> {
    const members = [...(io.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
    await Promise.all(
      members.map(async (socket) => {
        const key = await watch.admit(runtime, joined.get(socket)?.get(room), socket.handshake.headers.cookie ?? null);
        if (key !== null) return;
        await socket.leave(room);
        socket.conn.close();
      }),
    );
  }

  return {
    close: async () => {
      unsubscribe();
      await io.close();
    },
  };
}
