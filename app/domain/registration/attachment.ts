/** The files that belong to a person: which kinds there are, which bytes are taken as one, and what may still be changed. */
import { LARGEST_SCAN_BYTES, recogniseScan, type ScanType } from "#app/domain/marking/scan-file.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const ATTACHMENT_KINDS = [
  "photo",
  "identity-document",
  "level-certificate",
  "employment-proof",
  "guardian-consent",
  "other",
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** Of these a person has one at a time: a new one takes the place of the old. */
export function isSingle(kind: AttachmentKind): boolean {
  return kind !== "other";
}

export const ATTACHMENT_REFUSALS = [
  "attachment-too-large",
  "attachment-not-readable",
  "photo-not-an-image",
  "photo-dimensions",
  "attachments-too-many",
] as const;
export type AttachmentRefusal = (typeof ATTACHMENT_REFUSALS)[number];

const MEGABYTE = 1024 * 1024;
export const LARGEST_PHOTO_BYTES = 2 * MEGABYTE;
export const LARGEST_DOCUMENT_BYTES = LARGEST_SCAN_BYTES;
/** Pixels: enough to recognise a face on a badge, and no more than a camera makes. */
const SMALLEST_SIDE = 120;
const LARGEST_SIDE = 8000;
/** Of "other", so that a person's store is no file server. */
const MOST_OTHERS = 10;

/** The largest file that is taken as this kind, in bytes. */
export function largestBytes(kind: AttachmentKind): number {
  return kind === "photo" ? LARGEST_PHOTO_BYTES : LARGEST_DOCUMENT_BYTES;
}

/** What says whether a file is taken. `type` and `dimensions` are null where its first bytes tell none. */
export type FileFacts = {
  readonly type: ScanType | null;
  /** Bytes. */
  readonly size: number;
  readonly dimensions: Dimensions | null;
};

/** Reads a file by its first bytes, whatever it is called. */
export function describeFile(bytes: Uint8Array): FileFacts {
  return { type: recogniseScan(bytes), size: bytes.length, dimensions: readDimensions(bytes) };
}

/**
 * Answers the file's type, or every reason why it is not taken.
 * @param others how many files of the kind "other" the person has
 */
export function decideAttachment(kind: AttachmentKind, file: FileFacts, others = 0): Decision<ScanType, AttachmentRefusal> {
  const { type, size, dimensions } = file;
  const refusals: Refusal<AttachmentRefusal>[] = [];
  const limit = largestBytes(kind);
  if (size > limit) {
    refusals.push({ code: "attachment-too-large", params: { field: "file", limit: limit / MEGABYTE } });
  }
  if (kind === "photo") {
    if (dimensions === null) refusals.push({ code: "photo-not-an-image", params: { field: "file" } });
    else if (
      Math.min(dimensions.width, dimensions.height) < SMALLEST_SIDE ||
      Math.max(dimensions.width, dimensions.height) > LARGEST_SIDE
    ) {
      const params = { field: "file", ...dimensions, smallest: SMALLEST_SIDE, largest: LARGEST_SIDE };
      refusals.push({ code: "photo-dimensions", params });
    }
  } else if (type === null) refusals.push({ code: "attachment-not-readable", params: { field: "file" } });
  if (kind === "other" && others >= MOST_OTHERS) {
    refusals.push({ code: "attachments-too-many", params: { field: "file", most: MOST_OTHERS } });
  }
  return decide(refusals, type ?? "application/pdf");
}

export type Dimensions = { readonly width: number; readonly height: number };

/** The pixels of a PNG or JPEG as its header states them; null when there is no such header. */
export function readDimensions(bytes: Uint8Array): Dimensions | null {
  const type = recogniseScan(bytes);
  if (type === "image/png") return readPng(bytes);
  return type === "image/jpeg" ? readJpeg(bytes) : null;
}

function readPng(bytes: Uint8Array): Dimensions | null {
  const isHeader = [0x49, 0x48, 0x44, 0x52].every((byte, index) => bytes[12 + index] === byte);
  if (!isHeader || bytes.length < 24) return null;
  return { width: readNumber(bytes, 16, 4), height: readNumber(bytes, 20, 4) };
}

/** Segments one by one to the start of frame (0xC0 to 0xCF without the tables at C4, C8 and CC). */
function readJpeg(bytes: Uint8Array): Dimensions | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: readNumber(bytes, at + 5, 2), width: readNumber(bytes, at + 7, 2) };
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += isAlone ? 2 : 2 + Math.max(2, readNumber(bytes, at + 2, 2));
  }
  return null;
}

function readNumber(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}
