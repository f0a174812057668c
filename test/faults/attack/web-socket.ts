/** A WebSocket by hand over TCP: for what no library would send. */
import { randomBytes } from "node:crypto";
import { connect } from "node:net";

export type FrameShape = {
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong; the others are reserved. */
  readonly opcode: number;
  readonly payload: Uint8Array;
  /** Whether this is the last frame of its message. */
  readonly isLast?: boolean;
  /** A client must mask. */
  readonly isMasked?: boolean;
  /** Three bits that nobody agreed on. */
  readonly reserved?: number;
  /** The length that is said, where it is not the payload's. */
  readonly said?: bigint;
  /** In how many bytes the length is said, where it is not the shortest way: 2 or 8. */
  readonly width?: 2 | 8;
};

/** Whoever listens in between is not fooled here: any will do. */
const MASK = [0x5a, 0xc3, 0x17, 0xe8] as const;

/** One frame (RFC 6455, 5.2), right or wrong. */
export function writeFrame({
  opcode,
  payload,
  isLast = true,
  isMasked = true,
  reserved = 0,
  said = BigInt(payload.length),
  width,
}: FrameShape): Buffer {
  const first = (isLast ? 0x80 : 0) | ((reserved & 7) << 4) | (opcode & 15);
  const sign = isMasked ? 0x80 : 0;
  const bytes = width ?? (said > 0xffffn ? 8 : said > 125n ? 2 : 0);
  const head = Buffer.alloc(2 + bytes);
  head[0] = first;
  head[1] = sign | (bytes === 8 ? 127 : bytes === 2 ? 126 : Number(said));
  if (bytes === 2) head.writeUInt16BE(Number(said & 0xffffn), 2);
  if (bytes === 8) head.writeBigUInt64BE(said, 2);
  if (!isMasked) return Buffer.concat([head, payload]);
  const mask = MASK;
  const masked = Buffer.from(payload);
  for (let index = 0; index < masked.length; index += 1) masked[index] = (masked[index] ?? 0) ^ (mask[index & 3] ?? 0);
  return Buffer.concat([head, Buffer.from(mask), masked]);
}

/** A whole text message. */
export function writeText(text: string): Buffer {
  return writeFrame({ opcode: 1, payload: Buffer.from(text) });
}

export type RawSocket = {
  /** What the server sent as text so far, and was not taken. */
  takeTexts(): string[];
  /** @returns whether the connection still stands */
  send(bytes: Uint8Array): boolean;
  /** @returns whether such a text arrived in time */
  waitFor(isIt: (text: string) => boolean, ms: number): Promise<boolean>;
  end(): void;
};

const OPEN_MS = 5_000;

/** Opens an Engine.IO connection. @returns null when it is refused, or not opened in time */
export function openRawSocket(of: {
  readonly port: number;
  readonly cookie: string;
  /** After the `?` of the address. */
  readonly query?: string;
}): Promise<RawSocket | null> {
  const { port, cookie, query = "EIO=4&transport=websocket" } = of;
  return new Promise((resolve) => {
    const tcp = connect(port, "127.0.0.1");
    let received = Buffer.alloc(0);
    let isOpen = false;
    const texts: string[] = [];
    let listen: (() => void) | null = null;
    const timer = setTimeout(() => tcp.destroy(), OPEN_MS);
    tcp.on("error", () => tcp.destroy());
    tcp.on("close", () => {
      clearTimeout(timer);
      if (!isOpen) resolve(null);
      listen?.();
    });
    tcp.on("connect", () => {
      const lines = [
        `GET /socket.io/?${query} HTTP/1.1`,
        `Host: localhost:${port}`,
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
        "Sec-WebSocket-Version: 13",
        ...(cookie === "" ? [] : [`Cookie: ${cookie}`]),
      ];
      tcp.write(`${lines.join("\r\n")}\r\n\r\n`);
    });
    tcp.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!isOpen) {
        const end = received.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!received.subarray(0, 12).toString().endsWith("101")) return void tcp.destroy();
        received = received.subarray(end + 4);
        isOpen = true;
        clearTimeout(timer);
        resolve({
          takeTexts: () => texts.splice(0),
          send: (bytes) => {
            if (!tcp.writable) return false;
            tcp.write(bytes);
            return true;
          },
          waitFor: async (isIt, ms) => {
            const deadline = Date.now() + ms;
            while (!texts.some(isIt) && tcp.readable && Date.now() < deadline) {
              await new Promise<void>((heard) => {
                const late = setTimeout(heard, deadline - Date.now());
                listen = () => {
                  clearTimeout(late);
                  heard();
                };
              });
            }
            listen = null;
            return texts.some(isIt);
          },
          end: () => tcp.destroy(),
        });
      }
      const read = readFrames(received);
      received = read.rest;
      texts.push(...read.texts);
      listen?.();
    });
  });
}

/** The texts of the whole frames that a server sent, and what is left over. */
export function readFrames(bytes: Buffer): { readonly texts: string[]; readonly rest: Buffer<ArrayBuffer> } {
  const texts: string[] = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = (bytes[at + 1] ?? 0) & 127;
    const width = short === 127 ? 8 : short === 126 ? 2 : 0;
    if (bytes.length - at < 2 + width) break;
    const length = width === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : width === 2 ? bytes.readUInt16BE(at + 2) : short;
    const start = at + 2 + width;
    if (bytes.length < start + length) break;
    if (((bytes[at] ?? 0) & 15) === 1) texts.push(bytes.toString("utf8", start, start + length));
    at = start + length;
  }
  return { texts, rest: Buffer.from(bytes.subarray(at)) };
}
