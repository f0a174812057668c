/** Takes the files out of a ZIP archive that people made: names as their computers wrote them, and nothing larger than may be. */
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { listZip } from "#app/platform/files/zip.ts";

export type ArchiveCode = "archive-damaged" | "archive-encrypted" | "archive-too-many" | "archive-too-large";

export type UnpackLimits = {
  readonly files: number;
  /** Bytes of one file, unpacked: of a larger one only its size is told. */
  readonly fileBytes: number;
  /** Bytes of all of them together. */
  readonly bytes: number;
};

/** `bytes` is null for a file that is larger than the limit. */
export type UnpackedFile = { readonly path: string; readonly size: number; readonly bytes: Uint8Array | null };

const SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const inflate = promisify(inflateRaw);
/** What computers put in beside the files. */
const BESIDES = /(?:^|[/\\])(?:__MACOSX[/\\]|\.[^/\\]*$|Thumbs\.db$|desktop\.ini$)/i;

/** Whether the bytes begin as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The files in the order of the archive, without folders. What the directory says of sizes is held to: an archive that lies is damaged. */
export async function unpackFiles(
  archive: Uint8Array,
  limits: UnpackLimits,
): Promise<Decision<readonly UnpackedFile[], ArchiveCode>> {
  const parts = readDirectory(archive);
  if (parts === null) return refuse({ code: "archive-damaged" });
  const files = parts.filter(({ name }) => !/[/\\]$/.test(name) && !BESIDES.test(name));
  if (files.some(({ isEncrypted }) => isEncrypted)) return refuse({ code: "archive-encrypted" });
  if (files.length > limits.files) return refuse({ code: "archive-too-many", params: { most: limits.files } });
  const taken = files.filter(({ size }) => size <= limits.fileBytes);
  const total = taken.reduce((sum, { size, packed }) => sum + Math.max(size, packed.length), 0);
  if (total > limits.bytes)
    return refuse({ code: "archive-too-large", params: { limit: Math.floor(limits.bytes / 1024 / 1024) } });
  const unpacked: UnpackedFile[] = [];
  for (const { name, size, isDeflated, packed } of files) {
    if (size > limits.fileBytes) {
      unpacked.push({ path: name, size, bytes: null });
      continue;
    }
    const bytes = isDeflated ? await inflateTo(packed, size) : packed;
    if (bytes === null || bytes.length !== size) return refuse({ code: "archive-damaged" });
    unpacked.push({ path: name, size, bytes: new Uint8Array(bytes) });
  }
  return allow(unpacked);
}

function readDirectory(archive: Uint8Array) {
  try {
    return listZip(archive, decodeName);
  } catch {
    return null;
  }
}

async function inflateTo(packed: Buffer, size: number): Promise<Buffer | null> {
  return inflate(packed, { maxOutputLength: Math.max(1, size) }).catch(() => null);
}

/** A name says whether it is UTF-8; where it does not, it may be all the same, or it is of a Chinese Windows. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
