/**
 * Who reads what he is sent: viewers of a crowd's watch acknowledge versions now and then. What is sent to one who has stopped
 * reading piles up in the server's memory, so he is cut; his browser comes back and gets the newest.
 */
import type { Socket } from "socket.io";
import { z } from "zod";

/** A viewer who has not acknowledged a version this long after it was sent is cut at the next look, a second later at most. */
const PATIENCE_MS = 8_000;
const LOOK_MS = 1_000;

/** The number that a reader got with his snapshot, and the version that he has. */
const SeenSchema = z.tuple([z.int().min(0), z.int().min(0)]);

type Reader = { readonly socket: Socket; readonly room: string; seen: number };
/** The versions of a room that were sent and may still be unacknowledged, oldest first. */
type Sent = { readonly version: number; readonly at: number };

export type Readers = {
  /** @returns the number under which this socket acknowledges versions of this room */
  add(socket: Socket, room: string, version: number): number;
  acknowledge(socket: Socket, payload: unknown): void;
  /** A version went out to everyone in the room. */
  sent(room: string, version: number): void;
  close(): void;
};

export function createReaders(now: () => number = () => performance.now()): Readers {
  const readers = new Map<number, Reader>();
  const numbers = new WeakMap<Socket, Map<string, number>>();
  const sent = new Map<string, Sent[]>();
  let count = 0;

  const timer = setInterval(() => {
    const overdue = listOverdue(sent, now() - PATIENCE_MS);
    if (overdue.size === 0) return;
    for (const { socket, room, seen } of readers.values()) if (seen < (overdue.get(room) ?? 0)) cut(socket);
  }, LOOK_MS);
  timer.unref();

  return {
    add: (socket, room, version) => {
      const own = numbers.get(socket) ?? new Map<string, number>();
      if (!numbers.has(socket)) {
        numbers.set(socket, own);
        socket.once("disconnect", () => {
          for (const number of own.values()) readers.delete(number);
        });
      }
      const number = own.get(room) ?? ++count;
      own.set(room, number);
      readers.set(number, { socket, room, seen: version });
      return number;
    },
    acknowledge: (socket, payload) => {
      const parsed = SeenSchema.safeParse(payload);
      const reader = parsed.success ? readers.get(parsed.data[0]) : undefined;
      if (parsed.success && reader?.socket === socket) reader.seen = Math.max(reader.seen, parsed.data[1]);
    },
    sent: (room, version) => {
      // A closed board has no number, and nothing that was sent before it is waited for any more.
      if (version === 0) return void sent.delete(room);
      const versions = sent.get(room) ?? [];
      sent.set(room, versions);
      versions.push({ version, at: now() });
    },
    close: () => clearInterval(timer),
  };
}

/** By room, the newest version that everyone should have acknowledged; older ones are forgotten. */
function listOverdue(sent: ReadonlyMap<string, Sent[]>, before: number): ReadonlyMap<string, number> {
  const overdue = new Map<string, number>();
  for (const [room, versions] of sent) {
    const late = versions.filter(({ at }) => at <= before);
    const newest = late.at(-1);
    if (!newest) continue;
    overdue.set(room, newest.version);
    versions.splice(0, late.length - 1);
  }
  return overdue;
}

/** A closing handshake would wait for the very reader who does not read. */
function cut(socket: Socket): void {
  const { transport } = socket.conn as unknown as { transport: { socket?: { terminate?(): void } } };
  transport.socket?.terminate?.();
  socket.conn.close(true);
}
