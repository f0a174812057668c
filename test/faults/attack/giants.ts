/** Requests that are too large, too many, too deep or never done, sent past every library that would mind. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { deflateRawSync } from "node:zlib";
import { listTornForms, TORN_TYPE } from "./torn-forms.ts";

export type Giant = {
  readonly name: string;
  /** Statuses that say no; an end of the connection does, too. */
  readonly refusals: readonly number[];
  /** @returns the status, or 0 where the connection was cut without one; null: neither, in time */
  send(port: number): Promise<number | null>;
};

export function isRefused({ refusals }: Pick<Giant, "refusals">, status: number | null): boolean {
  return status !== null && (status === 0 || refusals.includes(status));
}

/** @returns of the answers to one giant the one that says most against the server: it was let in, it was neither answered nor cut, it was refused */
export function findWorst(giant: Pick<Giant, "refusals">, statuses: readonly (number | null)[]): number | null {
  const letIn = statuses.find((status) => status !== null && !isRefused(giant, status));
  if (letIn !== undefined) return letIn;
  return statuses.includes(null) ? null : (statuses.at(-1) ?? null);
}

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
const PIECE = Buffer.alloc(64 * 1024, "a");
const LONGEST_MS = 40_000;
/** Node looks for requests that take too long every half minute, and allows a minute. */
export const SLOWEST_MS = 100_000;
const APART_MS = 20;

type Writing = { readonly head: string; readonly bytes?: number; readonly isChunked?: boolean; readonly body?: Buffer };

function headOf(port: number, path: string, headers: readonly string[], method = "POST"): string {
  return `${[`${method} ${path} HTTP/1.1`, `Host: localhost:${port}`, `Origin: http://localhost:${port}`, ...headers].join("\r\n")}\r\n\r\n`;
}

/** Writes as fast as it is read, until everything is out, an answer came, or the connection ended. */
async function write(port: number, { head, bytes = 0, isChunked = false, body }: Writing): Promise<number | null> {
  const socket = connect(port, "127.0.0.1");
  const end = answerOf(socket, LONGEST_MS);
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  socket.write(head);
  if (body) socket.write(body);
  for (let sent = 0; sent < bytes && !isOver && socket.writable; sent += PIECE.length) {
    const flows = isChunked
      ? socket.write(Buffer.concat([Buffer.from(`${PIECE.length.toString(16)}\r\n`), PIECE, Buffer.from("\r\n")]))
      : socket.write(PIECE);
    if (!flows) await Promise.race([once(socket, "drain").catch(() => undefined), end]);
  }
  const status = await end;
  socket.destroy();
  return status;
}

function answerOf(socket: Socket, ms: number): Promise<number | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    let text = "";
    const over = (status: number | null) => {
      clearTimeout(timer);
      resolve(status);
    };
    socket.on("error", () => socket.destroy());
    socket.on("close", () => over(0));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1").slice(0, 100);
      const found = /^HTTP\/1\.1 (\d{3})/.exec(text);
      // An invitation to go on is no answer.
      if (found && found[1] !== "100") over(Number(found[1]));
    });
  });
}

const FORM = "Content-Type: application/x-www-form-urlencoded";
const CUT = [413, 400, 408, 431, 503];

/** Where somebody signed in hands in a workbook; it is read beside everything else, and what became of it is asked then. */
export type Upload = {
  readonly path: string;
  readonly cookie: string;
  /** 422 when it was refused, 200 when it was taken. */
  outcome(): Promise<number>;
};

/** Like a browser's: some parsers look for less than all of a boundary, and find a short one in the middle of a file. */
const BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gWq";
const MULTIPART = `Content-Type: multipart/form-data; boundary=${BOUNDARY}`;

/** Hands in a file where rosters are taken. @returns how it was answered, or what became of it when it was taken in to be read */
async function sendFile(port: number, upload: Upload, bytes: Buffer, name = "roster.xlsx"): Promise<number | null> {
  const before = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="intent"\r\n\r\npreview\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  const headers = [`Cookie: ${upload.cookie}`, MULTIPART, `Content-Length: ${body.length}`];
  const status = await write(port, { head: headOf(port, upload.path, headers), body });
  return status === 202 ? upload.outcome() : status;
}

/** An ordinary file in the same place. @returns 200 when it was taken in and read */
export function sendSmall(port: number, upload: Upload): Promise<number | null> {
  const text =
    "赛项,姓名,证件类型,证件号码,工作单位,培训单位,技能等级,联系电话\n无此赛项,张三,居民身份证,110101199001011234,,,,\n";
  return sendFile(port, upload, Buffer.from(text), "roster.csv");
}

export function listGiants(upload: Upload): readonly Giant[] {
  const giant = (name: string, send: Giant["send"], refusals: readonly number[] = CUT): Giant => ({ name, send, refusals });
  const workbook = (name: string, bytes: Buffer) => giant(name, (port) => sendFile(port, upload, bytes), [413, 422]);
  const parts = Buffer.from(
    `${Array.from({ length: 100_000 }, (_, index) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\nx\r\n`).join("")}--${BOUNDARY}--\r\n`,
  );
  const fields = Buffer.from(`intent=sign-in${Array.from({ length: 1_000_000 }, (_, index) => `&f${index}=`).join("")}`);
  return [
    giant("1 GB that is declared", (port) =>
      write(port, { head: headOf(port, "/sign-in", [FORM, `Content-Length: ${GIBIBYTE}`]), bytes: GIBIBYTE }),
    ),
    giant("1 GB that is not declared", (port) =>
      write(port, { head: headOf(port, "/sign-in", [FORM, "Transfer-Encoding: chunked"]), bytes: GIBIBYTE, isChunked: true }),
    ),
    giant("1 GB to the tablets' address", (port) =>
      write(port, {
        head: headOf(port, "/judge/marks", ["Content-Type: application/json", `Content-Length: ${GIBIBYTE}`]),
        bytes: GIBIBYTE,
      }),
    ),
    giant("1 GB to the tablets' address, not declared", (port) =>
      write(port, {
        head: headOf(port, "/judge/marks", ["Content-Type: application/json", "Transfer-Encoding: chunked"]),
        bytes: GIBIBYTE,
        isChunked: true,
      }),
    ),
    giant(
      "an endless body to a page that is read",
      (port) => write(port, { head: headOf(port, "/", ["Transfer-Encoding: chunked"], "GET"), bytes: GIBIBYTE, isChunked: true }),
      [...CUT, 200],
    ),
    giant("an endless body to the sockets", (port) =>
      write(port, {
        head: headOf(port, "/socket.io/?EIO=4&transport=polling", ["Transfer-Encoding: chunked"]),
        bytes: GIBIBYTE,
        isChunked: true,
      }),
    ),
    giant("headers of 1 MB", (port) => write(port, { head: headOf(port, "/", [`X-Long: ${"a".repeat(MEBIBYTE)}`], "GET") })),
    giant("100,000 headers", (port) =>
      write(port, {
        head: headOf(
          port,
          "/",
          Array.from({ length: 100_000 }, (_, index) => `X-${index}: a`),
          "GET",
        ),
      }),
    ),
    giant("an address of 1 MB", (port) => write(port, { head: headOf(port, `/${"a".repeat(MEBIBYTE)}`, [], "GET") })),
    giant("a multipart of 100,000 parts", (port) =>
      write(port, { head: headOf(port, "/sign-in", [MULTIPART, `Content-Length: ${parts.length}`]), body: parts }),
    ),
    giant("forms in parts, torn after each byte", (port) => sendTorn(port), [400]),
    giant("a form of 1,000,000 fields", (port) =>
      write(port, { head: headOf(port, "/sign-in", [FORM, `Content-Length: ${fields.length}`]), body: fields }),
    ),
    giant(
      "JSON of 100,000 levels",
      (port) => {
        const body = Buffer.from("[".repeat(100_000) + "]".repeat(100_000));
        return write(port, {
          head: headOf(port, "/judge/marks", ["Content-Type: application/json", `Content-Length: ${body.length}`]),
          body,
        });
      },
      [...CUT, 422],
    ),
    workbook("a workbook that unpacks to 1 GB", makeBomb()),
    workbook("a workbook of 10,000 parts", makeManyParts(10_000)),
    giant("60 forms of 11 MB, all but their ends", (port) => stall(port, 60, 11 * MEBIBYTE)),
  ];
}

/** Each after the one before it. @returns 400, or the first other answer; null for a cut or none */
async function sendTorn(port: number): Promise<number | null> {
  for (const body of listTornForms()) {
    const headers = [`Content-Type: ${TORN_TYPE}`, `Content-Length: ${body.length}`];
    const status = await write(port, { head: headOf(port, "/sign-in.data", headers), body });
    // A cut is no answer here: the body came as it was declared.
    if (status !== 400) return status === 0 ? null : status;
  }
  return 400;
}

/** So many at once stop before their last byte. @returns how the first of them was refused; null: all were waited for */
async function stall(port: number, count: number, bytes: number): Promise<number | null> {
  const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1"));
  const answers = sockets.map((socket) => answerOf(socket, 15_000));
  await Promise.all(
    sockets.map(async (socket, index) => {
      // One after the other: sixty requests in one moment are a flood, whatever their size.
      await new Promise((resolve) => setTimeout(resolve, index * APART_MS));
      socket.write(headOf(port, "/sign-in", [FORM, `Content-Length: ${bytes}`]));
      for (let sent = 0; sent < bytes - PIECE.length && socket.writable; sent += PIECE.length) {
        if (!socket.write(PIECE))
          await Promise.race([
            once(socket, "drain").catch(() => undefined),
            new Promise((resolve) => setTimeout(resolve, 3_000)),
          ]);
      }
    }),
  );
  const statuses = await Promise.all(answers);
  for (const socket of sockets) socket.destroy();
  return statuses.find((status) => status !== null) ?? null;
}

/** Sockets that send a byte now and then: half of them never end their headers, the others never their body. @returns how many were not cut */
export async function openSlow(port: number, count: number): Promise<number> {
  const begun = performance.now();
  const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1"));
  const open = new Set(sockets);
  for (const [index, socket] of sockets.entries()) {
    socket.on("error", () => socket.destroy());
    socket.on("close", () => open.delete(socket));
    socket.resume();
    const isBody = index % 2 === 0;
    socket.write(
      isBody
        ? headOf(port, "/sign-in", [FORM, "Content-Length: 5000000"])
        : `POST /sign-in HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: `,
    );
  }
  const drip = setInterval(() => {
    for (const socket of open) if (socket.writable) socket.write("a");
  }, 2_000);
  while (open.size > 0 && performance.now() - begun < SLOWEST_MS) await new Promise((resolve) => setTimeout(resolve, 500));
  clearInterval(drip);
  const left = open.size;
  for (const socket of open) socket.destroy();
  return left;
}

/** A workbook one of whose parts is a gigabyte of the same byte, said as what it is. */
function makeBomb(): Buffer {
  const piece = deflateRawSync(Buffer.alloc(64 * MEBIBYTE, 32), { level: 9 });
  return writeZip([
    { name: "[Content_Types].xml", packed: piece, size: 64 * MEBIBYTE },
    ...Array.from({ length: 15 }, (_, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      packed: piece,
      size: 64 * MEBIBYTE,
    })),
  ]);
}

function makeManyParts(count: number): Buffer {
  const text = Buffer.from("<worksheet/>");
  const packed = deflateRawSync(text);
  return writeZip(
    Array.from({ length: count }, (_, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, packed, size: text.length })),
  );
}

function writeZip(parts: readonly { readonly name: string; readonly packed: Buffer; readonly size: number }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, packed, size } of parts) {
    const title = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), shared, title, packed]);
    const entry = Buffer.concat([Buffer.from("504b0102", "hex"), Buffer.from([20, 0]), shared, Buffer.alloc(14), title]);
    entry.writeUInt32LE(at, 42);
    bodies.push(local);
    directory.push(entry);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}
