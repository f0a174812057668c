/** The content of a backup: files that are compressed and hashed on their way to disk, in bounded memory. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { type Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

export type Written = { readonly bytes: number; readonly sha256: string };

/** @returns what lies on disk, compressed and synced */
export async function writeCompressed(source: Readable, file: string): Promise<Written> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  // The fastest level: a backup shares the machine with those who enter marks.
  await pipeline(
    source,
    createGzip({ level: 1 }),
    measure,
    fs.createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }),
  );
  return { bytes, sha256: hash.digest("hex") };
}

/** Writes to the end of `target` what a file of a backup holds. @throws Error when it does not decompress */
export async function readCompressed(file: string, target: Writable): Promise<void> {
  await pipeline(fs.createReadStream(file), createGunzip(), target);
}

/** @throws Error when it cannot be read */
export async function hashFile(file: string): Promise<Written> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
