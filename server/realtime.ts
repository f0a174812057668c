/** Socket.IO: each watch is declared, parsed, admitted and answered with a snapshot; what follows is an echo of committed state. */
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Runtime } from "../app/platform/runtime.server.ts";
import type { Watch } from "../app/routes/sockets/watches.server.ts";

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
        void join(watch, payload, socket.handshake.headers.cookie ?? null)
          .then(async (joined) => {
            if (!joined) return reply({ ok: false });
            await socket.join(joined.room);
            reply({ ok: true, snapshot: joined.snapshot });
          })
          .catch((error) => {
            runtime.logger.error({ err: error, watch: watch.name }, "watch failed");
            reply({ ok: false });
          });
      });
    }
  });

  async function join(watch: Watch, payload: unknown, cookieHeader: string | null) {
    const key = await watch.admit(runtime, payload, cookieHeader);
    return key === null ? null : { room: `${watch.name}:${key}`, snapshot: await watch.read(runtime, key) };
  }

  const pending = new Set<string>();
  const unsubscribe = runtime.bus.subscribe((notice) => {
    for (const watch of watches) {
      const key = watch.keyOf(notice);
      if (key === null) continue;
      const room = `${watch.name}:${key}`;
      if (pending.has(room) || !io.sockets.adapter.rooms.has(room)) continue;
      pending.add(room);
      setImmediate(() => {
        pending.delete(room);
        watch
          .read(runtime, key)
          .then((snapshot) => io.to(room).emit(watch.name, snapshot))
          .catch((error) => runtime.logger.error({ err: error, watch: watch.name }, "watch failed"));
      });
    }
  });

  return {
    close: async () => {
      unsubscribe();
      await io.close();
    },
  };
}
