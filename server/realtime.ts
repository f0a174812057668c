/** Socket.IO: each watch is declared, parsed, admitted and answered with a snapshot; what follows is an echo of committed state. */
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Runtime } from "../app/platform/runtime.server.ts";

type Entry = typeof import("../app/entry.server.tsx");

export function startRealtime({
  server,
  runtime,
  watches,
}: {
  server: HttpServer;
  runtime: Runtime;
  watches: ReturnType<Entry["listWatches"]>;
}) {
  const io = new Server(server, { serveClient: false, transports: ["websocket", "polling"], maxHttpBufferSize: 16_384 });

  io.on("connection", (socket) => {
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
          io.to(room).emit(watch.name, await watch.read(runtime, key));
        },
        (error) => runtime.logger.error({ err: error, watch: watch.name }, "watch failed"),
      );
    }
  });

  return {
    close: async () => {
      unsubscribe();
      await io.close();
    },
  };
}
