/**
 * A crowd whose connections break comes back at once: its sockets are closed and opened some at a time, and between them others are
 * answered and let in. The event loop takes one new connection a turn, so turns are short as long as somebody knocks.
 */
import type { Server } from "node:http";
import type { Duplex } from "node:stream";

/** So many sockets are closed or opened in one turn: while nobody knocks, and while somebody does. */
const SLICE = 20;
const SLICE_WHILE_KNOCKING = 1;

/** What tells whoever holds a socket that it ends. */
const ENDINGS = ["end", "close"] as const;

/** Takes the place of whoever opens the server's sockets so far, and has them opened in turn, and told of their end in turn. */
export function paceSockets(server: Server): void {
  const openers = server.listeners("upgrade");
  server.removeAllListeners("upgrade");
  const waiting: (() => void)[] = [];
  let isUnderway = false;
  let hasKnocked = false;
  server.on("connection", () => {
    hasKnocked = true;
  });

  function wait(work: () => void): void {
    waiting.push(work);
    if (isUnderway) return;
    isUnderway = true;
    setImmediate(workSome);
  }

  function workSome(): void {
    const slice = hasKnocked ? SLICE_WHILE_KNOCKING : SLICE;
    hasKnocked = false;
    for (const work of waiting.splice(0, slice)) work();
    isUnderway = waiting.length > 0;
    if (isUnderway) setImmediate(workSome);
  }

  server.on("upgrade", (request, socket, head) => {
    // Until it is opened nobody else listens: one that breaks off here must not end the process.
    socket.on("error", ignore);
    wait(() => {
      if (socket.destroyed) return;
      socket.off("error", ignore);
      // The answer and what is said first go out in one piece.
      socket.cork();
      setImmediate(() => socket.uncork());
      const before = new Map(ENDINGS.map((name) => [name, socket.listeners(name)]));
      for (const opener of openers) opener.call(server, request, socket, head);
      for (const name of ENDINGS) paceListeners(socket, name, before.get(name) ?? []);
    });
  });

  /** Those who listen since it was opened are told in turn. */
  function paceListeners(socket: Duplex, name: (typeof ENDINGS)[number], before: readonly unknown[]): void {
    const added = socket.listeners(name).filter((listener) => !before.includes(listener)) as ((...told: unknown[]) => void)[];
    if (added.length === 0) return;
    for (const listener of added) socket.off(name, listener);
    socket.once(name, (...told: unknown[]) =>
      wait(() => {
        if (name === "end" && socket.destroyed) return;
        for (const listener of added) listener.apply(socket, told);
      }),
    );
  }
}

function ignore(): void {}
