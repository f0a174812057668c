/**
 * One viewer of a board without the app: a WebSocket that speaks as much of Socket.IO as a browser does here, follows numbered
 * changes by itself, and counts what it gets. Made for thousands in one process.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export type ViewerBoard = { version: number; rows: { publicCode: string | null }[] } & Record<string, unknown>;
type Change = { from: number; to: number; head: object; rows: { publicCode: string | null }[]; order: string[] | null };

export type ViewerOptions = {
  readonly port: number;
  /** Null: only counts what comes, as the floor needs it. */
  readonly payload: object | null;
  /** A message has come, and been followed. */
  readonly onMessage: (viewer: Viewer, text: string) => void;
  /** Follows every change, whether it fits or not: what must go wrong. */
  readonly trusts?: boolean;
};

const SEEN_EVERY_MS = 4_000;
const BACK_AFTER_MS = 500;

export class Viewer {
  readonly #options: ViewerOptions;
  #socket: Socket | null = null;
  #rest: Buffer = Buffer.alloc(0);
  #isOpen = false;
  #isStalled = false;
  #reader: number | null = null;
  #isToAcknowledge = false;
  /** As far as it followed; null before the first snapshot. */
  board: ViewerBoard | null = null;
  isClosed = false;
  /** How often a number was missing and the whole was asked for. */
  gaps = 0;
  /** The share of changes that are lost on their way to it. */
  loses = 0;

  constructor(options: ViewerOptions) {
    this.#options = options;
  }

  open(): void {
    this.isClosed = false;
    this.#isOpen = false;
    this.#rest = Buffer.alloc(0);
    const path = this.#options.payload === null ? "/" : "/socket.io/?EIO=4&transport=websocket";
    const key = randomBytes(16).toString("base64");
    const socket = connect(this.#options.port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost:${this.#options.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.isClosed = true;
      this.board = null;
      // As a browser does; not who sleeps.
      if (!this.#isStalled) setTimeout(() => this.open(), BACK_AFTER_MS);
    });
    this.#socket = socket;
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.isClosed = true;
    socket?.destroy();
  }

  /** Stops reading: what is sent from now on piles up on its way. */
  stall(): void {
    this.#isStalled = true;
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Acknowledges what it cannot have read, and answers a heartbeat that it has not heard. */
  lie(version: number): void {
    this.#acknowledge(version);
    if (this.#isOpen) this.#write("3");
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#isOpen) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = bytes;
        return;
      }
      this.#isOpen = true;
      bytes = bytes.subarray(end + 4);
    }
    for (;;) {
      const frame = readFrame(bytes);
      if (frame === null) break;
      bytes = bytes.subarray(frame.size);
      // A browser answers a closing, and comes back.
      if (frame.opcode === 8) this.#socket?.destroy();
      else if (frame.opcode === 1) this.#hear(frame.payload.toString("utf8"));
      else if (frame.opcode === 2) this.#show(parseOnce(frame.payload.toString("utf8")) as ViewerBoard, "");
    }
    this.#rest = bytes;
  }

  #hear(text: string): void {
    if (this.#options.payload === null) this.#options.onMessage(this, text);
    else if (text === "2") this.#write("3");
    else if (text.startsWith("0")) this.#write("40");
    else if (text.startsWith("40")) this.#join();
    else if (text.startsWith("461-0")) this.#reader = Number(/"reader":(\d+)/.exec(text)?.[1]);
    else if (text.startsWith('42["board",')) this.#follow(text);
  }

  #join(): void {
    this.#write(`420${JSON.stringify(["board", this.#options.payload])}`);
  }

  #follow(text: string): void {
    const told = (parseOnce(text.slice(2)) as readonly unknown[])[1] as ViewerBoard | Change;
    if (!("from" in told)) {
      this.#show(told as ViewerBoard, text);
      return;
    }
    const change = told as Change;
    const { board } = this;
    if (Math.random() < this.loses) return;
    if (board === null || (board.version !== 0 && change.to <= board.version)) return;
    if (board.version !== change.from && !this.#options.trusts) {
      this.gaps += 1;
      this.#join();
      return;
    }
    this.#show(followOnce(board, change), text);
  }

  #show(board: ViewerBoard, text: string): void {
    this.board = board;
    this.#options.onMessage(this, text);
    if (this.#isToAcknowledge) return;
    this.#isToAcknowledge = true;
    // What came last before a quiet time is acknowledged, too.
    setTimeout(() => {
      this.#isToAcknowledge = false;
      this.#acknowledge(this.board?.version ?? 0);
    }, SEEN_EVERY_MS);
  }

  #acknowledge(version: number): void {
    // Who has just come back has nothing to acknowledge yet, and may not speak before he is let in.
    if (this.board !== null) this.#write(`42${JSON.stringify(["seen", [this.#reader ?? 0, version]])}`);
  }

  #write(text: string): void {
    const payload = Buffer.from(text);
    const length =
      payload.length < 126
        ? Buffer.from([0x81, 0x80 | payload.length])
        : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
    // A mask of zeros is a mask.
    this.#socket?.write(Buffer.concat([length, Buffer.alloc(4), payload]));
  }
}

/** Thousands get the same text and have the same board: what one of them made of it is what all of them do, and is never changed. */
const parsed = new Map<string, unknown>();
const followed = new WeakMap<ViewerBoard, { readonly change: Change; readonly board: ViewerBoard }>();
const MOST_TEXTS = 8;

function parseOnce(text: string): unknown {
  if (!parsed.has(text)) {
    const [oldest] = parsed.keys();
    if (parsed.size >= MOST_TEXTS && oldest !== undefined) parsed.delete(oldest);
    parsed.set(text, JSON.parse(text));
  }
  return parsed.get(text);
}

function followOnce(before: ViewerBoard, change: Change): ViewerBoard {
  const known = followed.get(before);
  if (known?.change === change) return known.board;
  const rows = new Map(before.rows.map((row) => [row.publicCode, row]));
  for (const row of change.rows) rows.set(row.publicCode, row);
  const order = change.order ?? before.rows.map(({ publicCode }) => publicCode);
  const board = { ...before, ...change.head, rows: order.flatMap((key) => rows.get(key) ?? []) } as ViewerBoard;
  followed.set(before, { change, board });
  return board;
}

function readFrame(bytes: Buffer): { readonly opcode: number; readonly payload: Buffer; readonly size: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length), size: start + length };
}
