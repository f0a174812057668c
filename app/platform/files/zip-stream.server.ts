/**
 * A zip of stored files whose length is known before any of them is made. What a file will have at most is told first; what it then
 * lacks is filled up in its header's extra field, as programs do that align files in archives, so that the sum is exact.
 */
import { crc32 } from "node:zlib";

export type ZipPlace = {
  /** Within the archive, with "/" between folders. */
  readonly name: string;
  /** Bytes that the file has at most. */
  readonly most: number;
};

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END = 22;
/** Tag and length of an extra field; an empty one is the least that can be filled up with. */
const EXTRA_HEADER = 4;
/** Of an extra field of nobody's: readers pass over what they do not know. */
const EXTRA_TAG = 0xcafe;
const MOST_EXTRA = 0xffff;
const MOST_FILES = 0xffff;
const MOST_BYTES = 0xffffffff;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1 January 1980: the same files give the same bytes. */
const NO_DAY = 0x21;

/** Bytes of the whole archive. */
export function predictZipLength(places: readonly ZipPlace[]): number {
  return places.reduce((sum, { name, most }) => {
    const bytes = Buffer.byteLength(name);
    return sum + LOCAL_HEADER + bytes + EXTRA_HEADER + most + CENTRAL_HEADER + bytes;
  }, END);
}

/** Whether the plain format holds them: 65,535 files and 4 GiB. */
export function fitsZip(places: readonly ZipPlace[]): boolean {
  return places.length <= MOST_FILES && predictZipLength(places) <= MOST_BYTES;
}

/**
 * The archive in pieces.
 * @param files the bytes of each place, in their order
 * @throws RangeError when a file is longer than it may be, or much shorter than can be filled up (65,531 bytes), or one is missing
 */
export async function* writeZip(places: readonly ZipPlace[], files: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  let offset = 0;
  let index = 0;
  for await (const file of files) {
    const place = places[index];
    if (!place) throw new RangeError("more files than places");
    index += 1;
    const extra = EXTRA_HEADER + place.most - file.length;
    if (extra < EXTRA_HEADER || extra > MOST_EXTRA)
      throw new RangeError(`${place.name} has ${file.length} bytes, expected at most ${place.most}`);
    const name = Buffer.from(place.name, "utf8");
    const common = describe(file, name.length);
    const local = Buffer.concat([signature(0x04034b50), common, uint16(extra), name, fill(extra)]);
    central.push(Buffer.concat([signature(0x02014b50), uint16(VERSION), common, Buffer.alloc(12), uint32(offset), name]));
    offset += local.length + file.length;
    yield local;
    yield Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  }
  if (index !== places.length) throw new RangeError(`${index} files, expected ${places.length}`);
  const directory = Buffer.concat(central);
  yield directory;
  yield Buffer.concat([
    signature(0x06054b50),
    Buffer.alloc(4),
    uint16(places.length),
    uint16(places.length),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ]);
}

/** What the header before a file and the one in the directory have in common, without the length of the extra field. */
function describe(file: Uint8Array, nameLength: number): Buffer {
  const size = uint32(file.length);
  const words = [VERSION, FLAGS, 0, 0, NO_DAY].map(uint16);
  return Buffer.concat([...words, uint32(crc32(file)), size, size, uint16(nameLength)]);
}

function fill(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt16LE(EXTRA_TAG, 0);
  bytes.writeUInt16LE(length - EXTRA_HEADER, 2);
  return bytes;
}

function signature(value: number): Buffer {
  return uint32(value);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
