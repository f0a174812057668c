/** Pictures and documents made byte by byte: enough of each format for whoever looks at its first bytes. */
import { crc32, deflateSync } from "node:zlib";

/** A grey PNG of so many pixels that every program can show. */
export function makePng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunkOf("IHDR", header), chunkOf("IDAT", deflateSync(rows)), chunkOf("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(parts));
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Enough of a JPEG to be taken for one. */
export function makeJpeg(): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from("\0\u0010JFIF\0", "latin1"), 0xff, 0xd9]);
}

/** A file that begins as PDF and holds this text. */
export function makePdf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`%PDF-1.4\n${text}\n%%EOF\n`, "utf8"));
}
