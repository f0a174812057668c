/** A crowd whose connections broke comes back at once: its sockets are opened some at a time, and between them others are answered. */
import type { Server } from "node:http";
import type { Duplex } from "node:stream";

/** So many sockets are opened at a time. */
const SLICE = 20;

type Upgrade = { readonly socket: Duplex; open(): void };

/** Takes the place of whoever opens the server's sockets so far, and has them opened in turn. */
export function paceUpgrades(server: Server): void {
  const openers = server.listeners("upgrade");
  server.removeAllListeners("upgrade");
  const waiting: Upgrade[] = [];

  function openSome(): void {
    for (const { socket, open } of waiting.splice(0, SLICE)) {
      if (socket.destroyed) continue;
      socket.off("error", ignore);
      open();
    }
    if (waiting.length > 0) setImmediate(openSome);
  }

  server.on("upgrade", (request, socket, head) => {
    // Until it is opened nobody else listens: one that breaks off here must not end the process.
    socket.on("error", ignore);
    const open = () => {
      for (const opener of openers) opener.call(server, request, socket, head);
    };
    if (waiting.push({ socket, open }) === 1) setImmediate(openSome);
  });
}

function ignore(): void {}
