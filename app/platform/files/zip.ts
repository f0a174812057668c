/** Takes a ZIP archive apart and puts it together again, so that what is not changed stays byte for byte what it was. */
import { Readable } from "node:stream";
import { createInflateRaw, deflateRawSync, inflateRawSync } from "node:zlib";

const LOCAL_FILE = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAMES = 0x800;
/** 1 January 1980: the first day that the format knows. */
const FIRST_DAY = 0x21;
const PIECE_BYTES = 64 * 1024;

export type ZipPart = { readonly name: string; readonly content: Uint8Array };

/** A part as it lies in the archive. */
export type PackedPart = {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packed: Buffer;
  /** Of what is in it, as the directory says. */
  readonly size: number;
  readonly crc: number;
};

const ENCRYPTED = 1;

/**
 * The parts in the order of the directory, nothing unpacked.
 * @param decodeName for archives whose names may be in another encoding than UTF-8
 * @throws Error when the archive does not hold together.
 */
export function listZip(
  bytes: Uint8Array,
  decodeName: (name: Uint8Array) => string = (name) => Buffer.from(name).toString("utf8"),
): (PackedPart & { readonly isEncrypted: boolean })[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0) throw new Error("There is no directory in the archive.");
  let position = buffer.readUInt32LE(end + 16);
  return Array.from({ length: buffer.readUInt16LE(end + 10) }, () => {
    if (buffer.readUInt32LE(position) !== DIRECTORY_ENTRY) throw new Error("The directory of the archive is damaged.");
    const method = buffer.readUInt16LE(position + 10);
    const packed = buffer.readUInt32LE(position + 20);
    const crc = buffer.readUInt32LE(position + 16);
    const size = buffer.readUInt32LE(position + 24);
    const nameLength = buffer.readUInt16LE(position + 28);
    const name = decodeName(buffer.subarray(position + 46, position + 46 + nameLength));
    const isEncrypted = (buffer.readUInt16LE(position + 8) & ENCRYPTED) !== 0;
    const local = buffer.readUInt32LE(position + 42);
    position += 46 + nameLength + buffer.readUInt16LE(position + 30) + buffer.readUInt16LE(position + 32);
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    return { name, isDeflated: method === DEFLATED, packed: buffer.subarray(start, start + packed), size, crc, isEncrypted };
  });
}

/** The whole part. @throws Error when it expands beyond what the directory says. */
export function unpack({ isDeflated, packed, size }: PackedPart): Uint8Array {
  return isDeflated ? inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }) : packed;
}

/** The part in pieces, as UTF-8 text. @throws Error when it expands beyond what the directory says. */
export async function* streamText({ isDeflated, packed, size }: PackedPart): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  const source = Readable.from([packed], { objectMode: false });
  let length = 0;
  for await (const piece of isDeflated ? source.pipe(createInflateRaw({ chunkSize: PIECE_BYTES })) : source) {
    length += piece.length;
    if (length > size) throw new Error("A part of the archive is larger than it says.");
    yield decoder.decode(piece as Buffer, { stream: true });
  }
  yield decoder.decode();
}

/** All parts, unpacked. @throws Error when the archive does not hold together or expands beyond what it says. */
export function readZip(bytes: Uint8Array): ZipPart[] {
  return listZip(bytes).map((part) => ({ name: part.name, content: unpack(part) }));
}

/** Packs a part that is given in pieces. */
export function pack(name: string, pieces: readonly Uint8Array[]): PackedPart {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const content = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces, size);
  const deflated = deflateRawSync(content);
  const isDeflated = deflated.length < size;
  return { name, isDeflated, packed: isDeflated ? deflated : Buffer.from(content), size, crc: computeCrc(content) };
}

/** An archive of these parts. */
export function writeZip(parts: readonly (ZipPart | PackedPart)[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { name, isDeflated, packed, size, crc } = "packed" in part ? part : pack(part.name, [part.content]);
    const nameBytes = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(isDeflated ? DEFLATED : STORED, 4);
    common.writeUInt16LE(FIRST_DAY, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL_FILE, 0);
    files.push(local, common, nameBytes, packed);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(DIRECTORY_ENTRY, 0);
    head.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(head, common, tail, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...files, list, end]));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function computeCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
